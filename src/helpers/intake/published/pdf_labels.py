"""Which words of a PDF's page are the label of which row, where a label takes more lines than the row's figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LEVEL = 2.0
_REACH = 30.0
_MOST_LINES = 8
_LEFT_OUT = 1.0
"""What it costs to leave a word out at the table's upper or lower end, in points by which a label is off its row."""


@dataclass(frozen=True)
class Word:
    """A word on a page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def beside(words: Sequence[Word], heights: Sequence[float]) -> list[list[Word]]:
    """The words that stand beside each row.

    Args:
        words: What stands left of the figures.
        heights: How far down the rows' figures stand, in their order.
    """
    reach = max([_REACH, *((after - before) / 2 + _LEVEL for before, after in pairwise(heights))])
    near = [word for word in words if heights[0] - reach <= word.middle[1] <= heights[-1] + reach]
    edge = _headings_edge(near)
    labels = sorted(
        (word for word in near if word.right > edge), key=lambda word: (word.middle[1], word.left)
    )
    rows = _parted(labels, heights)
    for word in near:
        if word.right <= edge:
            rows[min(range(len(heights)), key=lambda row: abs(heights[row] - word.middle[1]))].append(word)
    return rows


def _headings_edge(words: Sequence[Word]) -> float:
    """Where the column of the headings that span rows ends: they have labels to their right."""
    return max(
        (
            word.right
            for word in words
            for other in words
            if abs(word.middle[1] - other.middle[1]) <= _LEVEL and word.right < other.left
        ),
        default=float("-inf"),
    )


def _parted(labels: Sequence[Word], heights: Sequence[float]) -> list[list[Word]]:
    """Labels parted into the rows' so that each is level with its row: by its middle, or else by its first line."""
    if not len(heights) <= len(labels) <= _MOST_LINES * len(heights):
        nearest: list[list[Word]] = [[] for _ in heights]
        for word in labels:
            nearest[min(range(len(heights)), key=lambda row: abs(heights[row] - word.middle[1]))].append(word)
        return nearest
    at = [word.middle[1] for word in labels]
    costs = (
        _best(at, heights, lambda first, last: (at[first] + at[last]) / 2),
        _best(at, heights, lambda first, _: at[first]),
    )
    _, starts = min(costs)
    return [list(labels[first:end]) for first, end in starts]


def _best(
    at: Sequence[float], heights: Sequence[float], level: Callable[[int, int], float]
) -> tuple[float, list[tuple[int, int]]]:
    """The parting into runs, one for each row, that is off by the least in sum.

    Returns:
        By how much it is off, and each run's first index and the one behind its last.
    """
    count = len(at)
    # For each number of words that are used up: how far off, and the runs so far.
    found: list[tuple[float, list[tuple[int, int]]]] = [(_LEFT_OUT * used, []) for used in range(count + 1)]
    for height in heights:
        following: list[tuple[float, list[tuple[int, int]]]] = [(float("inf"), [])] * (count + 1)
        for end in range(1, count + 1):
            for first in range(max(0, end - _MOST_LINES), end):
                off, runs = found[first]
                off += abs(level(first, end - 1) - height)
                if off < following[end][0]:
                    following[end] = off, [*runs, (first, end)]
        found = following
    return min((off + _LEFT_OUT * (count - used), runs) for used, (off, runs) in enumerate(found))
