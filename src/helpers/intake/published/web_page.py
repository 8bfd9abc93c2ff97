"""Web pages: text by its blocks, tables with their merged cells counted out, layout tables looked through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS, MAX_DEPTH, MAX_LINES
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean, decode
from helpers.intake.published.source import Cell, Grid, Line, Place, Source
from helpers.intake.published.spans import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = frozenset((
    "script", "style", "head", "template", "noscript", "nav", "button", "select", "option", "iframe",
    "object", "footer", "form", "input", "audio", "video",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
))  # fmt: skip
_PICTURES = frozenset(("img", "svg", "figure", "picture", "canvas"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_MARKED = frozenset(("a", "strong", "b", "em", "i", "code"))
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_INDENT = re.compile(r"^[\u3000\u00a0 ]{2,}")
_MOST_SPAN = 1000
_LONG_CELL = 400


def read_html(data: bytes, name: str) -> Source:
    """Read a web page.

    Args:
        data: Its bytes.
        name: Its name.

    Raises:
        UnreadableError: It is too big, nested too deep, or holds no text.
    """
    from lxml import etree, html

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
        root = html.document_fromstring(
            text,
            parser=html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"{name}：不是能读的网页，请检查文件是否完整。") from None
    page = _Page(name)
    body = root.find("body")
    page.block(body if body is not None else root, 0)
    page.flush()
    if not page.parts and not page.pictures:
        raise UnreadableError(f"{name}：网页里没有文字，请检查文件。")
    return Source(name, "html", tuple(page.parts), page.pictures)


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
        self.pictures = 0
        self._name = name
        self._text: list[str] = []
        self._marked: list[str] = []
        self._level = 0
        self._line = 0
        self._broken = False
        self._prefix: tuple[str, str] | None = None
        self._indent = ""
        self._depth_of_list = 0
        self._tables = 0
        self._cells = 0

    # Blocks.

    def block(self, element: Any, depth: int) -> None:
        """Take in an element and all below it."""
        if depth > MAX_DEPTH:
            raise UnreadableError(f"{self._name}：网页嵌套超过 {MAX_DEPTH} 层，不像一份年报，请检查文件。")
        tag = element.tag
        if not isinstance(tag, str) or _hidden(element):
            return
        if tag in _SKIPPED or tag in _PICTURES:
            self.pictures += tag in _PICTURES
        elif tag == "br":
            self._break()
        elif tag in ("ul", "ol"):
            self._list(element, depth)
        elif tag == "table" and not _is_layout(element):
            self.flush()
            self._grid(element)
        elif tag in _MARKED and not any(child.tag in _BLOCKS for child in element.iter()):
            self._inline(element, depth)
        else:
            self._container(element, tag, depth)

    def _container(self, element: Any, tag: str, depth: int) -> None:
        own = tag in _BLOCKS
        start = len(self.parts)
        if own:
            self.flush()
            start = len(self.parts)
            self._line = element.sourceline or self._line
            if tag in _HEADINGS:
                self._level = int(tag[1])
        self._add(element.text)
        for child in element:
            self.block(child, depth + 1)
            self._add(child.tail)
        if own:
            self.flush()
        if tag == "blockquote":
            self._quote(start)

    def _quote(self, start: int) -> None:
        for index in range(start, len(self.parts)):
            part = self.parts[index]
            if isinstance(part, Line):
                made = "\n".join(f"> {row}" for row in (part.markdown or escape(part.text)).split("\n"))
                self.parts[index] = Line(part.text, part.place, made, item=part.item)

    def _list(self, element: Any, depth: int) -> None:
        nested = self._depth_of_list
        self.flush()
        self._depth_of_list += 1
        start = element.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 9 else 1
        outer = self._indent
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag != "li":
                self.block(child, depth + 1)
                continue
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            self._prefix = (outer + marker, outer + " " * len(marker))
            self._indent = outer + " " * len(marker)
            self._line = child.sourceline or self._line
            self._add(child.text)
            for inner in child:
                self.block(inner, depth + 2)
                self._add(inner.tail)
            self.flush()
            self._prefix = None
        self._indent = outer
        self._depth_of_list = nested

    # Text.

    def _add(self, text: str | None) -> None:
        if text:
            plain = re.sub(r"[ \t\r\n\f]+", " ", clean(text))
            plain = re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", plain) if "\n" in text else plain
            self._text.append(plain)
            self._marked.append(escape(plain) if plain.strip() else plain)

    def _inline(self, element: Any, depth: int) -> None:
        texts, marked = self._text, self._marked
        self._text, self._marked = [], []
        self._add(element.text)
        for child in element:
            self.block(child, depth + 1)
            self._add(child.tail)
        text, inner = "".join(self._text), "".join(self._marked)
        self._text, self._marked = texts, marked
        self._text.append(text)
        href = (element.get("href") or "").strip()
        mark = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(element.tag, "")
        stripped = inner.strip()
        if element.tag == "code" and stripped:
            self._marked.append(f"`{text.strip()}`")
        elif (
            element.tag == "a"
            and re.match(r"https?://|mailto:", href)
            and stripped
            and not re.search(r"[\s()<>]", href)
        ):
            self._marked.append(f"[{stripped}]({href})")
        elif mark and stripped:
            before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            self._marked.append(f"{before}{mark}{stripped}{mark}{after}")
        else:
            self._marked.append(inner)

    def _break(self) -> None:
        level = self._level
        self.flush()
        self._level, self._broken = level, True

    def flush(self) -> None:
        text = "".join(self._text)
        marked = "".join(self._marked)
        level, broken = self._level, self._broken and not _INDENT.match(text)
        self._text, self._marked = [], []
        self._level = 0
        if not text.strip():
            return
        self._broken = False
        prefix = ""
        item = self._depth_of_list > 0
        if item:
            prefix = self._prefix[0] if self._prefix else self._indent
            self._prefix = None
        if len(self.parts) > MAX_LINES:
            raise UnreadableError(f"{self._name}：网页超过 {MAX_LINES} 段，不像一份年报，请检查文件。")
        self.parts.append(
            Line(
                text.strip(),
                Place(line=self._line or 1),
                prefix + marked.strip(),
                level,
                broken=broken,
                item=item,
            )
        )

    # Tables.

    def _grid(self, table: Any) -> None:
        self._tables += 1
        pieces: list[list[tuple[str, int, int]]] = []
        for row in _rows_of(table):
            cells = []
            for cell in row:
                if isinstance(cell.tag, str) and cell.tag in ("td", "th"):
                    cells.append((_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")))
                    self.pictures += len(cell.findall(".//img"))
            pieces.append(cells)
            self._cells += len(cells)
            if self._cells > MAX_CELLS:
                raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查文件。")
        caption = table.find("caption")
        if caption is not None and (words := " ".join("".join(caption.itertext()).split())):
            self.parts.append(Line(clean(words), Place(line=caption.sourceline or 1)))
        made = []
        for number, (cells, columns) in enumerate(
            zip(
                pieces,
                columns_of([[(down, across) for _, down, across in row] for row in pieces]),
                strict=True,
            ),
            1,
        ):
            made.append(
                tuple(
                    Cell(text, Place(table=self._tables, row=number, column=column + 1), column, across)
                    for (text, _, across), column in zip(cells, columns, strict=True)
                )
            )
        self.parts.append(Grid(tuple(made)))


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows_of(child)


def _cell_text(cell: Any) -> str:
    """A cell's text on one line."""
    return clean(" ".join("".join(cell.xpath(".//text()[not(ancestor::script or ancestor::style)]")).split()))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdigit() and len(text) < 6 else 1


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _is_layout(table: Any) -> bool:
    """Whether a table only places what is on the page: others stand in it, or whole texts."""
    if table.find(".//table") is not None:
        return True
    cells = list(table.iter("td", "th"))
    if len(cells) <= 3 and any(len("".join(cell.itertext())) > _LONG_CELL for cell in cells):
        return True
    return any(cell.find(".//h2") is not None or cell.find(".//h1") is not None for cell in cells)
