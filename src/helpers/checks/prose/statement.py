"""What a text states in figures: which row of the form a figure speaks of, for what time, under which head."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.checks.prose.numerals import Figure
from helpers.checks.prose.passage import Passage

ON_REQUEST = "narrative.overview.on_request"


@dataclass(frozen=True)
class Statement:
    """A figure and what it counts.

    Attributes:
        passage: Where it stands.
        topic: Which list of words named it: applications, results, appeals, outcomes, proactive, channels,
            applicants; empty where what it counts isn't read.
        key: The entry of that list.
        figure: The figure.
        start: Where the words that name it begin.
        end: Where what was read ends.
        period: `year` for the report's, `last` for last year's, `part` of a year, `other` years.
        sure: Whether nothing around it narrows it down to a part of what the key counts.
        plain: Whether applications are named as such where the words could mean something else.
        head: What it is a part of (其中, brackets); None where it stands on its own.
        lead: The words of its clause in front of what was read.
        at_most: Whether it may count a part of what its key does, so that only more is wrong: 按期答复 17 件.
    """

    passage: Passage
    topic: str
    key: str
    figure: Figure
    start: int
    end: int
    period: str = "year"
    sure: bool = True
    plain: bool = True
    head: Statement | None = None
    lead: str = ""
    at_most: bool = False

    @property
    def value(self) -> int:
        """The figure as a whole number."""
        return int(self.figure.value)

    @property
    def quote(self) -> str:
        """What was read, as the office wrote it."""
        return self.passage.quote(self.start, self.end)

    @property
    def line(self) -> int | None:
        """The line of the params file on which it stands."""
        return self.passage.line(self.figure.start)

    @property
    def certain(self) -> bool:
        """Whether it states an exact number of the report's year, and of nothing less than its key counts."""
        return self.sure and self.plain and self.figure.exact and self.period == "year"


def segment(passage: Passage, start: int) -> tuple[int, int]:
    """The part of a sentence between semicolons and full stops around a place."""
    left, right = passage.sentence_at(start)
    return max(left, passage.text.rfind("；", left, start) + 1), right
