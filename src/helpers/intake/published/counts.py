"""Numbers that count rows or columns of a table (序号, 栏次) and are no figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.intake.published.source import Grid
from helpers.intake.published.values import is_empty, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.published.source import Cell

_WORDS = frozenset(
    ("栏次", "栏目", "列次", "列号", "序号", "行次", "行号", "编号", "代码", "甲", "乙", "丙", "丁")
)
_FEWEST = 4


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether cells side by side hold nothing but the numbers of their columns: 栏次 1 2 3 ….

    Args:
        cells: A row of a table.
    """
    texts = [tidy(cell.text) for cell in cells if not is_empty(cell.text)]
    numbers = [text for text in texts if text.isdigit()]
    return _in_turn(numbers) and all(text in _WORDS for text in texts if not text.isdigit())


def without_counts(grid: Grid) -> Grid:
    """A table without the column at its left that counts its rows, if it has one."""
    first = [row[0] for row in grid.rows if row and row[0].column == 0]
    texts = [tidy(cell.text) for cell in first if cell.span == 1]
    numbers = [text for text in texts if text.isdigit()]
    named = any(text in _WORDS for text in texts)
    if not (_in_turn(numbers) or (named and numbers)):
        return grid
    rows = (
        tuple(
            cell
            for cell in row
            if cell.column or cell.span > 1 or not (tidy(cell.text).isdigit() or tidy(cell.text) in _WORDS)
        )
        for row in grid.rows
    )
    return Grid(tuple(rows))


def _in_turn(numbers: Sequence[str]) -> bool:
    """Whether numbers count from 0 or 1 without a gap, and far enough to be no chance."""
    if len(numbers) < _FEWEST or numbers[0] not in ("0", "1"):
        return False
    first = int(numbers[0])
    return list(numbers) == [str(number) for number in range(first, first + len(numbers))]
