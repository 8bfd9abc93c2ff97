"""Rules on what the narrative claims without a figure: that there was nothing, that all was upheld."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.claim import Claim
from helpers.checks.prose.quantity import cells_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.reference import kinds_of_cases, outcome_cells, reference_of
from helpers.checks.prose.statement import Statement, segment
from helpers.checks.rule import ReportRule
from helpers.checks.rules.narrative_counts import about_disclosure, group_low
from helpers.checks.values import show
from helpers.form import Report

_SUITS = ("litigation_direct", "litigation_after_reconsideration")
_CASES = {
    "appeals": ("reconsideration", *_SUITS),
    "reconsideration": ("reconsideration",),
    "litigation": _SUITS,
}


class Nothing(ReportRule):
    """Where the text says there was no application, appeal or lawsuit, the tables hold 0."""

    id = "N-ZERO"
    severity = Severity.ERROR
    # Prose is read by a machine: where it misreads, the office can say so, and the reviewer judges.
    excusable = True
    title = "文中说没有收到申请、没有复议诉讼的，表中相应各格是 0"
    basis = "条例第五十条第（二）（三）项；统计勾稽"
    example = "表三新收 3 件，文中写“本年度我镇未收到政府信息公开申请”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each claim, and each stated 0, that the tables contradict."""
        reading = reading_of(report)
        seen = []
        for claim in reading.claims:
            if claim.kind == "none" and claim.sure and (found := self._contradicted(report, claim.key)):
                seen.append(claim)
                yield self._finding(report, claim, *found)
        for statement in reading.statements:
            if any(claim.start <= statement.end and statement.start <= claim.end for claim in seen):
                continue
            key = {"incoming": "received", "mentioned": "received"}.get(statement.key, statement.key)
            zero = statement.certain and not statement.figure.value and statement.head is None
            if not zero or key not in ("received", *_CASES, "reconsideration+litigation"):
                continue
            found = self._contradicted(report, "appeals" if "+" in key else key)
            if found and (statement.topic != "appeals" or about_disclosure(statement)):
                yield self._finding(report, statement, *found)

    def _contradicted(self, report: Report, key: str) -> tuple[str, int] | None:
        if key == "received":
            total = group_low(report, "received")
            return ("表三“一、本年新收政府信息公开申请数量”总计", total) if total else None
        kinds = _CASES.get(key)
        if kinds is None:
            return None
        cells = tuple(f"appeals.{kind}[{index}]" for kind in kinds for index in range(4))
        totals = tuple(f"appeals.{kind}[4]" for kind in kinds)
        total = max(cells_total(report.figures, cells).low, cells_total(report.figures, totals).low)
        return (f"表四{'、'.join(_LABELS[kind] for kind in kinds)}合计", total) if total else None

    def _finding(self, report: Report, said: Claim | Statement, label: str, total: int) -> Finding:
        return self.finding(
            report,
            said.passage.address,
            f"文中“{said.quote}”，而{label}是 {show(total)}，请核对，改正不符的一处。",
            expected=total,
            actual=0,
            line=said.line,
        )


_LABELS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}


class Outcomes(ReportRule):
    """What the text says of how appeals ended agrees with table four, the quantifiers included."""

    id = "N-OUTCOME"
    severity = Severity.ERROR
    # Prose is read by a machine: where it misreads, the office can say so, and the reviewer judges.
    excusable = True
    title = "文中复议诉讼的结果与表四一致，“均维持”要求没有纠正、其他结果和尚未审结"
    basis = "条例第五十条第（三）项；统计勾稽：均获维持即结果纠正、其他结果、尚未审结都是 0"
    example = "表四行政复议维持 5 件、尚未审结 2 件，文中写“均获维持”：改为“5件维持、2件尚未审结”。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each claim and each count that table four contradicts."""
        reading = reading_of(report)
        for claim in reading.claims:
            if claim.kind == "all" and claim.key != "done" and claim.sure:
                yield from self._check_claim(report, claim, reading.statements)
        for statement in reading.statements:
            if statement.topic != "outcomes" or not statement.certain or not about_disclosure(statement):
                continue
            reference = reference_of(report.figures, statement)
            if reference is None or reference.fits(statement.value) or statement.value > 10**9:
                continue
            if self._adds_up(reading.statements, statement, report):
                continue
            yield self.finding(
                report,
                statement.passage.address,
                f"文中“{statement.quote}”，而{reference.label}是 {reference.words}，请核对，改正不符的一处。",
                expected=reference.amounts[0].low,
                actual=statement.value,
                line=statement.line,
            )

    def _adds_up(self, statements: tuple[Statement, ...], statement: Statement, report: Report) -> bool:
        same = [
            each for each in statements if each.passage is statement.passage and each.key == statement.key
        ]
        cells = outcome_cells(("reconsideration", *_SUITS), _INDEX[statement.key])
        total = cells_total(report.figures, cells)
        return len(same) > 1 and total.fits(sum(each.value for each in same))

    def _check_claim(
        self, report: Report, claim: Claim, statements: tuple[Statement, ...]
    ) -> Iterator[Finding]:
        passage = claim.passage
        left, right = segment(passage, claim.start)
        clause = passage.text.rfind("，", left, claim.start) + 1 or left
        own = passage.text[max(left, clause) : claim.end + 4]
        kinds = kinds_of_cases(own) or kinds_of_cases(passage.text[left : claim.end])
        around = passage.text[left:right]
        if not kinds or not _about_information(passage.address, around):
            return
        before = [each for each in statements if each.passage is passage and left <= each.start < claim.start]
        if "其余" in around[: claim.end - left] or (before and before[-1].head is not None):
            return
        told = re.search("尚未审结|未审结|审理(?!机关)中|正在审理|尚在审理|待审", around)
        settled = re.search("已审结|审结的|已结", passage.text[left : claim.start])
        wrong = {
            "upheld": (1, 2) if told or settled else (1, 2, 3),
            "not_corrected": (1,),
            "not corrected": (1,),
            "closed": (3,),
        }[claim.key]
        for index in wrong:
            count = cells_total(report.figures, outcome_cells(kinds[0], index)).low
            if count:
                yield self.finding(
                    report,
                    passage.address,
                    f"文中“{claim.quote}”，而表四{_COLUMNS[index]}有 {show(count)} 件"
                    f"（{'、'.join(_LABELS[kind] for kind in kinds[0])}），请核对，改正不符的一处。",
                    expected=count,
                    actual=0,
                    line=claim.line,
                )
                return


_COLUMNS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_INDEX = {"upheld": 0, "corrected": 1, "other": 2, "pending": 3}


def _about_information(address: str, words: str) -> bool:
    return address == "narrative.overview.on_request" or "信息公开" in words
