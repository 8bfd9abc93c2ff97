"""Where the cells of a table with merged cells stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.display.blocks import TableBlock, TableCell


@dataclass(frozen=True)
class Slot:
    """A cell and the column in which it starts, counted from 0."""

    column: int
    cell: TableCell


def slots_of(table: TableBlock) -> Iterator[tuple[Slot, ...]]:
    """The cells of each row; a cell starts in the first column that none before reaches into, as in HTML."""
    until: dict[int, int] = {}  # for each column the row at which it is free again
    for number, row in enumerate(table.rows):
        slots: list[Slot] = []
        column = 0
        for cell in row:
            while until.get(column, 0) > number:
                column += 1
            slots.append(Slot(column, cell))
            for covered in range(column, column + cell.colspan):
                until[covered] = number + cell.rowspan
            column += cell.colspan
        yield tuple(slots)
