"""What the rules on single cells have in common."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from helpers.checks.finding import Finding
from helpers.checks.rule import ReportRule
from helpers.checks.values import fault
from helpers.form import Field, Kind, Report, edition_of


class CellRule(ReportRule):
    """A rule that every whole number of a table is there and is one.

    Attributes:
        table: Key of the table.
    """

    table: ClassVar[str]

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each cell that is empty or holds text, a fraction or a negative number."""
        figures = report.figures
        for field in whole_numbers(report.edition.id, self.table):
            if figures.count(field.address) is None:
                value = figures[field.address]
                message = f"{field.label}：{fault(field, value)}。"
                yield self.finding(report, field.address, message, actual=value)


@lru_cache(maxsize=16)
def whole_numbers(edition: int, table: str) -> tuple[Field, ...]:
    """The cells of a table that hold a number of things, not an amount of money."""
    return tuple(field for field in edition_of(edition).table(table).fields if field.kind is not Kind.MONEY)
