"""The figures of a report: what the office wrote in each cell, judged by nobody yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from helpers.form.model import Edition, Field, Kind, Row

Value = int | Decimal | str | None
"""What can stand in a cell: a number, text that isn't one (such as "/"), or nothing yet."""

Number = int | Decimal


class Figures(Mapping[str, Value]):
    """The cells of a report by address, exactly as they were given.

    Args:
        edition: The form that the cells belong to.
        values: A value for each of the edition's addresses; one left out counts as None, never as 0.
    """

    def __init__(self, edition: Edition, values: Mapping[str, Value]) -> None:
        self.edition = edition
        self._values = {address: values.get(address) for address in edition.fields}

    def __getitem__(self, address: str) -> Value:
        return self._values[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def number(self, address: str) -> Number | None:
        """The cell's number if it holds one that its kind allows, else None.

        Sums are made of these alone, so that one wrong cell gives one finding instead of a dozen.
        """
        return self._numbers[address]

    @cached_property
    def _numbers(self) -> dict[str, Number | None]:
        """Judged once: every rule asks for the same cells."""
        return {
            address: value if is_valid(field, value) else None  # type: ignore[misc]  # a valid value is a number
            for (address, value), field in zip(
                self._values.items(), self.edition.fields.values(), strict=True
            )
        }

    def count(self, address: str) -> int | None:
        """The whole number in a cell of kind COUNT or CHANGE, None where it holds none."""
        return self._counts[address]

    @cached_property
    def _counts(self) -> dict[str, int | None]:
        return {
            address: number if isinstance(number, int) else None for address, number in self._numbers.items()
        }

    def row(self, table: str, key: str) -> tuple[int | None, ...]:
        """The whole numbers of a row in column order."""
        return tuple(self.count(field.address) for field in self.edition.table(table).row_fields[key])

    def total(self, table: str, rows: tuple[Row, ...], column: int) -> int | None:
        """The sum of one column over rows, None where a cell holds no number."""
        return add(self.row(table, row.key)[column] for row in rows)


def is_valid(field: Field, value: Value) -> bool:
    """Whether the value is one that the cell's kind allows (rules T2-INT, T2-FEE, T3-INT, T4-INT)."""
    if isinstance(value, bool):
        return False
    match field.kind:
        case Kind.COUNT:
            return isinstance(value, int) and value >= 0
        case Kind.CHANGE:
            return isinstance(value, int)
        case Kind.MONEY:
            return (isinstance(value, int) and value >= 0) or (
                isinstance(value, Decimal) and value.is_finite() and value >= 0
            )


def add(numbers: Iterator[int | None]) -> int | None:
    """The sum, None if any of the numbers is missing."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
