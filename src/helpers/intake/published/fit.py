"""Cells that follow a label, fitted to the row's columns: every way that the layout allows, the surest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.intake.published.strips import Cut
from helpers.intake.published.values import count_of, is_empty, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpers.intake.published.found import FoundRow
    from helpers.intake.published.source import Cell

_MOST = 400
"""Ways of one row that are looked at; more than these leave it open."""


@dataclass(frozen=True)
class Fit:
    """A way to read a row.

    Attributes:
        cells: A cell for each column; None where it has none.
        how: The reading: `direct`, `header`, `shifted`, `cut`, `spread`, `joined` or `split`.
    """

    cells: tuple[Cell | None, ...]
    how: str

    def numbers(self) -> tuple[int, ...]:
        """The row's whole numbers, nothing counted as 0; for comparing readings only."""
        return tuple((count_of(cell.text) or 0) if cell is not None else 0 for cell in self.cells)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it puts into each column."""
        return tuple(tidy(cell.text) if cell is not None else "" for cell in self.cells)


def fits(row: FoundRow, width: int, columns: Sequence[str] = ()) -> list[Fit]:
    """The ways to read a row, each with another result; a single one is sure.

    Args:
        row: The row and the cells behind its label.
        width: How many columns the form has.
        columns: Bare words of the columns' headers where they are told apart by them.
    """
    found: list[Fit] = []
    for fit in _fits(row, width, columns):
        if all(fit.texts != other.texts for other in found):
            found.append(fit)
        if len(found) > _MOST:
            return []
    return found


def _fits(row: FoundRow, width: int, columns: Sequence[str]) -> Iterator[Fit]:
    tail = list(row.tail)
    filled = [index for index, cell in enumerate(tail) if not is_empty(cell.text)]
    if not filled:
        cells: list[Cell | None] = list(tail[:width])
        yield Fit(tuple(cells + [None] * (width - len(cells))), "direct")
        return
    by_header = _by_header(row, columns)
    if len(tail) == width:
        yield Fit(tuple(tail), "direct")
        if by_header is not None and None not in by_header.cells:
            # In another order; headers over some of the cells only show a merged cell that is counted wrong.
            yield by_header
        return
    if by_header is not None and sum(
        cell is not None and not is_empty(cell.text) for cell in by_header.cells
    ) == len(filled):
        yield by_header
        if _ends_early(row, columns):
            # A cell that the table's maker forgot may be any of them.
            yield from _spread([tail[index] for index in filled], width)
        return
    yield from _by_count(row, filled, width, columns)


def _by_count(row: FoundRow, filled: Sequence[int], width: int, columns: Sequence[str]) -> Iterator[Fit]:
    """A row that has more or fewer cells than columns and no headers to go by."""
    tail = list(row.tail)
    blanks_kept = row.cut not in (Cut.WORDS, Cut.LONE)
    if len(tail) > width and filled[-1] - filled[0] < width:
        yield from _windows(row, filled, width, columns)
    elif len(filled) > width:
        yield from _too_many([tail[index] for index in filled], width, blanks_kept=blanks_kept)
    elif len(tail) > width:
        yield from _spread([tail[index] for index in filled], width)
    elif blanks_kept and row.last:
        yield Fit((*tail, *[None] * (width - len(tail))), "cut")
    else:
        yield from _spread([tail[index] for index in filled], width)
        if not blanks_kept:
            yield from _split([tail[index] for index in filled], width)


def _by_header(row: FoundRow, columns: Sequence[str]) -> Fit | None:
    """The cells under the columns' headers, where a table has all of these in the same grid."""
    headers = [row.headers.get(word) for word in columns]
    if row.cut is not Cut.GRID or not columns or any(h is None or h.grid != row.grid for h in headers):
        return None
    places = [header.column for header in headers if header is not None]
    if len(set(places)) < len(places):
        return None
    by_column = {cell.column: cell for cell in row.tail}
    if not any(place in by_column for place in places):
        return None
    return Fit(tuple(by_column.get(place) for place in places), "header")


def _ends_early(row: FoundRow, columns: Sequence[str]) -> bool:
    """Whether a row has no cell below the last header."""
    last = max(row.headers[word].column for word in columns)
    return all(cell.column + cell.span <= last for cell in row.tail)


def _windows(row: FoundRow, filled: Sequence[int], width: int, columns: Sequence[str]) -> Iterator[Fit]:
    tail = row.tail
    heads = [row.headers[word].column for word in columns if word in row.headers]
    for start in range(max(0, filled[-1] - width + 1), min(filled[0], len(tail) - width) + 1):
        cells = tail[start : start + width]
        # The empty cells before figures that stand below their headers are a merged label's.
        in_place = not start or [cell.column for cell in cells] == heads
        yield Fit(tuple(cells), "direct" if in_place else "shifted")


def _too_many(cells: list[Cell], width: int, *, blanks_kept: bool) -> Iterator[Fit]:
    """More values than columns: a column of the office's own, or a number whose digits were torn apart."""
    if not blanks_kept and len(cells) - width <= 2:
        yield from _joined(cells, width)
    for start in range(len(cells) - width + 1):
        yield Fit(tuple(cells[start : start + width]), "shifted")


def _joined(cells: list[Cell], width: int) -> Iterator[Fit]:
    if len(cells) == width:
        yield Fit(tuple(cells), "joined")
        return
    for index in range(len(cells) - 1):
        left, right = cells[index], cells[index + 1]
        both = type(left)(left.text + right.text, left.place, left.column, left.span + right.span)
        if count_of(both.text) is not None and not both.text.startswith("0"):
            yield from _joined([*cells[:index], both, *cells[index + 2 :]], width)


def _split(cells: list[Cell], width: int) -> Iterator[Fit]:
    """Fewer values than columns: two numbers that have run into one."""
    if len(cells) != width - 1:
        return
    for index, cell in enumerate(cells):
        text = tidy(cell.text)
        for cut in range(1, len(text)):
            left, right = text[:cut], text[cut:]
            if all(piece.isdigit() and (piece == "0" or piece[0] != "0") for piece in (left, right)):
                pieces = [type(cell)(piece, cell.place, cell.column) for piece in (left, right)]
                yield Fit((*cells[:index], *pieces, *cells[index + 1 :]), "split")


def _spread(cells: list[Cell], width: int) -> Iterator[Fit]:
    """Fewer values than columns and no trace of the blanks: any place in their order."""
    for places in combinations(range(width), len(cells)):
        put: list[Cell | None] = [None] * width
        for place, cell in zip(places, cells, strict=True):
            put[place] = cell
        yield Fit(tuple(put), "spread")
