"""Tables in text that are ruled by dashes, as pandoc, reStructuredText and database clients print them.

    信息内容          本年制发件数   本年废止件数
    ----------------- -------------- --------------
    规章              0

Where the columns begin is told by the rule, so that an empty cell is known as one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.intake.published.source import Cell, Grid, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULER = re.compile(r"\s*[-=\u2500]{2,}(?:[ +]+[-=\u2500]{2,})+\s*")
_RULE = re.compile(r"\s*[-=\u2500]{3,}\s*")
_DASHES = re.compile(r"[-=\u2500]+")
_MOST_HEADERS = 6
_MOST_COLUMNS = 30
_MOST_LINES = 300


@dataclass(frozen=True)
class RuledTable:
    """A table between two lines of a text.

    Attributes:
        begin: Its first line, counted from 0.
        end: The line behind it.
        grid: Its cells.
    """

    begin: int
    end: int
    grid: Grid


def ruled_tables(rows: Sequence[str]) -> Iterator[RuledTable]:
    """The tables of a text that are ruled by dashes.

    Args:
        rows: Its lines.
    """
    index = 0
    while index < len(rows):
        found = _table_at(rows, index) if _RULER.fullmatch(rows[index]) else None
        if found is not None:
            yield found
        index = found.end if found is not None else index + 1


def _table_at(rows: Sequence[str], ruler: int) -> RuledTable | None:
    starts = _starts(rows[ruler])
    if len(starts) > _MOST_COLUMNS:
        return None
    begin = ruler
    while begin and ruler - begin < _MOST_HEADERS and _is_row(rows[begin - 1], starts):
        begin -= 1
    end = _end(rows, ruler + 1, starts)
    body = rows[ruler + 1 : end]
    closed = bool(body) and _is_rule(body[-1])
    over_lines = closed and any(not row.strip() for row in body)
    lines: list[tuple[int, list[str]]] = []
    grid: list[tuple[Cell, ...]] = []
    for number in range(begin, end):
        row = rows[number]
        if _is_rule(row) or not row.strip():
            grid += _rows_of(lines, together=over_lines)
            lines = []
        else:
            lines.append((number + 1, _cut(row, starts)))
    grid += _rows_of(lines, together=over_lines)
    return RuledTable(begin, end, Grid(tuple(grid))) if grid else None


def _end(rows: Sequence[str], start: int, starts: Sequence[int]) -> int:
    """The line behind a table: behind its last rule, or where there is none at the first empty line."""
    last = 0
    empty = 0
    most = min(len(rows), start + _MOST_LINES)
    for number in range(start, most):
        row = rows[number]
        if _is_rule(row):
            if last == number:
                return last
            last = number + 1
        elif not row.strip():
            if last == number:
                return last
            empty = empty or number
        elif not _is_row(row, starts):
            return last or empty or number
    return last or empty or most


def _rows_of(lines: Sequence[tuple[int, list[str]]], *, together: bool) -> Iterator[tuple[Cell, ...]]:
    """The rows that lines make: one each, or all together where a cell may go over lines."""
    if together and lines:
        texts = ["".join(pieces) for pieces in zip(*(cells for _, cells in lines), strict=True)]
        lines = [(lines[0][0], texts)]
    for number, cells in lines:
        yield tuple(Cell(text, Place(line=number), column) for column, text in enumerate(cells))


def _is_rule(row: str) -> bool:
    return _RULER.fullmatch(row) is not None or _RULE.fullmatch(row) is not None


def _starts(ruler: str) -> list[int]:
    return [found.start() for found in _DASHES.finditer(ruler)]


def _is_row(row: str, starts: Sequence[int]) -> bool:
    """Whether a line is cut at the columns without cutting a word."""
    if not row.strip() or _is_rule(row):
        return False
    places = _places(row)
    for start in starts[1:]:
        index = next((index for index, place in enumerate(places) if place >= start), None)
        if index and (row[index - 1] != " " or places[index] != start):
            return False
    return len(row) - len(row.lstrip()) >= starts[0]


def _cut(row: str, starts: Sequence[int]) -> list[str]:
    places = _places(row)
    bounds = [*starts, places[-1] + 3 if places else 0]
    return [
        "".join(
            character for character, place in zip(row, places, strict=True) if left <= place < right
        ).strip()
        for left, right in pairwise(bounds)
    ]


def _places(row: str) -> list[int]:
    """The column on the screen of each character; Chinese ones take two."""
    places = []
    place = 0
    for character in row:
        places.append(place)
        place += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return places
