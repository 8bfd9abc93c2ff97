"""Applications counted into the cells of tables three and four, each cell with the rows that make it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.register.appeals import When, count_appeals
from helpers.intake.register.application import Application
from helpers.intake.register.columns import ANSWERED, CARRIED, CHANNEL, GROUND, RECEIVED, RESULT
from helpers.intake.register.counted import Counted
from helpers.intake.register.words import carried, channel_of, results_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from helpers.intake.register.sheet import RegisterRow

_TYPES = 6
_TOTAL = 6


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
        _count(Application(row, year, edition), counted)
    return counted


def _count(application: Application, counted: Counted) -> None:
    """Count one row."""
    results = _Results(application, counted)
    if application.is_empty:
        application.problems.append("各栏都没有填")
        results.leave_open(*(row.key for row in edition_of(application.edition).table("applications").rows))
    else:
        count_appeals(application, results.stages(), counted)
    if application.problems:
        counted.problems.append((application.where, "；".join(application.problems)))


class _Results:
    """A row on its way into the cells of table three."""

    def __init__(self, application: Application, counted: Counted) -> None:
        self._application = application
        self._counted = counted
        self._where = application.where

    def stages(self) -> When:
        """Count the row in table three; whether it belongs to the year."""
        received, _ = self._application.day(RECEIVED.key, RECEIVED.heading)
        answered, clear = self._application.day(ANSWERED.key, ANSWERED.heading)
        if received is None and not self._application.cell(RECEIVED.key):
            self._application.problems.append(f"没有填“{RECEIVED.heading}”")
        if received and answered and answered < received:
            self._application.problems.append("办结日期早于收到日期，请核对")
            answered, clear = None, False
        if received and received > self._application.last:
            self._counted.other_years.append(self._where)
            return When.AFTER
        if answered and answered < self._application.first:
            self._counted.other_years.append(self._where)
            return When.BEFORE
        self._came(received, answered, clear=clear)
        self._went(answered, clear=clear)
        return When.HERE

    def _came(self, received: date | None, answered: date | None, *, clear: bool) -> None:
        if received is None:
            self.leave_open("received", "carried_in")
        elif received >= self._application.first:
            self._add("received")
            if text := self._application.cell(CHANNEL.key):
                channel = channel_of(text)
                self._counted.channels[channel] = self._counted.channels.get(channel, 0) + 1
        elif clear and (answered or not self._application.says_answered()):
            self._add("carried_in")
        else:
            self.leave_open("carried_in")  # it may have been answered before the year began

    def _went(self, answered: date | None, *, clear: bool) -> None:
        said = carried(self._application.cell(CARRIED.key))
        leaves = sorted(
            results_of(
                self._application.cell(RESULT.key),
                self._application.cell(GROUND.key),
                self._application.edition,
            )
        )
        out = answered is None or answered > self._application.last
        if not clear:
            self.leave_open("total", "carried_out", *leaves)
        elif answered is None and self._application.says_answered():
            self._application.problems.append("有办理结果而没有办结日期，请补上")
            self.leave_open("total", "carried_out", *leaves)
        elif said is not None and said is not out:
            self._application.problems.append("是否结转与日期不符，请核对")
            self.leave_open("total", "carried_out", *leaves)
        elif out:
            self._add("carried_out")
        else:
            self._add("total")
            if len(leaves) == 1:
                self._add(leaves[0])
            else:
                self._application.problems.append(
                    "没有填办理结果，请补上"
                    if not self._application.says_answered()
                    else "办理结果不能归入表三的某一行，请写明具体情形"
                )
                self.leave_open(*leaves)

    def _add(self, key: str) -> None:
        """Count the row in the applicant's column and the total; where the kind is unclear, only in the total."""
        applicant = self._application.applicant()
        self._counted.add(f"applications.{key}[{_TOTAL}]", self._where)
        if applicant is not None:
            self._counted.add(f"applications.{key}[{applicant}]", self._where)
        else:
            for index in range(_TYPES):
                self._counted.leave_open(f"applications.{key}[{index}]", self._where)

    def leave_open(self, *keys: str) -> None:
        """Leave the cells that the row may count in without a figure."""
        applicant = self._application.applicant() if not self._application.is_empty else None
        columns = range(_TYPES) if applicant is None else (applicant,)
        for key in keys:
            for index in (*columns, _TOTAL):
                self._counted.leave_open(f"applications.{key}[{index}]", self._where)
