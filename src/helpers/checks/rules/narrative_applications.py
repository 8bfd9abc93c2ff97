"""Rules on the counts of applications in the narrative: new, carried in, dealt with, carried out."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.finding import Finding
from helpers.checks.prose.quantity import cells_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.references import Reference
from helpers.checks.prose.statement import Statement
from helpers.checks.rules.counting import (
    LAW,
    CountRule,
    contradiction,
    group_low,
    none_claimed,
    speaks_of_all,
)
from helpers.checks.rules.unread import unread
from helpers.checks.values import show
from helpers.form import Report


class NewApplications(CountRule):
    """What the text says came in is 一, or 一 and 二 where its words allow that; each kind of applicant's part too."""

    id = "N-NEW"
    topic = "applications"
    keys = ("received", "incoming", "mentioned", "sum")
    title = "文中新收、收到的申请件数与表三一致"
    basis = f"{LAW}第（二）项；统计勾稽：新收指第一项，收到、受理也可以指第一项与第二项之和"
    example = "表三新收 12 件，文中写“新收政府信息公开申请13件”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, claims on who applied, and information on counts that couldn't be read."""
        yield from super().check(report)
        yield from _all_from(self, report)
        yield from unread(self, report)

    def concerns(self, statement: Statement) -> bool:
        """Whether the rule is about that statement."""
        return super().concerns(statement) or statement.topic == "applicants"

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; that nothing came in is N-ZERO's."""
        if not statement.value and statement.topic != "applicants":
            return None
        return super().refuted(report, statement)


class CarriedIn(CountRule):
    """What the text says was carried in is 二."""

    id = "N-CARRYIN"
    topic = "applications"
    keys = ("carried_in",)
    title = "文中上年结转的申请件数与表三一致"
    basis = f"{LAW}第（二）项；统计勾稽：文中的上年结转指第二项总计"
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
    basis = f"{LAW}第（二）项；统计勾稽：办结指（七）总计，全部办结则结转下年度为 0"
    example = "表三（七）总计 22 件、结转下年度 2 件，文中写“收到的申请均已办结”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, claims that all was done, and information on counts that couldn't be read."""
        yield from super().check(report)
        yield from _all_done(self, report)
        yield from unread(self, report)


class CarriedOut(CountRule):
    """What the text says is carried out is 四."""

    id = "N-CARRYOUT"
    topic = "applications"
    keys = ("carried_out", "carried", "left")
    title = "文中结转下年度的申请件数与表三一致"
    basis = f"{LAW}第（二）项；统计勾稽：文中的结转下年度指第四项总计"
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


def _all_done(rule: CountRule, report: Report) -> Iterator[Finding]:
    reading = reading_of(report)
    for claim in reading.claims:
        if claim.key != "done" or not claim.sure:
            continue
        left_over = group_low(report, "carried_out")
        if not left_over:
            return
        told = any(
            each.passage is claim.passage
            and each.key in ("carried_out", "left")
            and each.value
            and each.period == "year"
            for each in reading.statements
        )
        if told or not speaks_of_all(claim, reading):
            continue
        holds = f"表三结转下年度继续办理还有 {show(left_over)} 件"
        yield contradiction(rule, report, claim, holds, expected=left_over)


_COLUMNS = {"自然人": (0,), "公民": (0,), "个人": (0,), "企业": (1,)}


def _all_from(rule: CountRule, report: Report) -> Iterator[Finding]:
    """Findings on claims that one kind of applicant alone applied: 申请人均为自然人."""
    reading = reading_of(report)
    for claim in reading.claims:
        if claim.key != "from" or not claim.sure:
            continue
        columns = _COLUMNS.get(claim.words["whom"] or "", range(1, 6))
        others = tuple(f"applications.received[{at}]" for at in range(6) if at not in columns)
        count = cells_total(report.figures, others).low
        if count and speaks_of_all(claim, reading):
            holds = f"表三本年新收中其他申请人有 {show(count)} 件"
            yield contradiction(rule, report, claim, holds, expected=count)
