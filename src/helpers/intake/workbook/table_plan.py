"""What the parts of a table's sheet go by: where a figure stands, where last year's, and where the checks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from helpers.intake.workbook.design import sheet_of
from helpers.intake.workbook.formulas import parts_of_stocks, ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helpers.form import Report, Table, Value
    from helpers.intake.workbook.formulas import Spot


class TablePlan:
    """A report's table on its sheet.

    Attributes:
        sheet: The official form's cells.
        values: Those of figures by address.
        check: The column behind the form, in which checks speak.
        first: The first column of figures.
        below: The first row behind the form.
    """

    def __init__(self, report: Report, table: Table) -> None:
        self.report = report
        self.table = table
        self.sheet = sheet_of(report.edition.id, table.key)
        self.values = self.sheet.values()
        self.check = self.sheet.width + 1
        self.first = min(cell.column for cell in self.values.values())
        self.below = self.sheet.last_row + 1

    @property
    def across(self) -> bool:
        """Whether all figures stand in one line (table four)."""
        return self.table.blocks[0].across

    def spot(self, address: str) -> Spot:
        """The cell of a figure."""
        cell = self.values[address]
        return cell.row, cell.column

    def cells(self, addresses: Iterable[str]) -> str:
        """Figures as arguments of a function."""
        return ranges(map(self.spot, addresses))

    @property
    def shift(self) -> int:
        """How far to the right of a figure last year's stands."""
        return self.check + 2 - self.first

    def beside(self, address: str) -> Spot:
        """The cell of last year's figure of that address."""
        row, column = self.spot(address)
        return row, column + self.shift

    @cached_property
    def previous(self) -> Mapping[str, Value]:
        """Last year's figures of this table; another edition's table two has other cells."""
        previous = self.report.previous
        if previous is None:
            return {}
        same = previous.edition.id == self.report.edition.id
        if self.table.key == "proactive" and not same:
            return {}
        wanted = (field.address for field in self.table.fields)
        return {address: previous.figures[address] for address in wanted if address in previous.figures}

    def before(self, address: str) -> int | None:
        """Last year's stock, from which this year's follows."""
        previous = self.report.previous
        if previous is None or address not in parts_of_stocks(self.report.edition.id):
            return None
        return previous.figures.count(address) if address in previous.figures else None
