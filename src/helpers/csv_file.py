"""Tables as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, full-width forms included."""

Cell = str | int | Decimal | None


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as UTF-8 with a byte order mark, without which Excel takes Chinese for something else.

    Numbers are written exactly, nothing is an empty cell, and a text that a spreadsheet might run is preceded by an
    apostrophe.

    Args:
        header: The columns' names.
        rows: The cells, row by row.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" \u3000").startswith(_ACTIVE) else cell
    return f"{Decimal(cell):f}"
