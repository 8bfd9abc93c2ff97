"""Which single cell of table three explains that rows and columns don't add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from helpers.checks.sums import Sum, applicant_sums, balances, result_sums
from helpers.form import Figures


@dataclass(frozen=True)
class Suspect:
    """A cell that alone puts right every sum it stands in.

    Attributes:
        value: What it would have to be.
        sums: The sums that it puts right.
    """

    address: str
    value: int
    sums: frozenset[Sum]


def failing(figures: Figures) -> dict[Sum, int]:
    """The sums of table three whose sides differ, with the difference."""
    return {sum_: gap for sum_ in _sums(figures.edition.id) if (gap := sum_.gap(figures))}


def suspects(figures: Figures, gaps: Mapping[Sum, int]) -> list[Suspect]:
    """The cells that alone explain why the sums they stand in fail.

    Each cell stands in one row's sum and in one or two of its column's. It is a suspect where all of these
    fail by the same difference and no other cell explains any of them.
    """
    found = []
    for address, signs in _crossings(figures.edition.id).items():
        differences = {sign * gaps.get(sum_, 0) for sum_, sign in signs.items()}
        if len(differences) != 1:
            continue
        value = (figures.count(address) or 0) - differences.pop()
        if value >= 0 and all(sum_ in gaps for sum_ in signs):
            found.append(Suspect(address, value, frozenset(signs)))
    named = Counter(sum_ for suspect in found for sum_ in suspect.sums)
    return [suspect for suspect in found if all(named[sum_] == 1 for sum_ in suspect.sums)]


@lru_cache(maxsize=16)
def _sums(edition: int) -> tuple[Sum, ...]:
    return (*applicant_sums(edition), *result_sums(edition), *balances(edition))


@lru_cache(maxsize=16)
def _crossings(edition: int) -> dict[str, dict[Sum, int]]:
    """For each cell the sums it stands in: 1 on the left, -1 on the right."""
    found: dict[str, dict[Sum, int]] = {}
    for sum_ in _sums(edition):
        for side, sign in ((sum_.left, 1), (sum_.right, -1)):
            for address in side.addresses:
                found.setdefault(address, {})[sum_] = sign
    return found
