"""Applications counted into the cells of tables three and four, each cell with the rows that make it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.words import bare
from helpers.intake.register.columns import (
    ANSWERED,
    APPEALS,
    APPLICANT,
    CARRIED,
    CHANNEL,
    CLOSED,
    GROUND,
    RECEIVED,
    RESULT,
)
from helpers.intake.register.words import (
    applicant_of,
    carried,
    channel_of,
    day_of,
    outcome_of,
    pending,
    results_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.intake.register.sheet import RegisterRow

_TYPES = 6
_TOTAL = 6
_PENDING = 3
_SUM = 4
_NONE = frozenset({"", "无", "否", "没有"})


class _When(Enum):
    """Where an application stands to the year."""

    BEFORE = auto()
    HERE = auto()
    AFTER = auto()


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


def count(rows: Iterable[RegisterRow], year: int, edition: int) -> Counted:
    """Count the applications of a year.

    An application counts as received or carried in by its day of receipt, as dealt with or carried out by its day of
    answer (domain: 上年结转 are those received before 1 January and not yet answered then); an appeal counts by the
    day of its decision, and where none is given with the application's year.

    Args:
        rows: The register.
        year: The report's year.
        edition: The edition of its form.
    """
    addresses = [
        cell.address for key in ("applications", "appeals") for cell in edition_of(edition).table(key).fields
    ]
    counted = Counted({address: [] for address in addresses}, {address: [] for address in addresses})
    for row in rows:
        _Application(row, year, edition, counted).count()
    return counted


class _Application:
    """One row on its way into the cells."""

    def __init__(self, row: RegisterRow, year: int, edition: int, counted: Counted) -> None:
        self._row = row
        self._edition = edition
        self._counted = counted
        self._first, self._last = date(year, 1, 1), date(year, 12, 31)
        self._problems: list[str] = []

    def count(self) -> None:
        if not self._row.cells:
            self._problems.append("各栏都没有填")
            self._open(*self._all_rows())
            self._note()
            return
        self._appeals(self._stages())
        self._note()

    def _note(self) -> None:
        if self._problems:
            self._counted.problems.append((self._row.where, "；".join(self._problems)))

    def _cell(self, key: str) -> str:
        return self._row.cells.get(key, "")

    def _day(self, column_key: str, heading: str) -> tuple[date | None, bool]:
        """The day in a cell, and whether it is clear: an empty cell is, a text that is no day isn't."""
        text = self._cell(column_key)
        day = day_of(text)
        if text and day is None:
            self._problems.append(f"“{heading}”不是日期，请写成 2022-03-04 这样")
        return day, day is not None or not text

    def _stages(self) -> _When:
        """Count the row in table three; whether it belongs to the year."""
        received, _ = self._day(RECEIVED.key, RECEIVED.heading)
        answered, clear = self._day(ANSWERED.key, ANSWERED.heading)
        if received is None and not self._cell(RECEIVED.key):
            self._problems.append(f"没有填“{RECEIVED.heading}”")
        if received and answered and answered < received:
            self._problems.append("办结日期早于收到日期，请核对")
            answered, clear = None, False
        if received and received > self._last:
            self._counted.other_years.append(self._row.where)
            return _When.AFTER
        if answered and answered < self._first:
            self._counted.other_years.append(self._row.where)
            return _When.BEFORE
        self._came(received, answered, clear=clear)
        self._went(answered, clear=clear)
        return _When.HERE

    def _came(self, received: date | None, answered: date | None, *, clear: bool) -> None:
        if received is None:
            self._open("received", "carried_in")
        elif received >= self._first:
            self._add("received")
            if text := self._cell(CHANNEL.key):
                channel = channel_of(text)
                self._counted.channels[channel] = self._counted.channels.get(channel, 0) + 1
        elif clear and (answered or not self._says_answered()):
            self._add("carried_in")
        else:
            self._open("carried_in")  # it may have been answered before the year began

    def _says_answered(self) -> bool:
        text = self._cell(RESULT.key) or self._cell(GROUND.key)
        return bool(text) and not pending(text)

    def _went(self, answered: date | None, *, clear: bool) -> None:
        said = carried(self._cell(CARRIED.key))
        leaves = sorted(results_of(self._cell(RESULT.key), self._cell(GROUND.key), self._edition))
        out = answered is None or answered > self._last
        if not clear:
            self._open("total", "carried_out", *leaves)
        elif answered is None and self._says_answered():
            self._problems.append("有办理结果而没有办结日期，请补上")
            self._open("total", "carried_out", *leaves)
        elif said is not None and said is not out:
            self._problems.append("是否结转与日期不符，请核对")
            self._open("total", "carried_out", *leaves)
        elif out:
            self._add("carried_out")
        else:
            self._add("total")
            if len(leaves) == 1:
                self._add(leaves[0])
            else:
                self._problems.append(
                    "没有填办理结果，请补上"
                    if not self._says_answered()
                    else "办理结果不能归入表三的某一行，请写明具体情形"
                )
                self._open(*leaves)

    def _all_rows(self) -> list[str]:
        return [row.key for row in edition_of(self._edition).table("applications").rows]

    def _applicant(self) -> int | None:
        found = applicant_of(self._cell(APPLICANT.key), self._edition)
        problem = "申请人类型不是表三的六类之一，请从中选一类"
        if found is None and problem not in self._problems:
            self._problems.append(problem)
        return found

    def _add(self, key: str) -> None:
        """Count the row in the applicant's column and the total; where the kind is unclear, only in the total."""
        applicant = self._applicant()
        self._put(self._counted.rows, f"applications.{key}[{_TOTAL}]")
        if applicant is not None:
            self._put(self._counted.rows, f"applications.{key}[{applicant}]")
        else:
            for index in range(_TYPES):
                self._put(self._counted.open, f"applications.{key}[{index}]")

    def _open(self, *keys: str) -> None:
        """Leave the cells that the row may count in without a figure."""
        applicant = self._applicant() if self._row.cells else None
        columns = range(_TYPES) if applicant is None else (applicant,)
        for key in keys:
            for index in (*columns, _TOTAL):
                self._put(self._counted.open, f"applications.{key}[{index}]")

    def _put(self, cells: dict[str, list[str]], address: str) -> None:
        cells[address].append(self._row.where)

    def _appeals(self, when: _When) -> None:
        for key, column in APPEALS.items():
            text = self._cell(column.key)
            if bare(text) in _NONE:
                continue
            outcome = outcome_of(text, self._edition)
            closed, clear = self._day(CLOSED[key].key, CLOSED[key].heading)
            if outcome is None:
                self._problems.append(f"“{column.heading}”不是表四的四种结果之一，请从中选一种")
            if outcome is None or not clear:
                self._unclear(key, *range(_SUM))
            elif closed is not None and closed < self._first:
                continue
            elif closed is not None:
                self._decided(key, outcome if closed <= self._last else _PENDING)
            elif when is _When.HERE or (when is _When.BEFORE and outcome == _PENDING):
                # Who was answered before the year has to appeal within half a year at most.
                self._decided(key, outcome)
            elif when is _When.BEFORE:
                self._problems.append(f"“{column.heading}”没有审结日期，不知是不是本年的，请补上")
                self._unclear(key, outcome)

    def _decided(self, key: str, outcome: int) -> None:
        for index in (outcome, _SUM):
            self._put(self._counted.rows, f"appeals.{key}[{index}]")

    def _unclear(self, key: str, *outcomes: int) -> None:
        for index in (*outcomes, _SUM):
            self._put(self._counted.open, f"appeals.{key}[{index}]")
