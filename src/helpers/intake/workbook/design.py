"""Where everything stands in a workbook: the official form's grid on a sheet, the narrative below each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.form.grid import GridCell, Role, grid_of
from helpers.form.model import ordinal

if TYPE_CHECKING:
    from helpers.form import Edition, Section, Table

GUIDE = "填表说明"
TEXTS = "文字"
TOP = 4
"""Row of a table's sheet on which the official form's grid begins; above it stand the title and two lines."""

MORE = 3
"""Further sub-sections of section one that an empty workbook has room for."""

NOW = "本年填报"
"""Stands beside table four's only row of figures, which has no label of its own."""

LAST = "（上年）"
"""What the headers of last year's figures end with, so that they are never taken for this year's."""


@dataclass(frozen=True)
class Printed:
    """A cell of the official form on its sheet.

    Attributes:
        row: Row of the sheet, counted from 1.
        column: Column of the sheet, counted from 1.
    """

    cell: GridCell
    row: int
    column: int

    @property
    def last_column(self) -> int:
        """The last column that it takes."""
        return self.column + self.cell.colspan - 1

    @property
    def last_row(self) -> int:
        """The last row that it takes."""
        return self.row + self.cell.rowspan - 1


@dataclass(frozen=True)
class Sheet:
    """A table's sheet.

    Attributes:
        cells: The official form's cells.
        width: Columns of the form.
        last_row: Its last row.
    """

    table: Table
    cells: tuple[Printed, ...]
    width: int
    last_row: int

    @property
    def title(self) -> str:
        """The sheet's name."""
        return f"表{self.table.ordinal}"

    def values(self) -> dict[str, Printed]:
        """The cells of figures by address."""
        return {cell.cell.field.address: cell for cell in self.cells if cell.cell.field is not None}


@lru_cache(maxsize=16)
def sheet_of(edition: int, table: str) -> Sheet:
    """A table's sheet.

    Args:
        edition: Number of the form's edition.
        table: Key of the table.
    """
    described = edition_of(edition).table(table)
    grid = grid_of(described)
    taken: dict[int, int] = {}
    cells = []
    for row, line in enumerate(grid.rows, TOP):
        column = 1
        for cell in line:
            while taken.get(column, 0) > row:
                column += 1
            cells.append(Printed(cell, row, column))
            for covered in range(column, column + cell.colspan):
                taken[covered] = row + cell.rowspan
            column += cell.colspan
    return Sheet(described, tuple(cells), grid.columns, TOP + len(grid.rows) - 1)


@dataclass(frozen=True)
class Headings:
    """What tells a figure's place.

    Attributes:
        row: The label at its left; None in table four.
        column: The innermost header above it.
    """

    row: Printed | None
    column: Printed


@lru_cache(maxsize=16)
def headings_of(edition: int, table: str) -> dict[str, Headings]:
    """The headings of each figure by address."""
    sheet = sheet_of(edition, table)
    labels: dict[int, Printed] = {}
    for cell in sheet.cells:
        if cell.cell.role is Role.ROW:
            for row in range(cell.row, cell.last_row + 1):
                labels[row] = cell  # the innermost comes last
    return {
        address: Headings(labels.get(value.row), _header(sheet, value))
        for address, value in sheet.values().items()
    }


def _header(sheet: Sheet, value: Printed) -> Printed:
    above = (
        cell
        for cell in sheet.cells
        if cell.cell.role is Role.COLUMN
        and cell.row < value.row
        and cell.column <= value.column <= cell.last_column
    )
    return max(above, key=lambda cell: cell.row)


@dataclass(frozen=True)
class TextRow:
    """A line of the narrative's sheet: a label and the cell that takes the text.

    Attributes:
        address: The text's address below `narrative`; empty for the heading of a section.
    """

    label: str
    address: str = ""
    section: Section | None = None
    required: bool = False


def text_rows(edition: Edition, more: int = MORE) -> tuple[TextRow, ...]:
    """The lines of the narrative's sheet.

    Args:
        edition: The form.
        more: Further sub-sections of section one that there is room for.
    """
    rows = [TextRow("报告开头（可以不填）", "preamble")]
    for section in edition.sections:
        if not section.parts:
            continue
        if len(section.parts) == 1:
            rows.append(TextRow(section.title, section.key, section, required=True))
            continue
        rows.append(TextRow(section.title, section=section))
        for part in section.parts:
            label = part.title or f"{ordinal(section.title)}开头一段（可以不填）"
            rows.append(TextRow(label, f"{section.key}.{part.key}", section, part.required))
        if section.more:
            for index in range(more):
                address = f"{section.key}.more[{index}]"
                rows.append(TextRow(f"自拟小节{index + 1}的标题（可以不填）", f"{address}.title", section))
                rows.append(TextRow(f"自拟小节{index + 1}的文字", f"{address}.text", section))
    return tuple(rows)
