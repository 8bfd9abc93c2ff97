"""How alike two texts are: the share of runs of five characters that both have, common wording aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.checks.copying.paragraph import Paragraph, tells
from helpers.checks.copying.phrases import official, runs

ALIKE = 0.75
"""A paragraph is another's where so many of its runs are."""


class Distinct:
    """A text's paragraphs without what is common to many.

    Args:
        paragraphs: The paragraphs.
        is_common: Whether a clause is in many reports besides those with official words.
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
        self.length = sum(len(clause) for _, clauses in self.paragraphs for clause in clauses)

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of all paragraphs."""
        return frozenset().union(*self._runs)

    @cached_property
    def _runs(self) -> list[frozenset[str]]:
        """Clause by clause, so that their order doesn't tell texts apart."""
        return [frozenset().union(*map(runs, clauses)) - official() for _, clauses in self.paragraphs]

    def copied_from(self, other: Distinct) -> Copied:
        """What of this text is the other's as well."""
        alike = [
            (paragraph, sum(map(len, clauses)), found)
            for (paragraph, clauses), found in zip(self.paragraphs, self._runs, strict=True)
            if found and len(found & other.runs) >= ALIKE * len(found)
        ]
        if not alike:
            return Copied()
        longest, _, found = max(alike, key=lambda each: each[1])
        twins = zip(other.paragraphs, other._runs, strict=True)
        (twin, _), _ = max(twins, key=lambda each: len(found & each[1]))
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
