"""Word files: paragraphs with their marking, tables with their merged cells counted out."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import docx
from lxml import etree

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS, MAX_DEPTH, MAX_LINES
from helpers.intake.published.sheet_parts import apart
from helpers.intake.published.source import STRUCK, WHITE, Line, Place, Source
from helpers.intake.published.word_names import BOX, CONTAINERS, PICTURES, W, is_repeated
from helpers.intake.published.word_numbering import Numbering
from helpers.intake.published.word_table import cells_of, grid_of, is_layout, pictures_in
from helpers.intake.published.word_text import WordText, is_struck, is_white
from helpers.intake.published.zipped import check_zip

if TYPE_CHECKING:
    from helpers.intake.published.source import Grid

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

    try:
        document = docx.Document(io.BytesIO(data))
        body = _Body(name, document)
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError):
        raise UnreadableError(f"{name}：不是完整的 Word 文件，请用 Word 打开后另存为 .docx。") from None
    body.read(document.element.body, 0)
    if not body.parts and not body.pictures:
        raise UnreadableError(f"{name}：文件里没有文字，请检查。")
    for note, is_so in ((WHITE, is_white), (STRUCK, is_struck)):
        if any(map(is_so, document.element.body.iter(f"{W}r"))):
            remarks = (*remarks, note)
    return Source(name, "docx", tuple(body.parts), body.pictures, remarks)


class _Body:
    def __init__(self, name: str, document: Any) -> None:
        self.parts: list[Line | Grid] = []
        self.pictures = 0
        self._name = name
        self._styles = {style.style_id: style for style in document.styles}
        self._links = {rid: rel.target_ref for rid, rel in document.part.rels.items() if rel.is_external}
        self._numbering = Numbering(document)
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def read(self, parent: Any, depth: int) -> None:
        """Take in an element's paragraphs and tables."""
        if depth > MAX_DEPTH:
            raise UnreadableError(f"{self._name}：文件嵌套超过 {MAX_DEPTH} 层，不像一份年报，请检查。")
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._grid(child, depth)
            elif child.tag in CONTAINERS:
                self.read(child, depth + 1)
            if child.tag == f"{W}p":
                self._boxes(child, depth)
            if len(self.parts) > MAX_LINES:
                raise UnreadableError(f"{self._name}：超过 {MAX_LINES} 段，不像一份年报，请检查。")

    def _paragraph(self, paragraph: Any) -> None:
        self._paragraphs += 1
        drawn = (drawing for drawing in paragraph.iter(*PICTURES) if not is_repeated(drawing))
        self.pictures += sum(1 for drawing in drawn if drawing.find(f".//{BOX}") is None)
        pieces = WordText(self._links)
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
                prefix = self._numbering.hanging()
            self.parts.append(
                Line(text.strip(), place, prefix + made, level, broken=index > 0, item=bool(prefix))
            )

    def _boxes(self, paragraph: Any, depth: int) -> None:
        """Take in the text boxes that hang on a paragraph."""
        for box in paragraph.iter(BOX):
            if next(box.iterancestors(BOX), None) is None and not is_repeated(box):
                self.read(box, depth + 1)

    def _style(self, paragraph: Any) -> Any:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(found.get(f"{W}val")) if found is not None else None

    def _level(self, paragraph: Any, style: Any) -> int:
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        seen = 0
        while outline is None and style is not None and seen < 10:
            outline = style.element.find(f"{W}pPr/{W}outlineLvl")
            found = _HEADING.search(style.name or "")
            if found:
                return int(found[1])
            style = style.base_style
            seen += 1
        value = outline.get(f"{W}val") if outline is not None else ""
        return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0

    def _grid(self, table: Any, depth: int) -> None:
        if is_layout(table):
            for cell in cells_of(table):
                self.read(cell, depth + 1)
            return
        self._tables += 1
        self._cells += sum(1 for _ in table.iter(f"{W}tc"))
        if self._cells > MAX_CELLS:
            raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查。")
        self.pictures += pictures_in(table)
        self.parts += apart(grid_of(table, self._tables))
