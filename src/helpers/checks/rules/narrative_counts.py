"""Rules that compare the counts stated in the narrative with the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.reference import Reference, reference_of
from helpers.checks.prose.statement import Statement
from helpers.checks.rule import ReportRule
from helpers.checks.rules.fees import fees_of
from helpers.checks.values import show
from helpers.form import Report

_LAW = "条例第五十条"
_MANY = 1_000_000_000_000


class CountRule(ReportRule):
    """A rule that counts stated in prose are the tables'.

    A count fails only where its words are read with certainty (`Statement.certain`), none of their readings
    gives the number, and the same words' counts in the text don't add up to it either.

    Attributes:
        topic: What the rule's statements are about.
        keys: Which of them; all where empty.
    """

    severity = Severity.ERROR
    # Prose is read by a machine: where it misreads, the office can say so, and the reviewer judges.
    excusable = True
    topic: ClassVar[str]
    keys: ClassVar[tuple[str, ...]] = ()

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each stated count that no reading of its words gives."""
        statements = [each for each in reading_of(report).statements if self.concerns(each)]
        for statement in statements:
            reference = self.refuted(report, statement)
            if reference is None or _adds_up(statements, statement, reference):
                continue
            unit = statement.figure.unit
            expected = reference.amounts[0].low
            yield self.finding(
                report,
                statement.passage.address,
                f"文中“{statement.quote}”，而{reference.label}是 {reference.words}，"
                f"请核对{unit}数，改正不符的一处。",
                expected=expected,
                actual=statement.value,
                line=statement.line,
            )

    def concerns(self, statement: Statement) -> bool:
        """Whether the rule is about that statement."""
        return statement.topic == self.topic and (not self.keys or statement.key in self.keys)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; None where nothing does."""
        if not statement.certain or statement.figure.value != int(statement.figure.value):
            return None
        reference = reference_of(report.figures, statement)
        if reference is None or not reference.amounts or statement.value > _MANY:
            return None
        if statement.at_most and all(statement.value <= amount.low for amount in reference.amounts):
            return None
        return None if reference.fits(statement.value) else reference


def _adds_up(statements: list[Statement], statement: Statement, reference: Reference) -> bool:
    """Whether it is one of several parts, in one text, that make the whole together."""
    parts = [
        each
        for each in statements
        if each.passage is statement.passage and each.key == statement.key and each.period in ("year", "part")
    ]
    if any(each.certain and each.value > statement.value and reference.fits(each.value) for each in parts):
        return True
    return len(parts) > 1 and reference.fits(int(sum((each.figure.value for each in parts), Decimal(0))))


class NewApplications(CountRule):
    """What the text says came in is 一, or 一 and 二 where its words allow that."""

    id = "N-NEW"
    topic = "applications"
    keys = ("received", "incoming", "mentioned")
    title = "文中新收、收到的申请件数与表三一致"
    basis = f"{_LAW}第（二）项；统计勾稽：新收指第一项，收到、受理也可以指第一项与第二项之和"
    example = "表三新收 12 件，文中写“新收政府信息公开申请13件”：核对后改正一处。"

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement that isn't 0; that is N-ZERO's."""
        return super().refuted(report, statement) if statement.value else None


class CarriedIn(CountRule):
    """What the text says was carried in is 二."""

    id = "N-CARRYIN"
    topic = "applications"
    keys = ("carried_in",)
    title = "文中上年结转的申请件数与表三一致"
    basis = f"{_LAW}第（二）项；统计勾稽：文中的上年结转指第二项总计"
    example = "表三上年结转 1 件，文中写“上年结转2件”，或者写“无上年结转”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that there was none."""
        yield from super().check(report)
        yield from none_claimed(self, report, "carried_in", "carried_in")

    def concerns(self, statement: Statement) -> bool:
        """Whether the rule is about that statement; 结转 alone in a sentence on the year's beginning is."""
        return super().concerns(statement) or (statement.key == "carried" and _at_the_beginning(statement))


def _at_the_beginning(statement: Statement) -> bool:
    left, _ = statement.passage.sentence_at(statement.start)
    return "年初" in statement.passage.text[left : statement.start]


