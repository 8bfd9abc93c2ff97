"""AGG-DUP: figures that two offices can hardly have in common, and an office that already contains the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from helpers.checks import Finding
from helpers.checks.rules.rolled_up import DUPLICATES
from helpers.form import Report, edition_of
from helpers.rollup.gathering import Share

_SMALLEST = 3
"""Ones and twos are equal by chance."""

_CELLS = 5
"""So many equal cells are no chance any more."""

_PART = 0.8
"""Of both offices' telling cells, so many are equal."""

_SHARED_BY = 10
"""A figure that more offices share tells nothing of two of them."""


def duplicates(shares: Sequence[Share]) -> Iterator[Finding]:
    """Yield each pair of offices with the same figures, and an office that exceeds all others together."""
    for first, second, count in alike([telling(share.report) for share in shares]):
        one, other = shares[first], shares[second]
        yield equal(one.name, other.name, count, file=other.report.file)
    yield from _containing(shares)


def alike(telling: Sequence[Mapping[str, int]]) -> Iterator[tuple[int, int, int]]:
    """Each pair of offices whose figures are mostly equal, with the number of equal cells.

    Args:
        telling: The cells of each office that tell anything (`telling`).
    """
    owners: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, cells in enumerate(telling):
        for item in cells.items():
            owners[item].append(number)
    equal: Counter[tuple[int, int]] = Counter()
    for numbers in owners.values():
        if len(numbers) <= _SHARED_BY:
            equal.update(combinations(numbers, 2))
    for (first, second), count in sorted(equal.items()):
        if count >= _CELLS and count >= _PART * max(len(telling[first]), len(telling[second])):
            yield first, second, count


def equal(one: str, other: str, count: int, *, file: str) -> Finding:
    """The finding for two offices with equal figures, at the second one's file."""
    return DUPLICATES.at(
        f"{other}同{one}有 {count} 格不为 0 的数据完全相同，请核对是否照抄或重复报送。",
        file=file,
        actual=count,
    )


def telling(report: Report) -> dict[str, int]:
    """The cells of a report that tell whose it is: no sums, and no figure that is equal by chance."""
    return _counts(report, _SMALLEST)


def _containing(shares: Sequence[Share]) -> Iterator[Finding]:
    if len(shares) < 3:  # of two, one is often the larger in everything
        return
    totals = Counter[str]()
    cells = [_counts(share.report, 1) for share in shares]
    for counts in cells:
        totals.update(counts)
    for share, counts in zip(shares, cells, strict=True):
        others = {address: total - counts.get(address, 0) for address, total in totals.items()}
        filled = [address for address, count in others.items() if count > 0]
        if len(filled) >= _CELLS and all(counts.get(address, 0) >= others[address] for address in filled):
            yield DUPLICATES.at(
                f"{share.name}每一格都不小于其余单位之和，可能已包含其他单位的数据（双重汇总），请核对。",
                file=share.report.file,
            )


def _counts(report: Report, smallest: int) -> dict[str, int]:
    figures = report.figures
    found = {}
    for address in _independent(report.edition.id):
        count = figures.count(address)
        if count is not None and count >= smallest:
            found[address] = count
    return found


@lru_cache(maxsize=4)
def _independent(edition: int) -> tuple[str, ...]:
    """The cells that are no sums of others: equal sums follow from equal parts and tell nothing more."""
    return tuple(
        field.address
        for field in edition_of(edition).fields.values()
        if field.column.key != "total" and field.row.key != "total"
    )
