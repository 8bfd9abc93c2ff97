"""One row of a register: what its cells say, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from helpers.intake.register.columns import APPLICANT, GROUND, RESULT
from helpers.intake.register.words import applicant_of, day_of, pending

if TYPE_CHECKING:
    from helpers.intake.register.sheet import RegisterRow


class Application:
    """What a row says of an application.

    Args:
        row: The row.
        year: The report's year.
        edition: The edition of its form.

    Attributes:
        where: The row, for people.
        edition: The edition of the form.
        first: The year's first day.
        last: The year's last day.
        problems: What is wrong with the row, in Chinese; nothing that stands in it is repeated.
    """

    def __init__(self, row: RegisterRow, year: int, edition: int) -> None:
        self.where = row.where
        self.edition = edition
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        self.problems: list[str] = []
        self._cells = row.cells

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands under the register's columns."""
        return not self._cells

    def cell(self, key: str) -> str:
        """What stands under a column; empty where nothing does."""
        return self._cells.get(key, "")

    def day(self, column_key: str, heading: str) -> tuple[date | None, bool]:
        """The day in a cell, and whether it is clear: an empty cell is, a text that is no day isn't."""
        text = self.cell(column_key)
        day = day_of(text)
        if text and day is None:
            self.problems.append(f"“{heading}”不是日期，请写成 2022-03-04 这样")
        return day, day is not None or not text

    def says_answered(self) -> bool:
        """Whether a result stands there that isn't pending."""
        text = self.cell(RESULT.key) or self.cell(GROUND.key)
        return bool(text) and not pending(text)

    def applicant(self) -> int | None:
        """The applicant's column in table three; None where the row doesn't tell."""
        found = applicant_of(self.cell(APPLICANT.key), self.edition)
        problem = "申请人类型不是表三的六类之一，请从中选一类"
        if found is None and problem not in self.problems:
            self.problems.append(problem)
        return found
