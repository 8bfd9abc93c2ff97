"""The rule on the channels by which applications came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import rows_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.statement import Statement, segment
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Report

_CASES = frozenset({"件", "件次", "宗", "份"})


class Channels(ReportRule):
    """Applications by the channels they came by add up to what came in."""

    id = "N-CHANNEL"
    severity = Severity.WARNING
    excusable = True
    title = "文中各渠道收到的申请件数之和等于新收（或新收与上年结转之和）"
    basis = "条例第五十条第（二）项；统计勾稽：一件申请只有一个提交渠道"
    example = "新收 14 件，文中网络 9 件、信函 3 件、当面 1 件：合计 13 件，漏了 1 件。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each sentence whose channels don't add up."""
        reading = reading_of(report)
        for passage in reading.passages:
            found = [
                each
                for each in reading.statements
                if each.passage is passage
                and each.topic == "channels"
                and each.plain
                and not _of_answers(each)
            ]
            for start, end in passage.sentences:
                here = [each for each in found if start <= each.figure.start < end and _on_top(each)]
                inside = [
                    each
                    for each in reading.statements
                    if each.passage is passage and start <= each.figure.start < end
                ]
                yield from self._too_many(report, here)
                if (
                    len({each.key for each in here}) > 1
                    and _whole(passage, here, end)
                    and not _unread(here, inside)
                ):
                    yield from self._compare(report, passage, here)

    def _too_many(self, report: Report, here: list[Statement]) -> Iterator[Finding]:
        """Yield the first channel that brought more than came in by all."""
        alone = [each for each in here if each.certain and each.head is None]
        if not alone:
            return
        total = rows_total(report.figures, "applications", ("received", "carried_in"))[0]
        for each in alone:
            if total.exact and each.value > total.low:
                yield self.finding(
                    report,
                    each.passage.address,
                    f"文中“{each.quote}”，多于表三本年新收与上年结转总计之和 {show(total.low)}，请核对件数。",
                    expected=total.low,
                    actual=each.value,
                    line=each.line,
                )
                return

    def _compare(self, report: Report, passage: Passage, here: list[Statement]) -> Iterator[Finding]:
        total = int(sum((each.figure.value for each in here), Decimal(0)))
        readings = [("received",), ("received", "carried_in"), ("total",)]
        amounts = [amount for rows in readings for amount in rows_total(report.figures, "applications", rows)]
        if any(amount.fits(total) for amount in amounts):
            return
        yield self.finding(
            report,
            passage.address,
            f"文中“{passage.quote(here[0].start, here[-1].end)}”各渠道合计 {show(total)} 件，而表三本年新收总计是 "
            f"{show(amounts[0].low)}，请核对各渠道件数。",
            expected=amounts[0].low,
            actual=total,
            line=here[0].line,
        )


def _of_answers(statement: Statement) -> bool:
    """Whether it tells how answers went out, not how applications came in."""
    left, _ = segment(statement.passage, statement.start)
    words = statement.passage.text[left : statement.figure.end]
    return bool(re.search("(?:答复|送达|回复)(?:申请人)?(?:的)?(?:方式|形式|渠道)", words)) or bool(
        re.search("答复|送达|回复", words[statement.start - left :])
    )


def _unread(here: list[Statement], inside: list[Statement]) -> bool:
    """Whether among the channels something is counted that isn't read: it may be one more."""
    first, last = here[0].figure.start, here[-1].figure.start
    return any(
        not each.topic and each.figure.unit in _CASES and first < each.figure.start < last for each in inside
    )


def _on_top(statement: Statement) -> bool:
    return statement.head is None or statement.head.topic == "applications"


def _whole(passage: Passage, here: list[Statement], end: int) -> bool:
    """Whether the list claims to be whole: exact figures of the year, nothing left open."""
    if not all(each.figure.exact and each.period == "year" for each in here):
        return False
    words = passage.text[here[0].start : end]
    return not re.search("等(?!级|候)|其余|其他|等方式|占", words)
