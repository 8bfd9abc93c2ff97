"""What the index page tells of a report's figures: whether all are 0, how many are missing, and a few sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from helpers.form import Report
from helpers.form.figures import add

RESULTS = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused": "不予公开",
    "unable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
"""The kinds of result by the rows' keys, in the form's order."""


@dataclass(frozen=True)
class Facts:
    """A report's figures in short.

    Attributes:
        source: SHA-256 of what they were read from.
        zero: Whether every cell holds a number and all are 0 (零报告).
        blank: How many cells hold nothing (缺格).
        received: 新收, column 总计; None where the cell holds no number.
        results: The sum of each kind of result in that order, column 总计.
    """

    source: str
    zero: bool
    blank: int
    received: int | None
    results: tuple[int | None, ...]

    def to_json(self) -> dict[str, Any]:
        """The facts as plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facts:
        """The facts that `to_json` gave.

        Raises:
            KeyError, TypeError: The data isn't of that kind.
        """
        results = tuple(data["results"])
        numbers = [data["received"], *results, data["blank"]]
        if len(results) != len(RESULTS) or not all(isinstance(number, int | None) for number in numbers):
            raise TypeError("numbers expected")
        return cls(str(data["source"]), bool(data["zero"]), data["blank"], data["received"], results)


def facts_of(report: Report, source: str) -> Facts:
    """Read a report's facts."""
    figures, table = report.figures, report.edition.table("applications")
    numbers = [figures.number(address) for address in figures]
    return Facts(
        source,
        zero=all(number is not None and not number for number in numbers),
        blank=sum(1 for value in figures.values() if value is None or value == ""),
        received=figures.row(table.key, "received")[-1],
        results=tuple(
            add(figures.row(table.key, row.key)[-1] for row in table.rows if row.leaf and row.group == group)
            for group in RESULTS
        ),
    )
