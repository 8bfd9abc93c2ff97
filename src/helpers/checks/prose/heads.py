"""What a figure is a part of: after 其中, in brackets, after 20件申请中."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.checks.prose.statement import Statement

_PARTS = re.compile(
    r"其中|[(]|[)]|；|。|\n|(?<=[件宗份起例次])(?:的)?(?:新)?(?:政府信息公开)?(?:申请|案件)?(?:当)?中"
)


def _main(found: Sequence[Statement]) -> list[Statement]:
    """What 其中 at the head of a sentence goes back to: of the one before what came in or was done, else the last."""
    last = found[-1:]
    if not last:
        return []
    start, _ = last[0].passage.sentence_at(last[0].figure.start)
    here = [each for each in found if each.figure.start >= start and each.head is None]
    whole = [
        each for each in here if each.key in ("done", "handled", "received", "incoming", "mentioned", "sum")
    ]
    return whole[-1:] or list(last)


class Heads:
    """Follows a text from figure to figure and knows which one governs the next."""

    def __init__(self) -> None:
        self._heads: list[Statement] = []
        self._outer: list[list[Statement]] = []

    def pass_over(self, gap: str, found: Sequence[Statement]) -> Statement | None:
        """What the next figure is a part of, after the words between it and the last of those found."""
        last = found[-1] if found else None
        recent = [last] if last else []
        # A figure's own unit tells 件中 from 中.
        for event in _PARTS.finditer("件" + gap):
            mark = event[0]
            if mark == "(":
                self._outer.append(self._heads)
                self._heads = recent or self._heads
            elif mark == ")":
                self._heads = self._outer.pop() if self._outer else self._heads
            elif mark in "。\n；":
                self._heads = []
                self._outer.clear()
                recent = _main(found) if mark == "。" else recent
            elif not (last and self._outer and self._heads and last is self._heads[-1]):
                self._heads = recent
        return self._heads[-1] if self._heads else None
