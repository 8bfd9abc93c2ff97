"""Table three on a PDF's page without ruling lines: its cells by the columns in which figures stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from helpers.form.common import APPLICANTS
from helpers.intake.published.form_words import match
from helpers.intake.published.pdf_labels import Word, beside
from helpers.intake.published.pdf_rows import box_of
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Place
from helpers.intake.published.values import is_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEVEL = 2.0
_APART = 12.0
"""Points: figures within the one stand on a line, columns are at least the other apart."""
_FEWEST_FIGURES = 5
_FEWEST_ROWS = 3
_FEWEST_LABELS = 2
_MOST_ROWS = 40


@dataclass(frozen=True)
class Unruled:
    """A table that was found.

    Attributes:
        grid: Its cells.
        box: Left, top, right and bottom on the page.
    """

    grid: Grid
    box: tuple[float, float, float, float]


class Columns:
    """Finds the rows of table three page by page; its columns go on overleaf."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = tuple(labels)
        self._centres: list[float] = []

    def find(self, page: Any, count: int) -> Unruled | None:
        """The table on a page; None where no such rows stand on it.

        Args:
            page: The page, without what stands in ruled tables.
            count: Number of the table in the document.
        """
        words = [
            Word(clean(word["text"]), word["x0"], word["x1"], word["top"], word["bottom"])
            for word in page.extract_words(x_tolerance=1.5, y_tolerance=2)
        ]
        lines = list(_figures(words))
        centres = _centres(lines) if len(lines) >= _FEWEST_ROWS else self._centres
        if len(centres) != len(APPLICANTS) or not 0 < len(lines) <= _MOST_ROWS:
            return None
        self._centres = centres
        edge = min(word.left for line in lines for word in line)
        around = [word for word in words if word.right < edge]
        rows = list(_rows(lines, around, centres))
        known = sum(any(match(cell.text, self._labels) for cell in row[: -len(centres)]) for row in rows)
        if known < min(_FEWEST_LABELS, len(rows)):
            return None
        number = page.page_number
        grid = Grid(
            tuple(
                tuple(
                    Cell(word.text, _place(word, count, number, index, column), column)
                    for column, word in enumerate(row)
                )
                for index, row in enumerate(rows, 1)
            )
        )
        found = [word for row in rows for word in row if word.text]
        box = (
            min(word.left for word in found) - 1,
            min(word.top for word in found) - 1,
            max(word.right for word in found) + 1,
            max(word.bottom for word in found) + 1,
        )
        return Unruled(grid, box)


def _figures(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Figures that stand on a line, as many as a row of table three may have."""
    held: list[Word] = []
    figures = sorted((word for word in words if is_value(word.text)), key=lambda word: word.middle[1])
    for word in figures:
        if held and word.middle[1] - held[0].middle[1] > _LEVEL:
            if _FEWEST_FIGURES <= len(held) <= len(APPLICANTS):
                yield held
            held = []
        held.append(word)
    if _FEWEST_FIGURES <= len(held) <= len(APPLICANTS):
        yield held


def _centres(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where the columns of figures are."""
    across = sorted(word.middle[0] for line in lines for word in line)
    groups = [[across[0]]]
    for before, after in pairwise(across):
        if after - before > _APART:
            groups.append([])
        groups[-1].append(after)
    return [median(group) for group in groups]


def _rows(
    lines: Sequence[Sequence[Word]], around: Sequence[Word], centres: Sequence[float]
) -> Iterator[list[Word]]:
    """Rows of words: the label's pieces from left to right, then a word for each column."""
    heights = [line[0].middle[1] for line in lines]
    for line, words in zip(lines, beside(around, heights), strict=True):
        row = list(_stacked(words))
        for centre in centres:
            near = [word for word in line if abs(word.middle[0] - centre) <= _APART]
            row.append(_joined(near) if near else Word("", centre, centre, line[0].top, line[0].bottom))
        yield row


def _stacked(words: Sequence[Word]) -> Iterator[Word]:
    """Words that stand over one another as one, from left to right."""
    held: list[Word] = []
    for word in sorted(words, key=lambda word: word.left):
        if held and word.left >= max(other.right for other in held):
            yield _joined(held)
            held = []
        held.append(word)
    if held:
        yield _joined(held)


def _joined(words: Sequence[Word]) -> Word:
    words = sorted(words, key=lambda word: (round(word.top), word.left))
    return Word(
        "".join(word.text for word in words),
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
    )


def _place(word: Word, count: int, page: int, row: int, column: int) -> Place:
    box = box_of((word.left, word.top, word.right, word.bottom))
    return Place(table=count, row=row, column=column + 1, page=page, box=box)
