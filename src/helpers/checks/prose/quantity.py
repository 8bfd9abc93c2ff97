"""What the tables hold for what prose speaks of: sums of cells, as sure as the cells are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from helpers.checks.sums import total_of
from helpers.form import Edition, Figures


@dataclass(frozen=True)
class Amount:
    """A sum of cells.

    Attributes:
        low: What the cells that hold numbers come to: the sum is at least that.
        exact: Whether every cell holds a number.
    """

    low: int
    exact: bool = True

    def fits(self, number: int) -> bool:
        """Whether the sum can be that number."""
        return number == self.low if self.exact else number >= self.low

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.low + other.low, self.exact and other.exact)


def rows_of(edition: Edition, key: str) -> tuple[str, ...]:
    """The rows of table three that a key stands for: a row, a group of rows, several joined by +."""
    known = _rows(edition.id)
    found: list[str] = []
    for part in key.split("+"):
        found += known.get(part, ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _rows(edition: int) -> dict[str, tuple[str, ...]]:
    from helpers.form import edition_of

    found: dict[str, list[str]] = {}
    for row in edition_of(edition).table("applications").rows:
        for name in {row.key, row.group}:
            found.setdefault(name, []).append(row.key)
    return {name: tuple(keys) for name, keys in found.items()}


def row_total(figures: Figures, table: str, row: str) -> list[Amount]:
    """What a row comes to: its 总计, and what its cells add up to where that differs.

    Where the 总计 is empty the cells tell at least how many there are.
    """
    fields = figures.edition.table(table).row_fields[row]
    total = total_of(fields)
    counts = [figures.count(field.address) for field in fields if field is not total]
    parts = Amount(sum(count for count in counts if count is not None), None not in counts)
    stated = figures.count(total.address)
    if stated is None:
        return [parts]
    return [Amount(stated)] if not parts.exact or parts.low == stated else [Amount(stated), parts]


def rows_total(figures: Figures, table: str, rows: tuple[str, ...]) -> list[Amount]:
    """What rows come to together, in every reading of the rows."""
    sums = [Amount(0)]
    for row in rows:
        amounts = row_total(figures, table, row)
        sums = [done + amount for done in sums[:4] for amount in amounts]
    return sums


def cells_total(figures: Figures, addresses: tuple[str, ...]) -> Amount:
    """What cells come to."""
    counts = [figures.count(address) for address in addresses]
    return Amount(sum(count for count in counts if count is not None), None not in counts)
