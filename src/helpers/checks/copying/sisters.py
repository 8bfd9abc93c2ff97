"""Which reports of a batch say what another office's says, in any number of reports.

Two reports come together by the clauses that they share word for word, figures and the offices' own names aside; only
such pairs are compared run by run. A clause doesn't count that many offices have in ever other surroundings: that is
the wording of the trade. One that always stands between the same neighbours is part of a passage that was copied, by
however many.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from helpers.checks.copying.likeness import Copied, Distinct
from helpers.checks.copying.writing import Writing, number_of, paragraphs_of

_FEW = 10
"""What so many offices have may still be copied, whatever stands around it."""

_SHARE = 100
"""In a large batch it is one office in so many."""

_SHARED = 3
"""Clauses that two reports share before they are compared run by run."""

_CANDIDATES = 3
"""Reports that one is compared with: those it shares most with."""

_CHAIN = 3
"""Of a passage that very many have, each report is set beside the next few only: one source is enough to name."""

_LENGTH = 100
"""Characters in common, official and common wording aside, that are no chance."""

_SHORT = 60
"""In a short report so many do, if they are half of it."""

_BITS = 24


class Sisters:
    """The reports of a batch, to be compared with each other.

    Args:
        writings: The reports; the result follows their order.
    """

    def __init__(self, writings: Sequence[Writing]) -> None:
        self._writings = writings
        self._offices = len({writing.folder for writing in writings})
        self._few = max(_FEW, self._offices // _SHARE)
        self._holders: dict[int, int] = {}
        self._common: frozenset[int] = frozenset()
        self._distinct = lru_cache(maxsize=64)(self._distinct_of)

    def copied(self) -> Iterator[tuple[int, int, Copied, float, int]]:
        """Each report that is another office's as well.

        A report is held to others of its own year and of years before.

        Yields:
            Its number, the number of the report that it is most like, what of it is the other's, which part of the
            text that is, and how many further offices have the longest passage.
        """
        if self._offices < 2:
            return
        for number, others in sorted(self._candidates().items()):
            best: tuple[int, Copied] | None = None
            ours = self._distinct(number)
            for other in others:
                copied = ours.copied_from(self._distinct(other))
                if best is None or copied.length > best[1].length:
                    best = other, copied
                if copied.length == ours.length:
                    break
            if (
                best
                and (length := best[1].length) >= _SHORT
                and (length >= _LENGTH or 2 * length >= ours.length)
            ):
                yield number, *best, length / ours.length, self._others(best[1])

    def _distinct_of(self, number: int) -> Distinct:
        common = self._common
        is_common: Callable[[str], bool] = lambda clause: bool(common) and number_of(clause) in common  # noqa: E731
        return Distinct(paragraphs_of(self._writings[number]), is_common)

    def _others(self, copied: Copied) -> int:
        clauses = copied.ours.clauses if copied.ours else ()
        held = sorted(self._holders.get(number_of(clause), 1) for clause in clauses)
        return max(held[len(held) // 2] - 2, 0) if held else 0

    def _candidates(self) -> dict[int, list[int]]:
        """For each report those of other offices with which it shares most clauses."""
        groups = dict(self._groups())
        self._common = self._in_ever_other_surroundings(
            {clause for clause, owners in groups.items() if self._count(owners) > self._few}
        )
        shared: Counter[int] = Counter()
        for clause, owners in groups.items():
            if clause in self._common:
                continue
            for one, other in _pairs(owners, self._few):
                shared[one << _BITS | other] += 1
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair, count in shared.items():
            one, other = pair >> _BITS, pair & (1 << _BITS) - 1
            first, second = self._writings[one], self._writings[other]
            if count < _SHARED or first.folder == second.folder:
                continue
            if second.year <= first.year:
                found[one].append((-count, other))
            if first.year <= second.year:
                found[other].append((-count, one))
        return {
            number: [other for _, other in sorted(others)[:_CANDIDATES]] for number, others in found.items()
        }

    def _groups(self) -> Iterator[tuple[int, array[int]]]:
        """Each clause that several offices have, with the reports that have it."""
        keys = array("Q")
        for number, writing in enumerate(self._writings):
            keys.extend(clause << _BITS | number for clause in set(writing.clauses) if clause)
        for clause, group in groupby(sorted(keys), key=lambda key: key >> _BITS):
            owners = array("L", (key & (1 << _BITS) - 1 for key in group))
            if len(owners) > 1 and (count := self._count(owners)) > 1:
                self._holders[clause] = count
                yield clause, owners

    def _count(self, owners: Sequence[int]) -> int:
        return len({self._writings[number].folder for number in owners})

    def _in_ever_other_surroundings(self, frequent: set[int]) -> frozenset[int]:
        """Those of the clauses before or behind which ever others stand, and those between two of these."""
        if not frequent:
            return frozenset()
        before: dict[int, set[int]] = defaultdict(set)
        behind: dict[int, set[int]] = defaultdict(set)
        for writing in self._writings:
            for one, other in pairwise((0, *writing.clauses)):
                if one in frequent:
                    behind[one].add(other)
                if other in frequent:
                    before[other].add(one)
        common = {
            clause
            for clause in frequent
            if len(before[clause]) > self._few or len(behind[clause]) > self._few
        }
        known = common | {0}
        between = {clause for clause in frequent - common if before[clause] | behind[clause] <= known}
        return frozenset(common | {clause for clause in between if before[clause] | behind[clause] != {0}})


def _pairs(owners: Sequence[int], few: int) -> Iterator[tuple[int, int]]:
    if len(owners) <= 2 * few:
        yield from combinations(owners, 2)
    else:
        for index, one in enumerate(owners):
            yield from ((one, other) for other in owners[index + 1 : index + 1 + _CHAIN])
