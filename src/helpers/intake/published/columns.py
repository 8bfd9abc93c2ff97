"""Rows of table three that are open, judged together by the sums that run down its columns."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from helpers.checks.sums import Sum, balances, result_sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpers.form import Field
    from helpers.intake.published.fit import Fit
    from helpers.intake.published.found import FoundRow

_BY_CHANCE = ("spread", "joined", "split")
_MOST_TOGETHER = 400
"""Combinations of open rows that are looked at together."""


def together(
    kept: Mapping[str, list[Fit]],
    described: Mapping[str, tuple[FoundRow, tuple[Field, ...]]],
    edition: int,
) -> dict[str, list[Fit]]:
    """For the rows of table three that are still open, the readings with which its columns add up.

    A row's own sum may hold by chance where figures had to be put into columns, or digits together: such a reading
    counts only if the columns bear it out.
    """
    open_rows = [
        name
        for name, found in kept.items()
        if name.startswith("applications") and found and (len(found) > 1 or found[0].how in _BY_CHANCE)
    ]
    size = 1
    for name in open_rows:
        size *= len(kept[name])
    if size > _MOST_TOGETHER:
        return {name: [] for name in open_rows if kept[name][0].how in _BY_CHANCE}
    numbers: dict[str, int] = {}
    for name, found in kept.items():
        if len(found) == 1 and name.startswith("applications"):
            numbers |= addressed(described[name][1], found[0])
    touched = {field.address for name in open_rows for field in described[name][1]}
    sums = [sum_ for sum_ in column_sums(edition) if touched & {*sum_.left.addresses, *sum_.right.addresses}]
    good = []
    for combination in islice(product(*(kept[name] for name in open_rows)), _MOST_TOGETHER):
        tried = dict(numbers)
        for name, fit in zip(open_rows, combination, strict=True):
            tried |= addressed(described[name][1], fit)
        if all(holds(sum_, tried) for sum_ in sums):
            good.append(combination)
    if not good:
        return {name: [] for name in open_rows if kept[name][0].how in _BY_CHANCE}
    return {name: [combination[index] for combination in good] for index, name in enumerate(open_rows)}


def addressed(fields: Sequence[Field], fit: Fit) -> dict[str, int]:
    """A row's whole numbers by address, nothing counted as 0."""
    return {field.address: number for field, number in zip(fields, fit.numbers(), strict=True)}


@lru_cache(maxsize=4)
def column_sums(edition: int) -> tuple[Sum, ...]:
    """The sums that run down the columns of table three."""
    return (*result_sums(edition), *balances(edition))


def holds(sum_: Sum, numbers: Mapping[str, int]) -> bool:
    """Whether a sum holds, what is missing counted as 0."""
    left, right = (
        sum(numbers.get(address, 0) for address in side.addresses) for side in (sum_.left, sum_.right)
    )
    return left == right
