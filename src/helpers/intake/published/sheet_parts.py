"""A worksheet's rows as grids and running text."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from helpers.form import EDITIONS
from helpers.intake.published.form_words import vocabulary
from helpers.intake.published.headings import part_heading, section_of
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Line
from helpers.intake.published.stacked import Lines, unstacked
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONG = 60


def parts_of(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Line | Grid]:
    """Rows as grids; a row that is one long text, or a heading, is running text."""
    held: list[tuple[Cell, ...]] = []
    rows = list(rows)
    # Empty cells count up to the last column in which anything stands; formats beyond it are none.
    width = max((cell.column for row in rows for cell in row if cell.text), default=-1)
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and _is_text(filled[0].text):
            yield from _closed(held)
            held = []
            for piece in filled[0].text.split("\n"):
                if piece.strip():
                    yield Line(piece.strip(), filled[0].place, escape(piece.strip()))
            continue
        if filled:
            places = {cell.column: cell.place for cell in row}
            lines = [
                Lines(
                    tuple(" ".join(line.split()) for line in cell.text.split("\n")),
                    cell.column,
                    cell.span,
                )
                for cell in row
                if cell.column <= width
            ]
            held += (
                tuple(Cell(cell.text, places[cell.column], cell.column, cell.span) for cell in cells)
                for cells in unstacked(lines)
            )
    yield from _closed(held)


def apart(grid: Grid) -> list[Line | Grid]:
    """A table as it is; where a whole report stands in one, its running text is taken out of it."""
    if any(len(row) == 1 and section_of(row[0].text) for row in grid.rows):
        return list(parts_of(grid.rows))
    return [grid]


def _closed(held: list[tuple[Cell, ...]]) -> Iterator[Line | Grid]:
    """Rows as a table, or as lines where each has a single filled cell and a sub-heading opens them."""
    if not held:
        return
    texts = [[cell for cell in row if cell.text] for row in held]
    if all(len(row) == 1 for row in texts) and _is_sub_heading(texts[0][0]):
        yield from (Line(cell.text, cell.place, escape(cell.text)) for row in texts for cell in row)
    else:
        yield Grid(tuple(held))


def _is_sub_heading(cell: Cell) -> bool:
    """Whether a cell is the heading of a part of the sections that are text, and no label of a table."""
    line = Line(cell.text, cell.place)
    found = [part_heading(line, section) for section in ("overview", "shortcomings")]
    return any(heading and (heading.part or heading.numbered) for heading in found) and not any(
        bare(cell.text) in words.results or bare(cell.text) in words.groups
        for words in map(vocabulary, EDITIONS)
    )


def _is_text(text: str) -> bool:
    return (
        len(text) > _LONG
        or "\n" in text
        or "。" in text
        or section_of(text) is not None
        or bare(text) in _part_titles()
        or "年度报告" in text
    )


@cache
def _part_titles() -> frozenset[str]:
    """The sub-headings of the sections that are text: 主动公开, 改进措施."""
    return frozenset(
        bare(part.title)
        for form in EDITIONS.values()
        for section in form.sections
        for part in section.parts
        if part.title
    )


def typed(value: object) -> str:
    """A cell's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
    return clean(str(value)).strip()
