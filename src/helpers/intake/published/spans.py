"""Columns of cells that are merged over rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 2000


def columns_of(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """The first column of each cell, counted from 0.

    Args:
        rows: For each cell of each row how many rows and columns it takes; what another covers is left out.
    """
    taken: dict[int, int] = {}
    found: list[list[int]] = []
    for number, row in enumerate(rows):
        column = 0
        starts = []
        for down, across in row:
            while taken.get(column, 0) > number:
                column += 1
            starts.append(column)
            if column < _WIDEST:
                for covered in range(column, min(column + across, _WIDEST)):
                    taken[covered] = number + down
            column += across
        found.append(starts)
    return found
