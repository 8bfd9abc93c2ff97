"""Rules on appeals and lawsuits in the narrative: how many there were, how they ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding
from helpers.checks.prose.claim import Claim
from helpers.checks.prose.quantity import cells_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.references import Reference, kinds_of_cases, outcome_cells
from helpers.checks.prose.statement import ON_REQUEST, Statement, segment
from helpers.checks.rules.counting import LAW, CountRule, contradiction
from helpers.checks.rules.unread import unread
from helpers.checks.values import show
from helpers.form import Report

SUITS = ("litigation_direct", "litigation_after_reconsideration")
APPEALS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}


class Cases(CountRule):
    """The counts of appeals and lawsuits are table four's totals."""

    id = "N-REVIEW"
    topic = "appeals"
    title = "文中行政复议、行政诉讼的件数与表四一致"
    basis = f"{LAW}第（三）项；统计勾稽：文中的行政诉讼指直接起诉与复议后起诉两类总计之和"
    example = "表四直接起诉 7 件、复议后起诉 1 件，文中写“行政诉讼9件”：应为 8 件。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and information on those that couldn't be read."""
        yield from super().check(report)
        yield from unread(self, report)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement that isn't 0; that is N-ZERO's."""
        if not statement.value or not about_disclosure(statement):
            return None
        return super().refuted(report, statement)


def about_disclosure(statement: Statement) -> bool:
    """Whether the cases are those about information, not all that the office has to do with."""
    passage = statement.passage
    left, right = passage.sentence_at(statement.start)
    words = passage.text[left:right]
    lead = passage.text[max(left, statement.start - 8) : statement.start]
    named = "信息公开" in words or "依申请" in words
    clause = max(passage.text.rfind(mark, left, statement.start) for mark in "，；：:") + 1
    own = passage.text[max(left, clause) : statement.end]
    if any(verb in lead for verb in ("办理", "审理", "代理", "承办", "受理")) and "信息公开" not in own:
        return False
    after = passage.text[statement.end : right]
    if "其中" in after and "信息公开" in after and "信息公开" not in passage.text[left : statement.end]:
        return False
    return named or passage.address == ON_REQUEST


class Outcomes(CountRule):
    """What the text says of how appeals ended agrees with table four, the quantifiers included."""

    id = "N-OUTCOME"
    topic = "outcomes"
    title = "文中复议诉讼的结果与表四一致，“均维持”要求没有纠正、其他结果和尚未审结"
    basis = "条例第五十条第（三）项；统计勾稽：均获维持即结果纠正、其他结果、尚未审结都是 0"
    example = "表四行政复议维持 5 件、尚未审结 2 件，文中写“均获维持”：改为“5件维持、2件尚未审结”。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each claim and each count that table four contradicts."""
        reading = reading_of(report)
        for claim in reading.claims:
            if claim.kind == "all" and claim.key in _WRONG and claim.sure:
                yield from self._check_claim(report, claim, reading.statements)
        yield from super().check(report)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement on cases about information."""
        return super().refuted(report, statement) if about_disclosure(statement) else None

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
        wrong = (1, 2) if claim.key == "upheld" and (told or settled) else _WRONG[claim.key]
        withdrawn = re.search("撤诉|撤回|终止", passage.text[slice(*passage.sentence_at(claim.start))])
        for index in wrong:
            if index == 2 and withdrawn:
                continue
            count = cells_total(report.figures, outcome_cells(kinds[0], index)).low
            if count:
                cases = "、".join(APPEALS[kind] for kind in kinds[0])
                holds = f"表四{_COLUMNS[index]}有 {show(count)} 件（{cases}）"
                yield contradiction(self, report, claim, holds, expected=count)
                return


_COLUMNS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_WRONG = {"upheld": (1, 2, 3), "not corrected": (1,), "closed": (3,)}
"""By claim, the columns that must be 0."""


def _about_information(address: str, words: str) -> bool:
    return address == "narrative.overview.on_request" or "信息公开" in words
