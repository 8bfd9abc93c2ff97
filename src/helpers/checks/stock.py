"""The stock of documents in table two: what was in force, what came and what went (30号)."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.form import Field, Figures, Report


@dataclass(frozen=True)
class Stock:
    """One row of 第二十条第（一）项: 本年制发, 本年废止, 现行有效; None where a cell holds no number."""

    issued: int | None
    repealed: int | None
    in_force: int | None
    fields: dict[str, Field]

    @property
    def label(self) -> str:
        """The row's official label."""
        return self.fields["in_force"].row.label


def stock_of(figures: Figures, row: str) -> Stock:
    """The stock in a row of table two.

    Raises:
        KeyError: The edition's table two has no such row or no 现行有效件数.
    """
    fields = {field.column.key: field for field in figures.edition.table("proactive").row_fields[row]}
    return Stock(
        issued=figures.count(fields["issued"].address),
        repealed=figures.count(fields["repealed"].address),
        in_force=figures.count(fields["in_force"].address),
        fields=fields,
    )


def stock_before(report: Report, row: str) -> int | None:
    """现行有效件数 of last year's report.

    None where that isn't at hand, holds no number there, or is in the 2019 format: 对外公开总数量 is not a
    stock in force.
    """
    previous = report.previous
    if previous is None or previous.edition.id != report.edition.id:
        return None
    return stock_of(previous.figures, row).in_force
