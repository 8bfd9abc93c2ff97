"""Web pages: text by its blocks, tables with their merged cells counted out, layout tables looked through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS, MAX_DEPTH
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import decode, raised
from helpers.intake.published.sheet_parts import apart
from helpers.intake.published.source import STRUCK, WHITE, Line, Place, Source
from helpers.intake.published.web_table import (
    caption_of,
    grid_of,
    is_hidden,
    is_layout,
    is_struck,
    is_white,
    pictures_in,
)
from helpers.intake.published.web_text import MARKED, WebText

if TYPE_CHECKING:
    from helpers.intake.published.source import Grid

_SKIPPED = frozenset((
    "script", "style", "head", "template", "noscript", "nav", "button", "select", "option", "iframe",
    "object", "footer", "input", "audio", "video",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
))  # fmt: skip
_PICTURES = frozenset(("img", "svg", "figure", "picture", "canvas"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


def read_html(data: bytes, name: str) -> Source:
    """Read a web page.

    Args:
        data: Its bytes.
        name: Its name.

    Raises:
        UnreadableError: It is too big, nested too deep, or holds no text.
    """
    text = decode(_recoded(data), name)
    if not text.strip():
        raise UnreadableError(f"{name}：文件是空的，请检查。")
    # Entities are never loaded; a declaration would only contradict what was decoded.
    text = re.sub(
        r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>",
        "",
        text,
        count=2,
        flags=re.DOTALL | re.IGNORECASE,
    )
    try:
        root = html.document_fromstring(text, parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"{name}：不是能读的网页，请检查文件是否完整。") from None
    page = _Page(name)
    body = root.find("body")
    page.block(body if body is not None else root, 0)
    page.text.flush()
    if not page.parts and not page.pictures:
        raise UnreadableError(f"{name}：网页里没有文字，请检查文件。")
    told = ((WHITE, is_white), (STRUCK, is_struck))
    notes = tuple(note for note, is_so in told if any(is_so(each) for each in root.iter(etree.Element)))
    return Source(name, "html", tuple(page.parts), page.pictures, notes)


def grids_in(markup: str, before: int) -> list[Grid]:
    """The tables in a piece of HTML, those that only place others left out.

    Args:
        markup: The piece.
        before: How many tables stand before it in the document.
    """
    root = html.fragment_fromstring(markup, create_parent="div", parser=_parser())
    tables = [table for table in root.iter("table") if not is_layout(table)]
    return [grid_of(table, before + number) for number, table in enumerate(tables, 1)]


def _parser() -> Any:
    return html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)


def _recoded(data: bytes) -> bytes:
    """The page in UTF-8 where it names an encoding of its own that holds."""
    found = _META.search(data[:4096])
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        named = found[1].decode("ascii").lower()
        if named in ("gb2312", "gbk", "gb18030"):
            try:
                return data.decode("gb18030").encode()
            except UnicodeDecodeError:
                return data
        if named in ("big5", "big5-hkscs"):
            try:
                return data.decode("big5hkscs").encode()
            except UnicodeDecodeError:
                return data
    return data


class _Page:
    def __init__(self, name: str) -> None:
        self.parts: list[Line | Grid] = []
        self.text = WebText(name, self.parts)
        self.pictures = 0
        self._name = name
        self._tables = 0
        self._cells = 0

    def block(self, element: Any, depth: int) -> None:
        """Take in an element and all below it."""
        if depth > MAX_DEPTH:
            raise UnreadableError(f"{self._name}：网页嵌套超过 {MAX_DEPTH} 层，不像一份年报，请检查文件。")
        tag = element.tag
        if not isinstance(tag, str) or is_hidden(element):
            return
        if tag in _SKIPPED or tag in _PICTURES:
            self.pictures += tag in _PICTURES
        elif tag == "br":
            self.text.new_line()
        elif tag == "sup":
            self.text.add(raised("".join(element.itertext())))
        elif tag in ("ul", "ol"):
            self._list(element, depth)
        elif tag == "table" and not is_layout(element):
            self.text.flush()
            self._grid(element)
        elif tag in MARKED and not any(child.tag in _BLOCKS for child in element.iter()):
            self._inline(element, depth)
        else:
            self._container(element, tag, depth)

    def _container(self, element: Any, tag: str, depth: int) -> None:
        own = tag in _BLOCKS
        start = len(self.parts)
        if own:
            self.text.flush()
            start = len(self.parts)
            self.text.line = element.sourceline or self.text.line
            if tag in _HEADINGS:
                self.text.level = int(tag[1])
        self.text.add(element.text)
        for child in element:
            self.block(child, depth + 1)
            self.text.add(child.tail)
        if own:
            self.text.flush()
        if tag == "blockquote":
            self._quote(start)

    def _quote(self, start: int) -> None:
        for index in range(start, len(self.parts)):
            part = self.parts[index]
            if isinstance(part, Line):
                made = "\n".join(f"> {row}" for row in (part.markdown or escape(part.text)).split("\n"))
                self.parts[index] = Line(part.text, part.place, made, item=part.item)

    def _list(self, element: Any, depth: int) -> None:
        text = self.text
        text.flush()
        outer = text.indent
        text.lists += 1
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag != "li":
                self.block(child, depth + 1)
                continue
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            text.marker = outer + marker
            text.indent = outer + " " * len(marker)
            self.text.line = child.sourceline or self.text.line
            self.text.add(child.text)
            for inner in child:
                self.block(inner, depth + 2)
                self.text.add(inner.tail)
            self.text.flush()
            text.marker = None
        text.indent = outer
        text.lists -= 1

    def _inline(self, element: Any, depth: int) -> None:
        """Take in text that is marked as a whole: bold, a link and the like."""
        with self.text.marked(element.tag, (element.get("href") or "").strip()):
            self.text.add(element.text)
            for child in element:
                self.block(child, depth + 1)
                self.text.add(child.tail)

    def _grid(self, table: Any) -> None:
        self._tables += 1
        self._cells += sum(1 for _ in table.iter("td", "th"))
        if self._cells > MAX_CELLS:
            raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查文件。")
        self.pictures += pictures_in(table)
        if words := caption_of(table):
            self.parts.append(Line(words, Place(line=table.sourceline or 1)))
        self.parts += apart(grid_of(table, self._tables))
