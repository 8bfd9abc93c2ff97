"""A text as a reader sees it: without marks of Markdown and typing, cut into sentences and clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from helpers.checks.values import masked
from helpers.form import Text

# Same length on both sides: an offset stays an offset.
_HALF = str.maketrans("０１２３４５６７８９Ｘｘ％（）：，．〔〕［］﹝﹞－", "0123456789Xx%():，.[][][]-")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+|[ \t]*#{1,6}[ \t]+")
_PLAIN = re.compile(r"[^\s*_`\\]+")
_STOPS = "。！？；\n"
_COMMAS = f"{_STOPS}，,、：:"
_QUOTED = 60


@dataclass(frozen=True)
class Passage:
    """One text of the narrative, ready to be read.

    Attributes:
        address: Its address in params: `narrative.overview.on_request`.
        source: The text itself.
        text: The text without blanks, emphasis and list marks, its digits and brackets half-width; a line that
            ends a paragraph or an item is a line feed.
        offsets: For each character of `text` its offset in the source's value.
        own: What the office calls itself.
    """

    address: str
    source: Text
    text: str
    offsets: tuple[int, ...]
    own: tuple[str, ...] = ()

    def line(self, start: int) -> int | None:
        """The line of the params file on which that character stands."""
        return self.source.line_at(self.offsets[min(start, len(self.offsets) - 1)]) if self.offsets else None

    def quote(self, start: int, end: int) -> str:
        """What is written there, as the office wrote it, on one line and not too long."""
        if start >= end or not self.offsets:
            return ""
        raw = self.source.value[self.offsets[start] : self.offsets[end - 1] + 1]
        words = masked(" ".join(raw.split()).strip("，、；：。 "))
        return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"

    def clause(self, start: int, end: int) -> str:
        """The clause around a place, as the office wrote it."""
        left = max(self.text.rfind(mark, 0, start) for mark in "。！？；\n，") + 1
        right = self._clause_end(end)
        inner = self.text[left:right]
        closing = self.text.find(")", right) + 1 if inner.count("(") > inner.count(")") else 0
        if closing and closing <= self.sentence_at(start)[1]:
            right = self._clause_end(closing)
        return self.quote(left, right)

    def _clause_end(self, at: int) -> int:
        ends = [found for mark in "。！？；\n，" if (found := self.text.find(mark, at)) >= 0]
        return min(ends, default=len(self.text))

    def sentence_at(self, start: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        index = bisect_right(self._sentence_starts, start) - 1
        starts = self._sentence_starts
        return starts[index], starts[index + 1] if index + 1 < len(starts) else len(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"[。！？\n]+", self.text))]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Every sentence: its first character and the place behind its last."""
        starts = self._sentence_starts
        ends = [*starts[1:], len(self.text)]
        return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def passage(address: str, source: Text, own: tuple[str, ...] = ()) -> Passage:
    """Make a text ready to be read.

    Args:
        address: Its address in params.
        source: The text.
        own: What the office calls itself.
    """
    text: list[str] = []
    offsets: list[int] = []
    offset = 0
    for line in source.value.translate(_HALF).splitlines(keepends=True):
        mark = _LIST_MARK.match(line)
        begins = bool(mark) or not line.strip() or line.lstrip().startswith("|")
        if text and text[-1] != "\n" and (begins or text[-1][-1] in _STOPS):
            text.append("\n")
            offsets.append(offset)
        for run in _PLAIN.finditer(line, mark.end() if mark else 0):
            text.append(run[0])
            offsets.extend(range(offset + run.start(), offset + run.end()))
        offset += len(line)
    return Passage(address, source, "".join(text), tuple(offsets), own)
