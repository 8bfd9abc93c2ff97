"""What differs between two states of a text, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from helpers.review.wording import Mark, Passage, Piece, passages

_MOST = 4_000
"""Lines between the first and the last that differ; more are shown as gone and come, not matched one by one."""

_LONGEST = 2_000
"""Characters of a line that are shown."""


@dataclass(frozen=True)
class Line:
    """A line of a file's content, as somebody reads it.

    Attributes:
        place: Where it stands, in Chinese.
        text: What it says.
    """

    place: str
    text: str


@dataclass(frozen=True)
class Layer:
    """A part of a file's content that is compared by itself; the next one only where this one is the same.

    Attributes:
        lines: Its lines.
        remark: What is to be said if this is the first layer in which two files differ, in Chinese.
        repeats: Whether it says again what the report was made of, which is told as its inputs.
    """

    lines: Sequence[Line]
    remark: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class Change:
    """A line, or some in a row, that differs.

    Attributes:
        place: Where it stands in the older state; in the newer, where the older has nothing there.
        passages: Both states with what went and what came marked.
    """

    place: str
    passages: tuple[Passage, ...]

    def to_json(self) -> dict[str, Any]:
        """The change as plain JSON."""
        pieces = [
            [{"mark": piece.mark.value, "text": piece.text} for piece in each] for each in self.passages
        ]
        return {"place": self.place, "lines": pieces}


def changes(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change]:
    """The differences between two states, in order.

    Args:
        before: The older state.
        after: The newer.
    """
    start = _equal_from_start(before, after)
    stop = _equal_from_start(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - stop], after[start : len(after) - stop]
    if max(len(old), len(new)) > _MOST:
        yield _change(old[:_MOST], new[:_MOST])
        return
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            yield _change(old[i:i_end], new[j:j_end])


def _equal_from_start(one: Sequence[Line], other: Sequence[Line]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a.text != b.text), min(len(one), len(other)))


def _change(old: Sequence[Line], new: Sequence[Line]) -> Change:
    found = passages("\n".join(line.text for line in old), "\n".join(line.text for line in new))
    changed = [passage for passage in found if any(piece.mark is not Mark.SAME for piece in passage)]
    if not changed:  # only blanks or line breaks
        changed = [(Piece(Mark.GONE, line.text),) for line in old]
        changed += [(Piece(Mark.NEW, line.text),) for line in new]
    return Change((old or new)[0].place, tuple(tuple(map(_clipped, passage)) for passage in changed))


def _clipped(piece: Piece) -> Piece:
    return piece if len(piece.text) <= _LONGEST else Piece(piece.mark, piece.text[:_LONGEST] + "……")
