"""Word files: paragraphs with their marking, tables with their merged cells counted out."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS, MAX_DEPTH, MAX_LINES
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Line, Place, Source
from helpers.intake.published.zipped import check_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_PASSED = frozenset(
    f"{_W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr")
)
_HEADING = re.compile(r"(?:heading|标题|level)\s*(\d)", re.IGNORECASE)


def read_docx(data: bytes, name: str) -> Source:
    """Read a Word file.

    Args:
        data: Its bytes.
        name: Its name.

    Raises:
        UnreadableError: It is damaged, has a password, or holds nothing.
    """
    remarks = check_zip(data, name, "word/document.xml")
    import docx
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError):
        raise UnreadableError(f"{name}：不是完整的 Word 文件，请用 Word 打开后另存为 .docx。") from None
    body = _Body(name, document)
    body.read(document.element.body, 0)
    if not body.parts and not body.pictures:
        raise UnreadableError(f"{name}：文件里没有文字，请检查。")
    return Source(name, "docx", tuple(body.parts), body.pictures, remarks)


class _Body:
    def __init__(self, name: str, document: Any) -> None:
        self.parts: list[Line | Grid] = []
        self.pictures = 0
        self._name = name
        self._styles = {style.style_id: style for style in document.styles}
        self._links = {rid: rel.target_ref for rid, rel in document.part.rels.items() if rel.is_external}
        self._numbering = _Numbering(document)
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def read(self, parent: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableError(f"{self._name}：文件嵌套超过 {MAX_DEPTH} 层，不像一份年报，请检查。")
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._grid(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                self.read(child, depth + 1)
            if len(self.parts) > MAX_LINES:
                raise UnreadableError(f"{self._name}：超过 {MAX_LINES} 段，不像一份年报，请检查。")

    # Paragraphs.

    def _paragraph(self, paragraph: Any) -> None:
        self._paragraphs += 1
        self.pictures += sum(1 for _ in paragraph.iter(*_PICTURES))
        pieces = _Marked(self._links)
        pieces.read(paragraph, 0)
        style = self._style(paragraph)
        place = Place(paragraph=self._paragraphs)
        number = self._numbering.of(paragraph, style)
        level = 0 if number is not None else self._level(paragraph, style)
        for index, (text, marked) in enumerate(pieces.lines()):
            if not text.strip():
                continue
            made = marked.strip()
            if style is not None and style.style_id in ("Quotation", "Quote"):
                made = "\n".join(f"> {row}" for row in made.split("\n"))
            prefix = ""
            if number is not None:
                prefix = number if index == 0 else " " * len(number)
            elif style is not None and style.style_id == "Item":
                prefix = self._numbering.hanging(paragraph)
            self.parts.append(
                Line(text.strip(), place, prefix + made, level, broken=index > 0, item=bool(prefix))
            )

    def _style(self, paragraph: Any) -> Any:
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(f"{_W}val")) if found is not None else None

    def _level(self, paragraph: Any, style: Any) -> int:
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        seen = 0
        while outline is None and style is not None and seen < 10:
            outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            found = _HEADING.search(style.name or "")
            if found:
                return int(found[1])
            style = style.base_style
            seen += 1
        value = outline.get(f"{_W}val") if outline is not None else ""
        return int(value) + 1 if value.isdigit() and int(value) < 9 else 0

    # Tables.

    def _grid(self, table: Any) -> None:
        if _is_layout(table):
            for cell in table.iter(f"{_W}tc"):
                self.read(cell, 1)
            return
        self._tables += 1
        rows = []
        for number, row in enumerate(_children(table, "tr"), 1):
            cells: list[Cell] = []
            before = row.find(f"{_W}trPr/{_W}gridBefore")
            column = int(before.get(f"{_W}val", "0")) if before is not None else 0
            for cell in _children(row, "tc"):
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查。")
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                across = max(1, int(span.get(f"{_W}val", "1"))) if span is not None else 1
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merged is None or merged.get(f"{_W}val") == "restart":
                    place = Place(table=self._tables, row=number, column=column + 1)
                    cells.append(Cell(_text_of(cell), place, column, across))
                self.pictures += sum(1 for _ in cell.iter(*_PICTURES))
                column += across
            rows.append(tuple(cells))
        self.parts.append(Grid(tuple(rows)))


class _Marked:
    """A paragraph's text and the same as Markdown, line by line."""

    def __init__(self, links: dict[str, str]) -> None:
        self._links = links
        self._pieces: list[tuple[str, str]] = []

    def read(self, element: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in _PASSED:
                continue
            if child.tag == f"{_W}r":
                self._run(child)
            elif child.tag == f"{_W}hyperlink":
                self._link(child, depth)
            elif child.tag not in _PICTURES:
                self.read(child, depth + 1)

    def _run(self, run: Any) -> None:
        text = "".join(_run_text(run))
        mark = _mark_of(run)
        self._pieces.append((text, mark))

    def _link(self, link: Any, depth: int) -> None:
        inner = _Marked(self._links)
        inner.read(link, depth + 1)
        text = "".join(piece for piece, _ in inner._pieces)
        target = self._links.get(link.get(f"{_R}id") or "", "")
        if re.match(r"https?://|mailto:", target) and not re.search(r"[\s()<>]", target) and text.strip():
            marked = "".join(_joined(inner._pieces))
            self._pieces.append((text, f"link:[{marked}]({target})"))
        else:
            self._pieces += inner._pieces

    def lines(self) -> Iterator[tuple[str, str]]:
        """Text and Markdown between line breaks."""
        held: list[tuple[str, str]] = []
        for text, mark in self._pieces:
            first, *rest = text.split("\n")
            held.append((first, mark))
            for piece in rest:
                yield "".join(part for part, _ in held), "".join(_joined(held))
                held = [(piece, mark)]
        yield "".join(part for part, _ in held), "".join(_joined(held))


def _joined(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """The pieces as Markdown, neighbours of the same mark together."""
    merged: list[list[str]] = []
    for text, mark in pieces:
        if merged and merged[-1][1] == mark and not mark.startswith("link:"):
            merged[-1][0] += text
        elif text:
            merged.append([text, mark])
    for text, mark in merged:
        if mark.startswith("link:"):
            yield mark.removeprefix("link:")
        elif not mark or not text.strip():
            yield escape(text)
        elif mark == "`":
            yield f"`{text}`"
        else:
            inner = text.strip()
            start = text.index(inner)
            yield f"{text[:start]}{mark}{escape(inner)}{mark}{text[start + len(inner) :]}"


def _run_text(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield clean(child.text or "")
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr") and child.get(f"{_W}type") in (None, "textWrapping"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _mark_of(run: Any) -> str:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    name = style.get(f"{_W}val") if style is not None else ""
    if name in ("Strong", "Emphasis", "Code"):
        return {"Strong": "**", "Emphasis": "*", "Code": "`"}[name]
    bold = run.find(f"{_W}rPr/{_W}b")
    if bold is not None and bold.get(f"{_W}val") not in ("0", "false"):
        return "**"
    return ""


def _text_of(cell: Any) -> str:
    texts = [
        "".join(text for run in paragraph.iter(f"{_W}r") for text in _run_text(run))
        for paragraph in cell.iter(f"{_W}p")
    ]
    return " ".join(" ".join(texts).split())


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _is_layout(table: Any) -> bool:
    """Whether a table only frames text: one cell, or others inside."""
    cells = list(table.iter(f"{_W}tc"))
    return len(cells) == 1 or any(cell.find(f".//{_W}tbl") is not None for cell in cells)


class _Numbering:
    """The numbers and bullets that Word puts before paragraphs."""

    def __init__(self, document: Any) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            root = None
        self._abstract: dict[str, Any] = {}
        self._formats: dict[str, dict[int, tuple[str, int]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._prefixes: dict[tuple[str, int], str] = {}
        self._last: list[str] = []
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            self._abstract[abstract.get(f"{_W}abstractNumId")] = abstract
        for num in root.iter(f"{_W}num"):
            found = num.find(f"{_W}abstractNumId")
            abstract = self._abstract.get(found.get(f"{_W}val")) if found is not None else None
            levels = {}
            for level in abstract.iter(f"{_W}lvl") if abstract is not None else ():
                levels[int(level.get(f"{_W}ilvl", "0"))] = (
                    _value(level, "numFmt", "decimal"),
                    int(_value(level, "start", "1")),
                )
            for override in num.iter(f"{_W}lvlOverride"):
                ilvl = int(override.get(f"{_W}ilvl", "0"))
                start = override.find(f"{_W}startOverride")
                if start is not None and ilvl in levels:
                    levels[ilvl] = (levels[ilvl][0], int(start.get(f"{_W}val", "1")))
            self._formats[num.get(f"{_W}numId")] = levels

    def of(self, paragraph: Any, style: Any) -> str | None:
        """The marker of a list's item with its indent; None where the paragraph is none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            self._last = self._last if style is not None and style.style_id == "Item" else []
            return None
        number, level = _value(properties, "numId", "0"), int(_value(properties, "ilvl", "0"))
        kind, start = self._formats.get(number, {}).get(level, ("", 1))
        if not kind or kind == "none" or number == "0":
            return None
        if kind not in ("bullet", "decimal"):
            # （一）、一、 and the like number headings; what they mean is told by the words.
            return None
        self._counts[number, level] = count = self._counts.get((number, level), start - 1) + 1
        for other in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[other]
        del self._last[level:]
        while len(self._last) < level:
            self._last.append("  ")
        marker = "- " if kind == "bullet" else f"{count}. "
        prefix = "".join(self._last) + marker
        self._last.append(" " * len(marker))
        return prefix

    def hanging(self, paragraph: Any) -> str:
        """The indent of what belongs to the last item without a number of its own."""
        del paragraph
        return "".join(self._last)


def _value(parent: Any, tag: str, default: str) -> str:
    found = parent.find(f"{_W}{tag}")
    value = found.get(f"{_W}val", default) if found is not None else default
    return str(value)
