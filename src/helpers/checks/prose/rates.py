"""Rates that the tables alone give: 办结率, 公开率, 维持率, 纠错率."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from helpers.checks.prose.numerals import Figure
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import cells_total
from helpers.checks.prose.references import kinds_of_cases, outcome_cells
from helpers.checks.prose.scope import speaks_of_applications
from helpers.checks.prose.statement import ON_REQUEST, segment
from helpers.checks.prose.wholes import exact
from helpers.form import Figures, Report

_RATE = re.compile(
    r"(?P<what>办结|答复|办理|(?<!不予)(?<!部分)公开|维持|胜诉|纠错|纠正|败诉)率(?:\([^()]*\))?(?:达到?|为|是|保持|均为|实现|约|近)*$"
)
_TIMELY = re.compile("按[时期]|及时|限时|准时|法定|到期|逾期")
_NOT_OF_ANSWERS = re.compile("主动|信息|政务|[算录务]$|应$")
_OUTCOMES = {"维持": 0, "胜诉": 0, "纠错": 1, "纠正": 1, "败诉": 1}
_NAMES = ("结果维持", "结果纠正")
_ONE_INSTANCE = re.compile("一审|二审|再审|终审|直接|全[区县市省州]")


@dataclass(frozen=True)
class Rate:
    """A rate that is named, and what the tables hold for it.

    Attributes:
        start: Where its name begins.
        parts: What is counted, in each reading.
        wholes: Of what, in each reading.
        formula: Cells and signs, for a message.
    """

    start: int
    parts: list[Decimal]
    wholes: list[Decimal]
    formula: str


def rate_of(report: Report, passage: Passage, near: int, share: Figure) -> Rate | None:
    """The rate whose name ends in front of a share; None where there is none, or it is of something else.

    Args:
        report: The report.
        passage: The text.
        near: Where its name begins at the earliest.
        share: The share.
    """
    match = _RATE.search(passage.text[near : share.start])
    if match is None:
        return None
    start = match.start() + near
    if match["what"] in _OUTCOMES:
        return _of_cases(report.figures, passage, share, start, _OUTCOMES[match["what"]])
    return _of_applications(report.figures, passage, share, start, match["what"])


def _of_applications(figures: Figures, passage: Passage, share: Figure, start: int, what: str) -> Rate | None:
    """办结率 is （七） of what came in, 公开率 is （一） or （一） and （二） of （七）."""
    left, right = passage.sentence_at(start)
    clause = passage.text[max(left, passage.text.rfind("，", left, start) + 1) : start]
    if _TIMELY.search(clause) or not speaks_of_applications(passage, start, share.end):
        return None
    if passage.address != ON_REQUEST and "申请" not in passage.text[left:right]:
        return None
    opened = what == "公开"
    if opened and _NOT_OF_ANSWERS.search(clause):
        return None
    parts: list[tuple[str, ...]] = [("total",)]
    if opened:
        parts = [("granted", "partly_granted"), ("granted",)]
    wholes: list[tuple[str, ...]] = [("received", "carried_in"), ("received",)]
    wholes = [("total",), *wholes] if opened else wholes
    formula = "表三（一）（二）之和÷（七）" if opened else "表三（七）总计÷（一＋二）"
    return Rate(start, _known(figures, parts), _known(figures, wholes), formula)


def _of_cases(figures: Figures, passage: Passage, share: Figure, start: int, outcome: int) -> Rate | None:
    """维持率 and 纠错率 are of all cases, or of those that are settled; 100% is judged as a claim (`claim.ALL`)."""
    left, right = segment(passage, start)
    words = passage.text[left:right]
    if share.value == 100 or not (passage.address == ON_REQUEST or "信息公开" in words):
        return None
    kinds = kinds_of_cases(passage.clause(start, share.end)) or kinds_of_cases(words)
    if not kinds or _ONE_INSTANCE.search(words):
        return None
    cells = [cells_total(figures, outcome_cells(kinds[0], index)) for index in range(4)]
    if not all(amount.exact for amount in cells):
        return None
    total = sum(amount.low for amount in cells)
    wholes = [Decimal(total), Decimal(total - cells[3].low)]
    return Rate(start, [Decimal(cells[outcome].low)], wholes, f"表四{_NAMES[outcome]}÷总计")


def _known(figures: Figures, rows: list[tuple[str, ...]]) -> list[Decimal]:
    return [amount for each in rows if (amount := exact(figures, each)) is not None]