class Done(CountRule):
    """What the text says was dealt with is （七）总计; all of it only where nothing is carried out."""

    id = "N-DONE"
    topic = "applications"
    keys = ("done", "handled")
    title = "文中办结、答复的申请件数与表三一致"
    basis = f"{_LAW}第（二）项；统计勾稽：办结指（七）总计，全部办结则结转下年度为 0"
    example = "表三（七）总计 22 件、结转下年度 2 件，文中写“收到的申请均已办结”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that all was done."""
        yield from super().check(report)
        yield from _all_done(self, report)


class CarriedOut(CountRule):
    """What the text says is carried out is 四."""

    id = "N-CARRYOUT"
    topic = "applications"
    keys = ("carried_out", "carried", "left")
    title = "文中结转下年度的申请件数与表三一致"
    basis = f"{_LAW}第（二）项；统计勾稽：文中的结转下年度指第四项总计"
    example = "表三结转下年度 1 件，文中写“没有需要结转下年度办理的申请”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that there was none."""
        yield from super().check(report)
        yield from none_claimed(self, report, "carried_out", "carried_out")

    def concerns(self, statement: Statement) -> bool:
        """Whether the rule is about that statement."""
        return super().concerns(statement) and not (
            statement.key == "carried" and _at_the_beginning(statement)
        )


class Results(CountRule):
    """The counts of results are the rows' or the groups' sums, for all applicants."""

    id = "N-RESULT"
    topic = "results"
    title = "文中各类办理结果的件数与表三一致"
    basis = f"{_LAW}第（二）项；统计勾稽：不予公开、无法提供、不予处理指各该项下各行总计之和"
    example = "表三无法提供三行共 337 件，文中写“无法提供265件”（只是第一行）：改为 337。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that a result didn't occur."""
        yield from super().check(report)
        for claim in reading_of(report).claims:
            if claim.key != "result" or not claim.sure or not claim.words["group"]:
                continue
            key = _GROUPS[claim.words["group"]]
            total = group_low(report, key)
            if total:
                yield self.finding(
                    report,
                    claim.passage.address,
                    f"文中“{claim.quote}”，而表三{claim.words['group']}共 {show(total)} 件，请核对，改正不符的一处。",
                    expected=total,
                    actual=0,
                    line=claim.line,
                )

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; a bare 公开 counts only beside other results."""
        if (
            statement.figure.unit in ("条", "项", "个", "批", "人次")
            and statement.passage.address != _ON_REQUEST
        ):
            return None
        if statement.key == "granted?" and not _among_results(report, statement):
            return None
        return super().refuted(report, statement)


_ON_REQUEST = "narrative.overview.on_request"
_GROUPS = {
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "部分公开": "partly_granted",
}


def _among_results(report: Report, statement: Statement) -> bool:
    left, right = statement.passage.sentence_at(statement.start)
    return any(
        each.passage is statement.passage
        and each is not statement
        and each.topic == "results"
        and each.key != "granted?"
        and left <= each.start < right
        for each in reading_of(report).statements
    )


def group_low(report: Report, key: str) -> int:
    """How many there are at least of a row or group of table three."""
    from helpers.checks.prose.quantity import rows_of, rows_total

    return rows_total(report.figures, "applications", rows_of(report.edition, key))[0].low


def none_claimed(rule: CountRule, report: Report, claimed: str, row: str) -> Iterator[Finding]:
    """Findings on claims that a row of table three is 0 where it isn't."""
    for claim in reading_of(report).claims:
        total = group_low(report, row) if claim.kind == "none" and claim.key == claimed and claim.sure else 0
        if total:
            label = next(each for each in report.edition.table("applications").rows if each.key == row).label
            yield rule.finding(
                report,
                claim.passage.address,
                f"文中“{claim.quote}”，而表三“{label}”总计是 {show(total)}，请核对，改正不符的一处。",
                expected=total,
                actual=0,
                line=claim.line,
            )


def _all_done(rule: CountRule, report: Report) -> Iterator[Finding]:
    left_over = group_low(report, "carried_out")
    if not left_over:
        return
    reading = reading_of(report)
    for claim in reading.claims:
        if claim.key != "done" or not claim.sure:
            continue
        start, _ = claim.passage.sentence_at(claim.start)
        before = [
            each
            for each in reading.statements
            if each.passage is claim.passage and start <= each.figure.start < claim.start
        ]
        told = any(
            each.passage is claim.passage
            and each.key in ("carried_out", "left")
            and each.value
            and each.period == "year"
            for each in reading.statements
        )
        text = claim.passage.text
        clause = max(start, text.rfind("，", start, claim.start) + 1)
        if told or not _speaks_of_all(before, text[start : claim.end], text[clause : claim.start]):
            continue
        yield rule.finding(
            report,
            claim.passage.address,
            f"文中“{claim.quote}”，而表三结转下年度继续办理还有 {show(left_over)} 件，请核对，改正不符的一处。",
            expected=left_over,
            actual=0,
            line=claim.line,
        )


