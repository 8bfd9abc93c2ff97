"""The rule on changes since last year in the narrative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.change import agrees, changes, subject_of
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.references import reference_of
from helpers.checks.prose.statement import Statement
from helpers.checks.rule import ReportRule
from helpers.checks.rules.counting import contradicted
from helpers.checks.values import show
from helpers.form import Report


class Changes(ReportRule):
    """What the text says of the change since last year follows from last year's report."""

    id = "N-CHANGE"
    severity = Severity.WARNING
    excusable = True
    title = "文中与上年相比的增减与上年报告一致"
    basis = "条例第五十条第（二）项；统计勾稽：增减按两年报告的数计算"
    example = "上年新收 20 件，本年 24 件，文中写“同比增长25%”：应为 20%。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each change that last year's report contradicts."""
        if report.previous is None:
            return
        reading = reading_of(report)
        yield from self._check_last_years(report, reading)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for match in changes(report.year).finditer(passage.text):
                statement = subject_of(passage, counts, match, report.year)
                if statement is None:
                    continue
                now, then = _two_years(report, statement)
                if now and not any(
                    agrees(match, Decimal(a), Decimal(b)) for a, b in zip(now, then, strict=True)
                ):
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中“{passage.clause(match.start(), match.end())}”，而上年报告是 {show(then[0])}，"
                        f"本年是 {show(now[0])}，请核对。",
                        expected=now[0] - then[0],
                        actual=match["figure"] or match["share"] or match[0],
                        line=passage.line(match.start()),
                    )

    def _check_last_years(self, report: Report, reading: Reading) -> Iterator[Finding]:
        """Last year's figures that the text quotes."""
        previous = report.previous
        assert previous is not None  # noqa: S101  # check has asked
        for statement in reading.statements:
            if statement.period != "last" or not statement.sure or not statement.plain:
                continue
            if not statement.figure.exact or statement.topic not in ("applications", "appeals", "results"):
                continue
            if statement.head is not None:
                continue
            reference = reference_of(previous.figures, replace(statement, period="year"))
            if reference is None or not reference.amounts or reference.fits(statement.value):
                continue
            last = replace(reference, label=f"上年报告中{reference.label}")
            yield contradicted(self, report, statement, last)


def _two_years(report: Report, statement: Statement) -> tuple[list[int], list[int]]:
    """This year's and last year's number in each reading; nothing where one of them isn't known."""
    previous = report.previous
    assert previous is not None  # noqa: S101  # check has asked
    if statement.topic == "proactive" and previous.edition.id != report.edition.id:
        return [], []
    now, then = (reference_of(figures, statement) for figures in (report.figures, previous.figures))
    if now is None or then is None or len(now.amounts) != len(then.amounts):
        return [], []
    if not all(amount.exact for amount in (*now.amounts, *then.amounts)):
        return [], []
    return [amount.low for amount in now.amounts], [amount.low for amount in then.amounts]
