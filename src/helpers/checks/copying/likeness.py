"""How alike two texts are: the share of runs of five characters that both have, common wording aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.checks.copying.paragraph import Paragraph, tells
from helpers.checks.copying.phrases import official, runs

ALIKE = 0.75
"""A paragraph is another's where so many of its runs are."""

_PROBE = 5
"""One run in so many tells that a paragraph is nothing like the other text."""


class Distinct:
    """A text's paragraphs without what is common to many.

    Args:
        paragraphs: The paragraphs.
        is_common: Whether a clause is in many reports besides those with official words.

    Attributes:
        paragraphs: Each with its clauses that aren't common; those without any are left out.
        length: Characters of these clauses.
    """

    def __init__(
        self, paragraphs: Sequence[Paragraph], is_common: Callable[[str], bool] = lambda _: False
    ) -> None:
        telling = ((each, [clause for clause in each.clauses if tells(clause)]) for each in paragraphs)
        self.paragraphs = [
            (paragraph, distinct)
            for paragraph, clauses in telling
            if (distinct := tuple(clause for clause in clauses if not is_common(clause)))
        ]
        self.length = sum(_length(clauses) for _, clauses in self.paragraphs)

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of all paragraphs, clause by clause: their order doesn't tell texts apart."""
        return frozenset(run for own in self._runs for run in own)

    @cached_property
    def _runs(self) -> list[list[str]]:
        return [[run for clause in clauses for run in runs(clause)] for _, clauses in self.paragraphs]

    def copied_from(self, other: Distinct) -> Copied:
        """What of this text is the other's as well."""
        alike = [
            (paragraph, _length(clauses), ours)
            for (paragraph, clauses), ours in zip(self.paragraphs, self._runs, strict=True)
            if _are_in(ours, other.runs)
        ]
        if not alike:
            return Copied()
        longest, _, ours = max(alike, key=lambda each: each[1])
        twins = zip(other.paragraphs, other._runs, strict=True)
        (twin, _), _ = max(twins, key=lambda each: len(set(ours).intersection(each[1])))
        return Copied(len(alike), sum(length for _, length, _ in alike), longest, twin)


@dataclass(frozen=True)
class Copied:
    """What of a text is another's as well.

    Attributes:
        paragraphs: How many of its paragraphs.
        length: Their characters, common wording aside.
        ours: The longest of them.
        theirs: The other's paragraph that is most like it.
    """

    paragraphs: int = 0
    length: int = 0
    ours: Paragraph | None = None
    theirs: Paragraph | None = None


def _length(clauses: Sequence[str]) -> int:
    return sum(map(len, clauses))


def _are_in(ours: Sequence[str], theirs: frozenset[str]) -> bool:
    probe = ours[::_PROBE]
    if 2 * sum(run in theirs for run in probe) < ALIKE * len(probe):
        return False
    telling = [run for run in ours if run not in official()]
    return bool(telling) and sum(run in theirs for run in telling) >= ALIKE * len(telling)
