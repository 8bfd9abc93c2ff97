"""What a register gives for a year: the rows that make up each cell."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Counted:
    """What a register gives for a year.

    Attributes:
        rows: The rows counted in each cell, by the cell's address.
        open: The rows that may belong in a cell and can't be told, by its address; such a cell has no figure.
        problems: Each row that can't be classified, and why, in Chinese. Nothing that stands in it is repeated.
        other_years: Rows that belong to no cell of this year.
        channels: How many of the applications received came by each channel.
    """

    rows: dict[str, list[str]]
    open: dict[str, list[str]]
    problems: list[tuple[str, str]] = field(default_factory=list)
    other_years: list[str] = field(default_factory=list)
    channels: dict[str, int] = field(default_factory=dict)

    def value(self, address: str) -> int | None:
        """The figure of a cell; None where a row may or may not belong in it."""
        return None if self.open[address] else len(self.rows[address])

    def add(self, address: str, where: str) -> None:
        """Count a row in a cell."""
        self.rows[address].append(where)

    def leave_open(self, address: str, where: str) -> None:
        """Leave a cell without a figure, as a row may or may not belong in it."""
        self.open[address].append(where)
