"""YEAR.trace.csv: every cell of the district with every office's share (AGG-TRACE)."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.csv_file import csv_bytes
from helpers.rollup.gathering import Share

COLUMNS = ("cell", "label", "office", "office_name", "value")


def trace_of(shares: Sequence[Share]) -> bytes:
    """The trace as CSV; an office that left a cell out has an empty value, one that wrote text has its text.

    Args:
        shares: One or more reports in one edition of the form.
    """
    fields = shares[0].report.edition.fields
    return csv_bytes(
        COLUMNS,
        (
            (address, field.label, share.source, share.name, share.report.figures[address])
            for address, field in fields.items()
            for share in shares
        ),
    )
