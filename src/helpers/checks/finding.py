"""A finding: what a rule says about one place of a report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from helpers.checks.values import masked, show

# Python refuses to print integers of more than 4300 digits.
_LARGEST = 14_000

# Numbers as long as a mobile's to a bank card's are no counts.
_SHORTEST, _LONGEST = 10**10, 10**19


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Blocks the report."""
    WARNING = "warning"
    """Needs a reason or a second look."""
    INFO = "info"
    """Says something worth knowing."""

    @property
    def label(self) -> str:
        """The severity in Chinese."""
        return {"error": "错误", "warning": "提醒", "info": "说明"}[self.value]

    def is_graver_than(self, other: Severity) -> bool:
        """Whether it is graver than the other."""
        order = list(Severity)
        return order.index(self) < order.index(other)


@dataclass(frozen=True)
class Finding:
    """One finding (contract, section 7).

    Attributes:
        rule: ID of the rule, `READ` where a file can't be read.
        message: One Chinese sentence that says what is wrong and what to do.
        file: Path of the params file as the user named it.
        line: Line in it, counted from 1.
        column: Column in it, counted from 1.
        cell: Address in params, e.g. `applications.total[0]`.
        label: The place as the official form names it, e.g. 三、（七）总计 × 自然人.
        expected: What the place should hold, where the rule can tell.
        actual: What it holds.
    """

    rule: str
    severity: Severity
    message: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    cell: str = ""
    label: str = ""
    expected: Any = None
    actual: Any = None

    def __post_init__(self) -> None:
        """Hide long numbers, whatever they are quoted from: an identity number can stand in any cell and any key."""
        for name in ("message", "cell", "label", "expected", "actual"):
            value = getattr(self, name)
            shown = _hidden(value)
            if shown != value:
                object.__setattr__(self, name, shown)

    def to_json(self) -> dict[str, Any]:
        """The finding as plain JSON; decimals become numbers where they can't lose a digit."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "cell": self.cell,
            "label": self.label,
            "message": self.message,
            "expected": _plain(self.expected),
            "actual": _plain(self.actual),
        }

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}{': ' if place else ''}{self.severity.label} {self.rule} {self.message}"


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, int) and _SHORTEST <= abs(value) < _LONGEST:
        return masked(show(value))
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        exact = value.is_finite() and Decimal(repr(float(value))) == value
        return float(value) if exact else str(value)
    if isinstance(value, int) and value.bit_length() > _LARGEST:
        return show(value)
    return value
