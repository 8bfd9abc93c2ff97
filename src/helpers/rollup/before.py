"""What stood before: the provisional version's trace, by which the final one tells what has changed."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from helpers.checks import Finding, Severity
from helpers.intake.faults import ReadError
from helpers.rollup.trace import COLUMNS


@dataclass(frozen=True)
class Provisional:
    """A provisional version.

    Attributes:
        offices: Folders of the offices that it added up.
        totals: Its figures by address; None where an office had left the cell out.
    """

    offices: frozenset[str]
    totals: Mapping[str, Decimal | None]


def read_provisional(path: Path) -> Provisional | None:
    """The provisional version whose trace was kept; None where there was none.

    Raises:
        ReadError: The file isn't a trace.
    """
    if not path.is_file():
        return None
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        offices = frozenset(row["office"] for row in rows)
        values: dict[str, list[Decimal | None]] = defaultdict(list)
        for row in rows:
            values[row["cell"]].append(_number(row["value"]))
    except (OSError, ValueError, KeyError, csv.Error):
        message = f"不是汇总留下的底稿（应有 {'、'.join(COLUMNS)} 五列），请移走后重新汇总"
        raise ReadError([Finding("READ", Severity.ERROR, message, file=str(path))]) from None
    totals = {
        cell: None
        if None in numbers
        else sum((number for number in numbers if number is not None), Decimal(0))
        for cell, numbers in values.items()
    }
    return Provisional(offices, totals)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
