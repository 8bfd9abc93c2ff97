"""What a share in prose may be a share of: the base that is named, or any sensible one."""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.checks.prose.quantity import cells_total, rows_total
from helpers.checks.prose.references import kinds_of_cases, outcome_cells
from helpers.checks.prose.statement import ON_REQUEST, Statement, segment
from helpers.form import Figures

_NAMED = (
    (re.compile("办结|答复|办理|处理|结果"), (("total",),)),
    (re.compile("应办"), (("received", "carried_in"),)),
    (re.compile("新收"), (("received",),)),
    (re.compile("收到|受理|收件"), (("received",), ("received", "carried_in"))),
)
_ANY = (("total",), ("received",), ("received", "carried_in"))
_KNOWN = re.compile("申请|总|全部|件|信息|发布")
_EVERY_KIND = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_CASES = re.compile("复议|诉讼|案件")
_APPLICATIONS = re.compile("申请|答复|办结|受理|收到")
_WIDER = re.compile("全[区县市省州]|同类|同期|上年")


def wholes_of(figures: Figures, before: list[Statement], statement: Statement, named: str) -> list[Decimal]:
    """What a share of a statement may be of; empty where that isn't known.

    Args:
        figures: The tables.
        before: What was read in front of the share, the statement among it.
        statement: What the share is of.
        named: The words that name the base; empty where none do.
    """
    if _WIDER.search(named):
        return []
    rows = next((rows for words, rows in _NAMED if words.search(named)), None)
    if rows is None and named and not _KNOWN.search(named):
        return []
    passage = statement.passage
    of_cases = statement.topic in ("appeals", "outcomes") and not _APPLICATIONS.search(named)
    if of_cases or _CASES.search(named):
        found = _cases(figures, statement, named) + _heads(before, statement)
        return [whole for whole in found if whole and whole >= statement.figure.value]
    of_applications = statement.plain and (
        statement.topic in ("results", "applications", "channels") or passage.address == ON_REQUEST
    )
    found = [amount for each in rows or _ANY if (amount := exact(figures, each))] if of_applications else []
    if not found or rows is None or len(rows) > 1:
        found += _heads(before, statement)
    return [whole for whole in found if whole and whole >= statement.figure.value]


def _heads(before: list[Statement], statement: Statement) -> list[Decimal]:
    """The counts that the text itself gives: what the statement is a part of, and the first of its sentence."""
    left, _ = statement.passage.sentence_at(statement.start)
    heads = [statement.head] if statement.head else []
    heads += [each for each in before[:-1] if each.figure.start >= left][:1]
    unit = statement.figure.unit
    return [each.figure.value for each in heads if each.figure.unit == unit and each.figure.exact]


def _cases(figures: Figures, statement: Statement, named: str) -> list[Decimal]:
    """How many cases there were of the kinds that are named: all, and those that are settled."""
    left, _ = segment(statement.passage, statement.start)
    words = statement.passage.text[left : statement.end]
    found = []
    for kinds in (*(kinds_of_cases(named) or kinds_of_cases(words)), _EVERY_KIND):
        amounts = [cells_total(figures, outcome_cells(kinds, outcome)) for outcome in range(4)]
        if all(amount.exact for amount in amounts):
            total = sum(amount.low for amount in amounts)
            found += [Decimal(total), Decimal(total - amounts[3].low)]
    return found


def exact(figures: Figures, rows: tuple[str, ...]) -> Decimal | None:
    """What rows of table three come to; None where a cell of them is empty."""
    amount = rows_total(figures, "applications", rows)[0]
    return Decimal(amount.low) if amount.exact else None
