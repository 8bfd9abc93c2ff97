"""Rows that stand stacked in one row of a table, line by line in each of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.intake.published.values import is_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST = 3


@dataclass(frozen=True)
class Lines:
    """A cell whose lines are still apart.

    Attributes:
        lines: Its lines and paragraphs, empty ones included.
        column: Its first column, counted from 0.
        span: How many columns it takes.
    """

    lines: tuple[str, ...]
    column: int
    span: int

    @property
    def is_figures(self) -> bool:
        """Whether each of several lines is a figure, or empty."""
        filled = list(filter(None, self.lines))
        return len(self.lines) > 1 and bool(filled) and all(map(is_value, filled))

    @property
    def text(self) -> str:
        """The cell on one line; several figures stay several."""
        return ("；" if self.is_figures else "").join(filter(None, self.lines))


def unstacked(row: Sequence[Lines]) -> Iterator[list[Lines]]:
    """The rows that a row is: several where most of its cells hold as many lines, figures among them.

    What has another number of lines, a heading beside the stacked rows, stands in the first of them.
    """
    figures = [cell for cell in row if cell.is_figures]
    heights = {len(cell.lines) for cell in figures}
    height = heights.pop() if len(heights) == 1 else 1
    stacked = [cell for cell in row if len(cell.lines) == height]
    labels = [cell for cell in stacked if not cell.is_figures and any(cell.lines)]
    filled = {tuple(index for index, line in enumerate(cell.lines) if line) for cell in figures}
    if len(filled) == 1 and len(next(iter(filled))) == 1:
        # The same line of each cell alone holds a figure: the others are idle paragraphs.
        yield list(row)
        return
    if height == 1 or len(figures) < _FEWEST or not labels:
        # Without a label that is stacked as they are, nobody knows whose the figures are.
        yield list(row)
        return
    for number in range(height):
        yield [
            Lines((cell.lines[number],), cell.column, cell.span) if cell in stacked else cell
            for cell in row
            if cell in stacked or not number
        ]
