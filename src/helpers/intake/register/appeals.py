"""Appeals counted into the cells of table four."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from helpers.intake.published.words import bare
from helpers.intake.register.columns import APPEALS, CLOSED
from helpers.intake.register.words import outcome_of

if TYPE_CHECKING:
    from helpers.intake.register.application import Application
    from helpers.intake.register.counted import Counted

_PENDING = 3
_SUM = 4
_NONE = frozenset({"", "无", "否", "没有"})


class When(Enum):
    """Where an application stands to the year."""

    BEFORE = auto()
    HERE = auto()
    AFTER = auto()


def count_appeals(application: Application, when: When, counted: Counted) -> None:
    """Count a row's appeals, each by the day of its decision, and where none is given with the application's year.

    Args:
        application: The row.
        when: Where the application stands to the year.
        counted: Where to count them.
    """
    for key, column in APPEALS.items():
        text = application.cell(column.key)
        if bare(text) in _NONE:
            continue
        outcome = outcome_of(text, application.edition)
        closed, clear = application.day(CLOSED[key].key, CLOSED[key].heading)
        if outcome is None:
            application.problems.append(f"“{column.heading}”不是表四的四种结果之一，请从中选一种")
        if outcome is None or not clear:
            _unclear(counted, application.where, key, *range(_SUM))
        elif closed is not None and closed < application.first:
            continue
        elif closed is not None:
            _decided(counted, application.where, key, outcome if closed <= application.last else _PENDING)
        elif when is When.HERE or (when is When.BEFORE and outcome == _PENDING):
            # Who was answered before the year has to appeal within half a year at most.
            _decided(counted, application.where, key, outcome)
        elif when is When.BEFORE:
            application.problems.append(f"“{column.heading}”没有审结日期，不知是不是本年的，请补上")
            _unclear(counted, application.where, key, outcome)


def _decided(counted: Counted, where: str, key: str, outcome: int) -> None:
    for index in (outcome, _SUM):
        counted.add(f"appeals.{key}[{index}]", where)


def _unclear(counted: Counted, where: str, key: str, *outcomes: int) -> None:
    for index in (*outcomes, _SUM):
        counted.leave_open(f"appeals.{key}[{index}]", where)
