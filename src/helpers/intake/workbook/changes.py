"""Labels of a workbook that aren't the official form's any more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.form.grid import Role
from helpers.intake.workbook.content import plain
from helpers.intake.workbook.design import Printed, sheet_of
from helpers.intake.workbook.formulas import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.form import Table
    from helpers.intake.workbook.content import Page
    from helpers.intake.workbook.formulas import Spot


@dataclass(frozen=True)
class Change:
    """A label that isn't the official form's any more.

    Attributes:
        cell: Where it stood: D7; empty where another of the form's labels stands there by now.
        now: What stands there.
    """

    sheet: str
    cell: str
    label: str
    now: str


def changes_of(page: Page, spots: Mapping[str, Spot], edition: int, table: Table) -> Iterator[Change]:
    """The labels that the sheet lacks, each with the cell in which it stood."""
    sheet = sheet_of(edition, table.key)
    values = {address: cell for address, cell in sheet.values().items() if address in spots}
    labels = Counter(plain(cell.cell.text) for cell in sheet.cells if cell.cell.role is not Role.VALUE)
    for cell in sheet.cells:
        label = plain(cell.cell.text)
        if cell.cell.role is Role.VALUE or len(page.find(label)) >= labels[label]:
            continue
        reference = min(values, key=lambda address: _distance(cell, values[address]), default=None)
        if reference is None:
            continue
        spot, value = spots[reference], values[reference]
        place = spot[0] - value.row + cell.row, spot[1] - value.column + cell.column
        now = page.at(place).text if min(place) > 0 else ""
        if plain(now) == label:
            continue
        moved_up = plain(now) in labels
        yield Change(page.title, "" if moved_up else named(place), cell.cell.text, "" if moved_up else now)


def _distance(cell: Printed, value: Printed) -> tuple[int, int]:
    """How far a figure is from a label: one in its own row or column is the nearest."""
    rows = max(cell.row - value.row, value.row - cell.last_row, 0)
    columns = max(cell.column - value.column, value.column - cell.last_column, 0)
    return min(rows, columns), rows + columns
