"""The text of a rendered report: paragraphs and rows of tables, as the readers of published reports find them."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.intake.published.formats import source_of
from helpers.intake.published.source import Cell, Grid
from helpers.intake.published.source import Line as Found
from helpers.verify.change import Line

_ROW = "｜"


def text_of(content: bytes, name: str) -> list[Line]:
    """The text of a web page, a PDF or a Word file, by its name.

    Raises:
        UnreadableError: It isn't what its name says, or bigger than any report.
    """
    return list(_lines(source_of(content, name).parts))


def _lines(parts: tuple[Found | Grid, ...]) -> Iterator[Line]:
    for part in parts:
        if isinstance(part, Grid):
            yield from (Line(_row(row), _ROW.join(cell.text for cell in row)) for row in part.rows if row)
        else:
            yield Line(str(part.place), part.text)


def _row(row: tuple[Cell, ...]) -> str:
    place = row[0].place
    page = f"第 {place.page} 页，" if place.page else ""
    return f"{page}第 {place.table} 个表第 {place.row} 行"
