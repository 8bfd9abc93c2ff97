"""The neutral form that every format is turned into: lines of text and grids of cells, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STRUCK = "文件里有划掉的字，没有读入，请核对"
WHITE = "文件里有白色的字，在白底上看不见，没有读入，请核对"
"""What a reader says who has passed over such text."""


@dataclass(frozen=True)
class Place:
    """Where something stands in a source; what doesn't apply to a format is None.

    Attributes:
        file: Name of the source where there are several.
        line: Line of a text, counted from 1.
        table: Number of a table in the document, counted from 1.
        row: Row in the table, counted from 1.
        column: Column in the table, counted from 1, merged cells counted out.
        paragraph: Paragraph of a Word file, counted from 1.
        page: Page of a PDF, counted from 1.
        box: Left, top, right and bottom on the page in points.
        sheet: Name of a worksheet.
        cell: Cell of a worksheet, e.g. D7.
    """

    file: str | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None

    def to_json(self) -> dict[str, object]:
        """What is known of the place."""
        found = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    def __str__(self) -> str:
        if self.sheet is not None:
            where = f"{self.sheet}!{self.cell}"
        elif self.table is not None:
            page = f"第 {self.page} 页，" if self.page is not None else ""
            where = f"{page}第 {self.table} 个表第 {self.row} 行第 {self.column} 格"
        elif self.page is not None:
            where = f"第 {self.page} 页"
        elif self.paragraph is not None:
            where = f"第 {self.paragraph} 段"
        else:
            where = f"第 {self.line} 行"
        return f"{self.file}：{where}" if self.file else where


@dataclass(frozen=True)
class Cell:
    """A cell of a table, or a piece of a line that stands like one.

    Attributes:
        text: What it holds, on one line.
        column: Its first column in the grid, counted from 0; in a line its number.
        span: How many columns it takes.
    """

    text: str
    place: Place
    column: int = 0
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, what a merged cell covers left out."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Line:
    """A line or paragraph of running text.

    Attributes:
        text: Its text without marking.
        markdown: The same as Markdown; made from the text where the format marks nothing.
        level: Level of a heading, 0 where the format says none.
        broken: Whether only a line break parts it from the line before.
        item: Whether it is an item of a list, or belongs to one.
    """

    text: str
    place: Place
    markdown: str = ""
    level: int = 0
    broken: bool = False
    item: bool = False


@dataclass(frozen=True)
class Source:
    """A document in neutral form.

    Attributes:
        name: The file's name.
        kind: Its format: txt, md, html, docx, pdf, xlsx or xls.
        parts: Lines and grids in their order.
        pictures: Places of pictures, which may be tables that nobody can read.
        notes: What its reader has to say, in Chinese.
    """

    name: str
    kind: str
    parts: tuple[Line | Grid, ...]
    pictures: int = 0
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Its running text."""
        return (part for part in self.parts if isinstance(part, Line))


def located(source: Source) -> Source:
    """The source with its name in every place, for a report that was published in several files."""

    def moved(part: Line | Grid) -> Line | Grid:
        if isinstance(part, Line):
            return replace(part, place=replace(part.place, file=source.name))
        rows = (
            tuple(replace(cell, place=replace(cell.place, file=source.name)) for cell in row)
            for row in part.rows
        )
        return Grid(tuple(rows))

    return replace(source, parts=tuple(moved(part) for part in source.parts))
