"""What counts of appeals, lawsuits and their outcomes are compared with: table four."""

from __future__ import annotations

import re

from helpers.checks.prose.quantity import cells_total, rows_total
from helpers.checks.prose.references.reference import Reference
from helpers.checks.prose.statement import Statement, segment
from helpers.form import Figures

_SUITS = ("litigation_direct", "litigation_after_reconsideration")
_LABELS = {
    "reconsideration": "表四行政复议总计",
    "litigation": "表四行政诉讼两类总计之和",
    "reconsideration+litigation": "表四行政复议、行政诉讼总计之和",
    "litigation_direct": "表四行政诉讼（未经复议直接起诉）总计",
    "litigation_after_reconsideration": "表四行政诉讼（复议后起诉）总计",
}


def appeals(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of appeals or lawsuits."""
    head = statement.head
    if head is not None and (head.topic != "appeals" or head.key == statement.key):
        return None
    if head is not None and statement.key == "reconsideration" and head.key != "reconsideration+litigation":
        return None
    if statement.key not in _LABELS:
        return None
    rows = {
        "reconsideration": (("reconsideration",),),
        "litigation": (_SUITS,),
        "reconsideration+litigation": (("reconsideration", *_SUITS),),
    }.get(statement.key, ((statement.key,),))
    label = _LABELS[statement.key]
    return Reference(label, tuple(amount for each in rows for amount in rows_total(figures, "appeals", each)))


def kinds_of_cases(text: str) -> tuple[tuple[str, ...], ...]:
    """Which kinds of cases words speak of, in every reading; nothing where they name none."""
    plain = re.sub("(?:先|经)*(?:行政)?复议(?:之?后(?:再|又)?|再|又)(?:起诉|提起(?:行政)?诉讼)", "诉讼", text)
    review = "复议" in plain
    suit = bool(re.search("诉讼|起诉|应诉|法院|判决|原告|被告|一审|二审|败诉|胜诉|撤诉", plain))
    if review and suit:
        return (("reconsideration", *_SUITS), ("reconsideration",), _SUITS)
    if review:
        return (("reconsideration",),)
    if not suit:
        return ()
    return (_SUITS, _SUITS[:1], _SUITS[1:]) if re.search("直接|复议(?:之?后|再|又)", text) else (_SUITS,)


def outcome_cells(kinds: tuple[str, ...], outcome: int) -> tuple[str, ...]:
    """The cells of table four of one outcome (0 upheld … 3 pending) over kinds of cases."""
    return tuple(f"appeals.{kind}[{outcome}]" for kind in kinds)


_OUTCOMES = {"upheld": 0, "corrected": 1, "other": 2, "pending": 3}


def outcomes(figures: Figures, statement: Statement) -> Reference | None:
    """The reference of a count of how they ended."""
    passage = statement.passage
    left, right = segment(passage, statement.start)
    kinds = kinds_of_cases(passage.text[left : statement.end])
    clause = kinds_of_cases(passage.clause(statement.start, statement.end))
    if len(kinds) == 3 and len(kinds[0]) == 3 and clause and len(clause[0]) < 3:
        kinds = (*clause, kinds[0])
    if not kinds or (statement.head is not None and statement.head.topic not in ("appeals", "outcomes")):
        return None
    if re.search("一审|二审|再审|终审", passage.text[left:right]):
        return None
    if statement.key == "dismissed":
        # A claim dismissed is 结果维持; an appeal dismissed without a decision may stand under 其他结果.
        alone = [cells_total(figures, outcome_cells(each, 0)) for each in kinds]
        wide = [alone[at] + cells_total(figures, outcome_cells(each, 2)) for at, each in enumerate(kinds)]
        return Reference("表四结果维持", (*alone, *wide))
    index = _OUTCOMES[statement.key]
    column = figures.edition.table("appeals").rows and ("结果维持", "结果纠正", "其他结果", "尚未审结")[index]
    every = cells_total(figures, outcome_cells(("reconsideration", *_SUITS), index))
    amounts = tuple(cells_total(figures, outcome_cells(each, index)) for each in kinds)
    return Reference(f"表四{column}", amounts, sums=(every,))
