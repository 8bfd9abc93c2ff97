"""How a table is printed: rows of cells with the spans of the official form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from helpers.form.model import Block, Field, Table


class Role(StrEnum):
    """What a printed cell is."""

    BAND = "band"
    """A title across the whole table (第二十条第（一）项)."""
    CORNER = "corner"
    """What stands above the row labels."""
    COLUMN = "column"
    """A column's header."""
    ROW = "row"
    """A row's label."""
    VALUE = "value"
    """A figure."""


@dataclass(frozen=True)
class GridCell:
    """One printed cell; `field` is set where it holds a figure, `text` where it doesn't."""

    role: Role
    text: str = ""
    field: Field | None = None
    rowspan: int = 1
    colspan: int = 1


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """The printed table.

    Attributes:
        rows: Its rows; a cell that spans further rows stands in the first alone, as in HTML.
        header_rows: How many rows at the top are headers that a next page repeats; 0 where headers stand
            between the rows (table two).
        columns: Its width in columns.
    """

    rows: tuple[GridRow, ...]
    header_rows: int
    columns: int


@lru_cache(maxsize=16)
def grid_of(table: Table) -> Grid:
    """Lay a table out as the official form prints it."""
    width = max(_width(block) for block in table.blocks)
    rows: list[GridRow] = []
    for block in table.blocks:
        fields = tuple(field for row in block.rows for field in table.row_fields[row.key])
        if block.title:
            rows.append((GridCell(Role.BAND, block.title, colspan=width),))
        rows += _across(block, fields) if block.across else _down(block, fields, width)
    single = len(table.blocks) == 1
    return Grid(tuple(rows), header_rows=_header_height(table.blocks[0]) if single else 0, columns=width)


def _label_depth(block: Block) -> int:
    return 0 if block.across else max(len(row.labels) for row in block.rows)


def _width(block: Block) -> int:
    return len(block.rows) * len(block.columns) if block.across else _label_depth(block) + len(block.columns)


def _header_labels(block: Block) -> list[tuple[str, ...]]:
    if block.across:
        return [row.labels + column.labels for row in block.rows for column in block.columns]
    return [column.labels for column in block.columns]


def _header_height(block: Block) -> int:
    return max(len(labels) for labels in _header_labels(block))


def _headers(block: Block, last_colspan: int = 1) -> list[list[GridCell]]:
    """The header rows; equal neighbours under one parent are one cell, the innermost fills the height."""
    labels = _header_labels(block)
    height = _header_height(block)
    rows: list[list[GridCell]] = []
    for level in range(height):
        row: list[GridCell] = []
        reaching = [(index, path) for index, path in enumerate(labels) if len(path) > level]
        for path, members in groupby(reaching, key=lambda item: item[1][: level + 1]):
            indices = [index for index, _ in members]
            innermost = len(labels[indices[0]]) == level + 1
            colspan = len(indices) + (last_colspan - 1 if indices[-1] == len(labels) - 1 else 0)
            row.append(
                GridCell(Role.COLUMN, path[-1], rowspan=height - level if innermost else 1, colspan=colspan)
            )
        rows.append(row)
    return rows


def _down(block: Block, fields: tuple[Field, ...], width: int) -> list[GridRow]:
    """Labels at the left, figures under their headers; the last column fills the width."""
    depth = _label_depth(block)
    last_colspan = width - depth - len(block.columns) + 1
    headers = _headers(block, last_colspan)
    headers[0].insert(0, GridCell(Role.CORNER, block.corner, rowspan=len(headers), colspan=depth))
    rows = [tuple(row) for row in headers]
    per_row = len(block.columns)
    for index, row in enumerate(block.rows):
        cells: list[GridCell] = []
        for level, label in enumerate(row.labels):
            prefix = row.labels[: level + 1]
            if index and block.rows[index - 1].labels[: level + 1] == prefix:
                continue
            rowspan = sum(1 for other in block.rows[index:] if other.labels[: level + 1] == prefix)
            colspan = depth - level if level == len(row.labels) - 1 else 1
            cells.append(GridCell(Role.ROW, label, rowspan=rowspan, colspan=colspan))
        for number, field in enumerate(fields[index * per_row : (index + 1) * per_row]):
            cells.append(
                GridCell(Role.VALUE, field=field, colspan=last_colspan if number == per_row - 1 else 1)
            )
        rows.append(tuple(cells))
    return rows


def _across(block: Block, fields: tuple[Field, ...]) -> list[GridRow]:
    """All headers above one line of figures."""
    return [
        *(tuple(row) for row in _headers(block)),
        tuple(GridCell(Role.VALUE, field=field) for field in fields),
    ]
