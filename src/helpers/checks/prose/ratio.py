"""Shares that a text states, each with what it may be a share of: 予以公开8件，占办结总数的72.7%; 办结率94.7%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpers.checks.prose.binding import in_front
from helpers.checks.prose.numerals import Figure, shares
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.rates import Rate, rate_of
from helpers.checks.prose.references import Reference, reference_of
from helpers.checks.prose.scope import judged
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.prose.wholes import wholes_of
from helpers.checks.values import show
from helpers.form import Report

_OF_COUNT = re.compile(
    r"(?:”|的)?(?:申请|的)?[，,、(]?(?:以上|上述|这|前)?(?:[两二三四五六](?:者|项|类|种))?(?:合计|共计|仅|约|大约|共|均|分别)*占(?:到|据|了)?(?:比)?(?:例)?(?:为|约)?"
    r"(?P<base>[^，,；。0-9]{0,24}?)(?:的)?(?:比例|比重)?(?:为|达到?|约为?|仅)?$|[(](?:约)?$"
    r"|[，,(、](?:比例|比重)(?:为|是|达到?|约|近)*$|[，,](?:约)?(?:为|是)(?P<of>[^，,；。0-9]{2,16})的$"
)
_OF_NAME = re.compile(
    r"(?:所)?占(?:到|据|了|比例?)?(?:达到?|为|约|近)?(?P<base>[^，,；。0-9]{0,16}?)(?:的)?(?:比例|比重)?(?:为|达到?|约|近)*$"
    r"|(?:的)?(?:比例|比重|占比)(?:为|是|达到?|约|近)*$"
)
_OF_SEVERAL = re.compile("合计|共计|共占|[两二三四五六]者|[两二三四]项|[两二三四]类")
_NAMED = ("results", "applicants")
_ROWS = ("carried_in", "carried_out")
_BOUND = 20
_NEAR = 24


@dataclass(frozen=True)
class Ratio:
    """A share and what it should come to.

    Attributes:
        passage: Where it stands.
        share: The share as printed.
        start: Where what it is a share of begins.
        values: What it comes to in each reading, in per cent; empty where nothing is known.
        because: How that comes about, for a message; {} stands for the first value.
        quote: What was read, as the office wrote it.
    """

    passage: Passage
    share: Figure
    start: int
    values: tuple[Decimal, ...]
    because: str
    quote: str

    @property
    def fits(self) -> bool:
        """Whether one of the readings rounds to the share as printed, or none is known."""
        slack = Decimal(3) if self.share.step == 5 else self.share.step * Decimal("1.01")
        return not self.values or any(self.share.allows(value, slack) for value in self.values)

    @property
    def value(self) -> Decimal:
        """What it comes to in the plainest reading, with two places; beyond all bounds as it is."""
        value = self.values[0]
        return value.quantize(Decimal("0.01")) if value.adjusted() < _BOUND else value

    @property
    def reason(self) -> str:
        """How the plainest value comes about, for a message."""
        return self.because.format(show(self.value))


def ratios(report: Report, passage: Passage, counts: list[Statement]) -> Iterator[Ratio]:
    """Every share of a passage that can be worked out; of a share of a count also what the table's count gives.

    Args:
        report: The report.
        passage: The text.
        counts: What was read of its figures, in order.
    """
    for share in shares(passage.text):
        before = [each for each in counts if each.figure.end <= share.start]
        left, _ = passage.sentence_at(share.start)
        near = max(left, share.start - _NEAR)
        last = before[-1] if before and before[-1].figure.start >= left else None
        if last and (match := _OF_COUNT.match(passage.text[last.figure.end : share.start])):
            yield from _of_count(report, before, share, match)
        elif rate := rate_of(report, passage, near, share):
            yield _of_rate(passage, share, rate)
        elif passage.address == ON_REQUEST:
            yield from _of_name(report, passage, before, share)


def _of_count(
    report: Report, before: list[Statement], share: Figure, match: re.Match[str]
) -> Iterator[Ratio]:
    """The share of the count in front of it, or of several counts together."""
    statement, gap = before[-1], match[0]
    passage = statement.passage
    if not statement.figure.exact or statement.period != "year" or "分别" in gap:
        return
    parts = [statement.figure.value]
    if _OF_SEVERAL.search(gap):
        left, _ = passage.sentence_at(share.start)
        same = [each.figure.value for each in before if each.figure.start >= left]
        parts = [sum(same[-number:], Decimal(0)) for number in range(2, len(same) + 1)] or parts
    wholes = wholes_of(report.figures, before, statement, match["base"] or match["of"] or "")
    values = _per_cent(parts, wholes)
    if not values:
        return
    table = _contradicting(report, statement)
    by_table = _per_cent([Decimal(table.amounts[0].low)], wholes) if table else ()
    because = f"而 {show(parts[0])}÷{show(wholes[0])}＝{{}}%"
    if table:
        right = Ratio(passage, share, statement.start, by_table, "", "").value
        because += f"，按表三的 {show(table.amounts[0].low)} 件算是 {show(right)}%"
    quote = passage.quote(statement.start, share.end)
    ratio = Ratio(passage, share, statement.start, values, because, quote)
    yield ratio
    if table and statement.certain and ratio.fits:
        # The share follows from the count, but the count isn't the table's: neither is the share.
        because = f"比例按文中的 {show(statement.value)} 件算，而{table.label}是 {table.words}，应为 {{}}%，件数也不符"
        yield Ratio(passage, share, statement.start, by_table, because, quote)


def _contradicting(report: Report, statement: Statement) -> Reference | None:
    """The table's count of a result, where the text's is another."""
    reference = reference_of(report.figures, statement) if statement.topic == "results" else None
    wrong = reference is not None and reference.amounts and not reference.fits(statement.value)
    return reference if wrong else None


def _of_rate(passage: Passage, share: Figure, rate: Rate) -> Ratio:
    """办结率 and the like, by the tables alone."""
    values = _per_cent(rate.parts, rate.wholes)
    quote = passage.clause(rate.start, share.end)
    return Ratio(passage, share, rate.start, values, f"而{rate.formula}＝{{}}%", quote)


def _of_name(report: Report, passage: Passage, before: list[Statement], share: Figure) -> Iterator[Ratio]:
    """The share of what is named without a count: 自然人申请占八成."""
    left, _ = passage.sentence_at(share.start)
    clause = max(left, max(passage.text.rfind(mark, left, share.start) for mark in "，,；、(") + 1)
    match = _OF_NAME.search(passage.text[clause : share.start])
    if match is None or (before and before[-1].figure.end > clause):
        return
    best = in_front(passage.text[clause : clause + match.start()], report.year)
    if best is None or best[1] == "granted?" or not (best[0] in _NAMED or best[1] in _ROWS):
        return
    topic, key, at = best
    end = clause + match.start()
    nothing = Figure(Decimal(0), "件", Decimal(1), "", end, end)
    statement = judged(
        Statement(passage, topic, key, nothing, clause + at, end), passage.text[clause : clause + at]
    )
    reference = reference_of(report.figures, statement) if statement.certain else None
    if reference is None or not all(amount.exact for amount in reference.amounts):
        return
    parts = [Decimal(amount.low) for amount in reference.amounts]
    wholes = wholes_of(report.figures, before, statement, match["base"] or "")
    because = f"而{reference.label}是 {reference.words}，占 {{}}%"
    yield Ratio(passage, share, clause, _per_cent(parts, wholes), because, passage.quote(clause, share.end))


def _per_cent(parts: list[Decimal], wholes: list[Decimal]) -> tuple[Decimal, ...]:
    return tuple(100 * part / whole for part in parts for whole in wholes if whole)
