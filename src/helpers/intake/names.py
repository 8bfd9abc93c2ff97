"""The names that a placeholder may use for figures: made from the form, none is listed here by hand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import Field, Table, edition_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LITIGATION = "litigation"
"""Table four has two rows of lawsuits and no cell for their sum, which every report states."""

Addresses = tuple[str, ...]


@lru_cache(maxsize=16)
def figure_names(edition: int) -> Mapping[str, Addresses]:
    """Each name with the addresses of the cells whose sum it stands for, mostly a single one.

    A cell goes by its address (`proactive.fees`, `applications.received[6]`), and one in a list also by its
    column's key (`applications.received.total`). Rows that share a heading have their sums
    (`applications.refused.total`, `appeals.litigation.total`), the official form prints none.

    Args:
        edition: The edition's number.
    """
    names: dict[str, Addresses] = {}
    for table in edition_of(edition).tables:
        for field in table.fields:
            names[field.address] = (field.address,)
        if table.listed:
            by_row = {f"{table.key}.{key}": fields for key, fields in table.row_fields.items()}
            sums = {name: rows for name, rows in _groups(table).items() if name not in by_row}
            for name, rows in (*((name, [fields]) for name, fields in by_row.items()), *sums.items()):
                for cells in zip(*rows, strict=True):
                    # `applications.other.other` would be a column's sum to us and a row to the reader.
                    if (key := f"{name}.{cells[0].column.key}") not in by_row:
                        names[key] = tuple(cell.address for cell in cells)
    return names


def _groups(table: Table) -> dict[str, list[tuple[Field, ...]]]:
    found: dict[str, list[tuple[Field, ...]]] = {}
    for name, fields in _grouped(table):
        found.setdefault(name, []).append(fields)
    return found


def _grouped(table: Table) -> Iterator[tuple[str, tuple[Field, ...]]]:
    for key, fields in table.row_fields.items():
        group, dot, _ = key.partition(".")
        if dot:
            yield f"{table.key}.{group}", fields
        elif key.startswith(f"{_LITIGATION}_"):
            yield f"{table.key}.{_LITIGATION}", fields