_EVERY = re.compile(
    "(?:对|已|截至|年底|年末|目前|全年|本年度?|当年|年内|我|本|[局镇乡街道区县市办]|机关|收到|受理|办理|提出|的|所有|全部|各类|上述|以上|这些|每一?[件份]|"
    "政府信息公开|依申请公开|信息公开|申请|事项|件|也)*"
)


def _speaks_of_all(before: list[Statement], sentence: str, clause: str) -> bool:
    """Whether all that is said to be done is all that came in: the count right before it, or 申请 as such."""
    if before:
        last = before[-1]
        if last.key not in ("received", "incoming", "mentioned") or not last.certain or last.head is not None:
            return False
        return not clause or bool(_EVERY.fullmatch(clause)) or last.quote in clause
    return ("申请" in sentence and bool(_EVERY.fullmatch(clause))) or "清零" in sentence


class Cases(CountRule):
    """The counts of appeals and lawsuits are table four's totals."""

    id = "N-REVIEW"
    topic = "appeals"
    title = "文中行政复议、行政诉讼的件数与表四一致"
    basis = f"{_LAW}第（三）项；统计勾稽：文中的行政诉讼指直接起诉与复议后起诉两类总计之和"
    example = "表四直接起诉 7 件、复议后起诉 1 件，文中写“行政诉讼9件”：应为 8 件。"

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
    return named or passage.address == _ON_REQUEST


class ProactiveFigures(CountRule):
    """The counts of documents and decisions are table two's."""

    id = "N-T2"
    topic = "proactive"
    title = "文中规范性文件、许可、处罚、强制和收费的数与表二一致"
    basis = f"{_LAW}第（一）项、第二十条；统计勾稽"
    example = "表二行政许可 316 件，文中写“作出行政许可决定361件”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that there was none."""
        yield from super().check(report)
        for claim in reading_of(report).claims:
            if claim.key not in ("issued", "decisions") or not claim.sure:
                continue
            for address in _claimed_cells(report, claim.words):
                number = report.figures.count(address)
                if number:
                    yield self.finding(
                        report,
                        claim.passage.address,
                        f"文中“{claim.quote}”，而表二{report.edition.fields[address].label}是 {show(number)}，"
                        "请核对，改正不符的一处。",
                        expected=number,
                        actual=0,
                        line=claim.line,
                    )

        yield from self._check_money(report)

    def _check_money(self, report: Report) -> Iterator[Finding]:
        """Yield amounts of 行政事业性收费 that differ, compared in 元 (table two, 30号)."""
        fees = fees_of(report) if report.edition.id == 2021 else None
        for statement in reading_of(report).statements:
            if statement.key != "fees:" or fees is None or not statement.certain or statement.head:
                continue
            if statement.figure.value != fees * 10_000:
                yield self.finding(
                    report,
                    statement.passage.address,
                    f"文中“{statement.quote}”，而表二行政事业性收费是 {show(fees)} 万元，请核对金额和单位，"
                    "改正不符的一处。",
                    expected=fees,
                    actual=statement.figure.value / 10_000,
                    line=statement.line,
                )

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; money is compared in the table's own unit."""
        if statement.key == "fees:":
            return None
        if statement.figure.unit in ("条", "人次", "批"):
            return None
        return super().refuted(report, statement)


_ACTS = {"行政许可": "licences", "行政处罚": "penalties", "行政强制": "coercive_measures"}


def _claimed_cells(report: Report, words: dict[str, str | None]) -> list[str]:
    table = report.edition.table("proactive").row_fields
    if act := words["act"]:
        return [field.address for field in table[_ACTS[act]] if field.column.key == "decisions"]
    row = words["row"] or words["row2"] or ""
    key = "regulations" if row.startswith("规章") else "normative_documents"
    return [field.address for field in table[key] if field.column.key in ("issued", "made")]
