"""Tables that stand on their side: the form's rows as columns."""

from __future__ import annotations

from dataclasses import replace

from helpers.intake.published.form_words import result_labels
from helpers.intake.published.source import Cell, Grid
from helpers.intake.published.words import bare

_FEWEST = 4


def upright(grid: Grid) -> Grid:
    """The table with its columns as rows where the labels of table three stand side by side in it."""
    if not any(sum(bare(cell.text) in result_labels() for cell in row) >= _FEWEST for row in grid.rows):
        return grid
    columns: dict[int, list[Cell]] = {}
    for number, row in enumerate(grid.rows):
        for cell in row:
            columns.setdefault(cell.column, []).append(replace(cell, column=number, span=1))
    return Grid(tuple(tuple(columns[column]) for column in sorted(columns)))
