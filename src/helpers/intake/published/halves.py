"""Tables that were parted between columns: the rows put together again by the words of their headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.found import Note
from helpers.intake.published.strips import Cut
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from helpers.intake.published.found import FoundRow, Scanned
    from helpers.intake.published.source import Cell


def join_halves(scanned: Scanned, edition: int) -> None:
    """Add to the rows those whose columns stand in several tables, each with its headers; a note says so.

    Only where the headers of these tables together name each of the form's columns once, and a cell stands below
    each of them.
    """
    for table in edition_of(edition).tables:
        joined = []
        for key, fields in table.row_fields.items():
            columns = [bare(field.column.labels[-1]) for field in fields]
            pieces = [row for row in scanned.rows if (row.table, row.key) == (table.key, key)]
            if len(set(columns)) == len(columns) and (row := _whole(pieces, columns)):
                joined.append(row)
        if joined:
            scanned.rows += joined
            label = joined[0].label
            message = f"表{table.ordinal}按列分成几个表格，已按各自的表头合并（{len(joined)} 行）"
            scanned.notes.append(Note(message, label.place if label else None))


def _whole(pieces: Iterable[FoundRow], columns: Sequence[str]) -> FoundRow | None:
    """The row that some pieces make; None where they don't make exactly one."""
    cells: dict[str, Cell] = {}
    first: FoundRow | None = None
    for row in pieces:
        below = _by_header(row, columns)
        if not below or len(below) == len(columns):
            continue
        if below.keys() & cells.keys():
            return None
        cells |= below
        first = first or row
    if first is None or len(cells) < len(columns):
        return None
    return replace(first, tail=[cells[word] for word in columns], headers={}, done=True)


def _by_header(row: FoundRow, columns: Sequence[str]) -> dict[str, Cell]:
    """A row's cells by the headers above them; nothing where a cell or a header has no other."""
    if row.cut is not Cut.GRID:
        return {}
    heads = {
        row.headers[word].column: word
        for word in columns
        if word in row.headers and row.headers[word].grid == row.grid
    }
    by_column = {cell.column: cell for cell in row.tail}
    if heads.keys() != by_column.keys():
        return {}
    return {heads[column]: cell for column, cell in by_column.items()}
