"""The three statutory tables as blocks: the form's grid with the report's figures in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.display.blocks import TableBlock, TableCell
from helpers.display.numbers import print_value
from helpers.form import Report, Table
from helpers.form.grid import Grid, GridCell, Role, grid_of

_PAGE_WIDTH = 156.0
"""Width of the type area in mm (GB/T 9704—2012)."""

_LABEL_WIDTHS: dict[int, tuple[float, ...]] = {0: (), 1: (48.0,), 3: (12.0, 19.0, 38.0)}
"""Widths of the label columns in mm by their number; the columns of figures share what is left."""


def table_block(report: Report, table: Table, money_decimals: int | None = None) -> TableBlock:
    """A statutory table with the report's figures, merged as the official form merges it."""
    grid = grid_of(table)
    labels = _label_columns(grid)
    figures = grid.columns - labels
    width = (_PAGE_WIDTH - sum(_LABEL_WIDTHS[labels])) / figures
    return TableBlock(
        id=table.key,
        caption=f"{report.year}年{table.caption}",
        rows=tuple(_rows(report, table, grid, money_decimals)),
        columns=grid.columns,
        header_rows=grid.header_rows,
        widths=(*_LABEL_WIDTHS[labels], *[round(width, 2)] * figures),
        label_columns=labels,
    )


def _label_columns(grid: Grid) -> int:
    corners = [cell.colspan for row in grid.rows for cell in row if cell.role is Role.CORNER]
    return max(corners, default=0)


@dataclass(frozen=True)
class _Header:
    """A header cell and the part of the grid that it stands over."""

    id: str
    role: Role
    rows: range
    columns: range


def _rows(
    report: Report, table: Table, grid: Grid, money_decimals: int | None
) -> Iterator[tuple[TableCell, ...]]:
    headers: list[_Header] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(grid.rows):
        column = 0
        cells: list[TableCell] = []
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            place = _Header(
                "", cell.role, range(number, number + cell.rowspan), range(column, column + cell.colspan)
            )
            for covered in place.columns:
                taken[covered] = number + cell.rowspan
            if cell.role is Role.BAND:
                # A band opens the next block of table two: what stood above it heads nothing below.
                headers = []
            if cell.role is Role.VALUE:
                over = tuple(header.id for header in headers if _heads(header, number, column))
                cells.append(_value(report, cell, over, money_decimals))
            else:
                identifier = f"{table.key}-{number}-{column}"
                if cell.role is not Role.CORNER:
                    headers.append(_Header(identifier, cell.role, place.rows, place.columns))
                cells.append(TableCell(cell.text, cell.role.value, cell.rowspan, cell.colspan, id=identifier))
            column = place.columns.stop
        yield tuple(cells)


def _heads(header: _Header, row: int, column: int) -> bool:
    return row in header.rows if header.role is Role.ROW else column in header.columns


def _value(report: Report, cell: GridCell, headers: tuple[str, ...], money_decimals: int | None) -> TableCell:
    assert cell.field is not None  # noqa: S101  # a value has a field
    field, last = cell.field, report.previous
    # Last year's form may be another edition, in which the figure has no counterpart.
    known = last is not None and field.address in last.edition.fields
    before = last.figures[field.address] if last is not None and known else None
    return TableCell(
        print_value(field, report.figures[field.address], money_decimals),
        cell.role.value,
        cell.rowspan,
        cell.colspan,
        headers=headers,
        address=field.address,
        previous=print_value(field, before, money_decimals),
    )
