"""A source as strips: a row of cells each, whether it came from a table or from a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from helpers.intake.published.counts import without_counts
from helpers.intake.published.source import Cell, Grid, Line
from helpers.intake.published.turned import upright
from helpers.intake.published.values import is_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BAR = dict.fromkeys(map(ord, "\uff5c\u2502\u2503\u2551\u2506\u250a\u00a6"), "|")
_BARS = re.compile(r"[|\s]+")
_RULE = re.compile(r"[|\s:\-+=\u2500-\u257f]+")
_DASHES = re.compile(r"[-=\u2500-\u257f]{3}")
_MOST_CELLS = 100
"""Cells on a line: the widest table has ten columns; a line with more is no row of it."""

_WIDE_GAP = re.compile(r"[ \u3000\u00a0]{2,}|[\u2001\u2003]+|\u2002{2,}")


class Cut(StrEnum):
    """How a strip's cells are told apart, which says how sure their number is."""

    GRID = "grid"
    """Cells of a table."""
    ROW = "row"
    """A line cut at bars or tabs: empty cells are still there."""
    WORDS = "words"
    """A line cut at blanks: empty cells have left no trace."""
    CELL = "cell"
    """A line that is one cell in a text that has lines of bars for empty cells."""
    LONE = "lone"
    """A line that is one cell, or nothing but text: empty cells have left no trace."""


@dataclass(frozen=True)
class Strip:
    """Cells side by side.

    Attributes:
        grid: Number of the table that it belongs to; None outside tables.
        ends: Whether it does nothing but close a row (a line of bars).
    """

    cells: tuple[Cell, ...]
    cut: Cut
    grid: int | None = None
    ends: bool = False


class _Bars(StrEnum):
    """What a line of nothing but bars means in a text."""

    NOTHING = "nothing"
    """Rows stand on lines of their own."""
    EMPTY = "empty"
    """Each cell ends in a bar, so that a lone bar is an empty cell."""
    BETWEEN = "between"
    """A lone bar parts two cells, a second one is an empty cell."""


def strips_of(parts: Iterable[Line | Grid]) -> Iterator[Strip]:
    """The strips of a source, in its order."""
    parts = tuple(parts)
    texts = [part.text.translate(_BAR).strip() for part in parts if isinstance(part, Line)]
    bars = _bars(texts)
    cut = _Lines(framed=_framed(texts), lone=Cut.LONE if bars is _Bars.NOTHING else Cut.CELL)
    closed = False
    for number, part in enumerate(parts):
        if isinstance(part, Grid):
            for row in upright(without_counts(part)).rows:
                yield Strip(row, Cut.GRID, number)
            continue
        text = part.text.translate(_BAR)
        if text.strip() and _BARS.fullmatch(text):
            yield from _bar_line(part, text.count("|"), bars, closed)
            closed = False
            continue
        closed = True
        yield _strip(part, text, cut)


@dataclass(frozen=True)
class _Lines:
    """How the lines of a text are cut.

    Attributes:
        framed: Whether a bar at a line's head opens the row instead of closing an empty cell.
        lone: What a line of one cell is.
    """

    framed: bool
    lone: Cut


def _framed(texts: Iterable[str]) -> bool:
    rows = [text for text in texts if text.count("|") > 1 and not _BARS.fullmatch(text)]
    return 2 * sum(text.startswith("|") for text in rows) > len(rows)


def _bars(texts: Iterable[str]) -> _Bars:
    lines = [text for text in texts if text]
    after = between = rows = 0
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        if _BARS.fullmatch(line):
            continue
        if "|" not in line:
            between += below.startswith("|") and _BARS.fullmatch(below) is not None
        elif line.strip("|").count("|") == 0:
            after += line.endswith("|")
        else:
            rows += 1
    if between > max(after, rows):
        return _Bars.BETWEEN
    return _Bars.EMPTY if after > rows else _Bars.NOTHING


def _bar_line(line: Line, count: int, bars: _Bars, closed: bool) -> Iterator[Strip]:
    empty = Strip((Cell("", line.place),), Cut.CELL)
    if bars is _Bars.NOTHING or count > 1:
        # What is left of a row under merged cells.
        if bars is not _Bars.NOTHING:
            yield Strip((), Cut.LONE, ends=True)
    elif bars is _Bars.EMPTY or not closed:
        yield empty


def _strip(line: Line, text: str, cut: _Lines) -> Strip:
    if _RULE.fullmatch(text) and ("|" in text or _DASHES.search(text)):
        return Strip((), Cut.LONE)
    if text.count("\t") == 1 and text.rstrip(" ").endswith("\t"):
        # A page copied with a cell on each line: the tab ends the cell, and the row goes on below.
        return Strip(_cells(line, [text.strip()]), cut.lone)
    for delimiter in ("|", "\t"):
        if delimiter in text:
            pieces = text.strip(" ").split(delimiter) if delimiter == "|" else text.split(delimiter)
            if delimiter == "|":
                pieces = pieces[1:] if cut.framed and not pieces[0].strip() else pieces
                pieces = pieces[:-1] if pieces and not pieces[-1].strip() else pieces
            if len(pieces) > _MOST_CELLS:
                break
            cells = _cells(line, (piece.strip() for piece in pieces))
            return Strip(cells, cut.lone if len(cells) == 1 else Cut.ROW)
    return _words(line, text, cut)


def _words(line: Line, text: str, cut: _Lines) -> Strip:
    words = text.split()
    values = 0
    while values <= min(len(words) - 1, _MOST_CELLS) and is_value(words[-1 - values]):
        values += 1
    if values > _MOST_CELLS:
        return Strip(_cells(line, [text.strip()]), cut.lone)
    head = text
    for word in reversed(words[len(words) - values :]):
        head = head[: head.rindex(word)]
    heads = [piece for piece in _WIDE_GAP.split(head.strip()) if piece]
    if not values and len(heads) > 1 and sum(map(len, heads)) > 60:
        heads = [head.strip()]
    cells = _cells(line, [*heads, *words[len(words) - values :]])
    return Strip(cells, cut.lone if len(cells) == 1 else Cut.WORDS)


def _cells(line: Line, pieces: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(piece, replace(line.place, column=None), column=number) for number, piece in enumerate(pieces)
    )
