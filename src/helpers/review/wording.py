"""What has changed in a text: paragraph by paragraph, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Characters that share one fate."""

    mark: Mark
    text: str


Passage = tuple[Piece, ...]
"""A paragraph with its differences marked."""

_TOKEN = re.compile(r"[0-9][0-9.,]*[0-9]%?|[0-9]%?|[A-Za-z]+|.", re.DOTALL)
"""A number or a word of Latin letters is read as one, all else by the character."""

_LONGEST = 1_500
"""Tokens of a paragraph that are compared one by one; comparing takes time by the square of their number."""

_MOST = 60
"""Paragraphs in a row without an equal one that are paired by their likeness."""

_ALIKE = 0.5
"""Paragraphs that share a smaller part of their characters are two, not one rewritten."""

_SHORTEST = 3
"""An equal piece of fewer tokens between two differences is read more easily as part of them."""


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Both texts as one, with what went and what came marked.

    Args:
        before: The older text.
        after: The newer.
    """
    return tuple(_passages(_paragraphs(before), _paragraphs(after)))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Piece(Mark.SAME, text),) for text in before[i:i_end])
        else:
            yield from _rewritten(before[i:i_end], after[j:j_end])


def _rewritten(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Paragraphs none of which stayed as it was: those that are alike are one rewritten."""
    pairs = _pairs(before, after) if len(before) <= _MOST and len(after) <= _MOST else ()
    i = j = 0
    for old, new in (*pairs, (len(before), len(after))):
        yield from ((Piece(Mark.GONE, text),) for text in before[i:old])
        yield from ((Piece(Mark.NEW, text),) for text in after[j:new])
        if old < len(before):
            yield _differences(before[old], after[new])
        i, j = old + 1, new + 1


def _pairs(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which older paragraph was rewritten to which newer one: in order, as much alike as can be."""
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(after) + 1)]
    for i, old in enumerate(before):
        row = [best[i][0]]
        for j, new in enumerate(after):
            likeness = SequenceMatcher(None, old, new, autojunk=False).quick_ratio()
            options = [best[i][j + 1], row[j]]
            if likeness >= _ALIKE:
                score, pairs = best[i][j]
                options.append((score + likeness, (*pairs, (i, j))))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return best[-1][-1][1]


def _differences(before: str, after: str) -> Passage:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        return Piece(Mark.GONE, before), Piece(Mark.NEW, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return Piece(Mark.GONE, before), Piece(Mark.NEW, after)
    gone, came = "", ""
    pieces: list[Piece] = []
    steps = matcher.get_opcodes()
    for number, (kind, i, i_end, j, j_end) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        if kind == "equal" and not (inside and i_end - i < _SHORTEST):
            pieces += _pieces(gone, came)
            pieces.append(Piece(Mark.SAME, "".join(old[i:i_end])))
            gone, came = "", ""
        else:
            gone += "".join(old[i:i_end])
            came += "".join(new[j:j_end])
    return (*pieces, *_pieces(gone, came))


def _pieces(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Mark.GONE, gone)
    if came:
        yield Piece(Mark.NEW, came)
