"""The rule on what the narrative says there was none of."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.quantity import cells_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.counting import contradiction, group_low
from helpers.checks.rules.narrative_appeals import APPEALS, SUITS, about_disclosure
from helpers.checks.values import show
from helpers.form import Report

_CASES = {
    "appeals": ("reconsideration", *SUITS),
    "reconsideration": ("reconsideration",),
    "litigation": SUITS,
}


class Nothing(ReportRule):
    """Where the text says there was no application, appeal or lawsuit, the tables hold 0."""

    id = "N-ZERO"
    severity = Severity.ERROR
    title = "文中说没有收到申请、没有复议诉讼的，表中相应各格是 0"
    basis = "条例第五十条第（二）（三）项；统计勾稽"
    example = "表三新收 3 件，文中写“本年度我镇未收到政府信息公开申请”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each claim, and each stated 0, that the tables contradict."""
        reading = reading_of(report)
        seen = []
        for claim in reading.claims:
            found = self._contradicted(report, claim.key, claim.applicants)
            if claim.kind == "none" and claim.sure and found:
                seen.append(claim)
                yield contradiction(self, report, claim, found[0], expected=found[1])
        for statement in reading.statements:
            if any(claim.start <= statement.end and statement.start <= claim.end for claim in seen):
                continue
            key = {"incoming": "received", "mentioned": "received"}.get(statement.key, statement.key)
            zero = statement.certain and not statement.figure.value and statement.head is None
            if not zero or key not in ("received", *_CASES, "reconsideration+litigation"):
                continue
            found = self._contradicted(report, "appeals" if "+" in key else key)
            if found and (statement.topic != "appeals" or about_disclosure(statement)):
                yield contradiction(self, report, statement, found[0], expected=found[1])

    def _contradicted(self, report: Report, key: str, applicants: range = range(6)) -> tuple[str, int] | None:
        if key == "received":
            some = tuple(f"applications.received[{at}]" for at in applicants)
            total = cells_total(report.figures, some).low if len(some) < 6 else group_low(report, "received")
            return (f"表三“一、本年新收政府信息公开申请数量”总计是 {show(total)}", total) if total else None
        kinds = _CASES.get(key)
        if kinds is None:
            return None
        cells = tuple(f"appeals.{kind}[{index}]" for kind in kinds for index in range(4))
        totals = tuple(f"appeals.{kind}[4]" for kind in kinds)
        total = max(cells_total(report.figures, cells).low, cells_total(report.figures, totals).low)
        return (
            (f"表四{'、'.join(APPEALS[kind] for kind in kinds)}合计是 {show(total)}", total)
            if total
            else None
        )
