"""The rule on the counts of results in the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding
from helpers.checks.prose.quantity import rows_total
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.references import Reference
from helpers.checks.prose.references.reference import WITH_RESULTS
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.rules.counting import LAW, CountRule, contradiction, group_low, speaks_of_all
from helpers.checks.rules.unread import unread
from helpers.checks.values import show
from helpers.form import Report


class Results(CountRule):
    """The counts of results are the rows' or the groups' sums, for all applicants."""

    id = "N-RESULT"
    topic = "results"
    title = "文中各类办理结果的件数与表三一致"
    basis = f"{LAW}第（二）项；统计勾稽：不予公开、无法提供、不予处理指各该项下各行总计之和"
    example = "表三无法提供三行共 337 件，文中写“无法提供265件”（只是第一行）：改为 337。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, claims that a result didn't occur, and information on what couldn't be read."""
        yield from super().check(report)
        yield from self._all_granted(report)
        for claim in reading_of(report).claims:
            if claim.key != "result" or not claim.sure or not claim.words["group"]:
                continue
            named = [group for group in _GROUPS if group in claim.words["group"]]
            total = sum(group_low(report, _GROUPS[group]) for group in named)
            if total:
                holds = f"表三{'、'.join(named)}共 {show(total)} 件"
                yield contradiction(self, report, claim, holds, expected=total)
        yield from unread(self, report)

    def _all_granted(self, report: Report) -> Iterator[Finding]:
        """Yield each claim that all were granted, where some weren't."""
        reading = reading_of(report)
        for claim in reading.claims:
            if claim.key == "granted" and claim.sure and claim.passage.address == ON_REQUEST:
                leaves = [row.key for row in report.edition.table("applications").rows if row.leaf]
                others = tuple(row for row in leaves if row not in ("granted", "partly_granted"))
                left = rows_total(report.figures, "applications", others)[0].low
                if not left or not speaks_of_all(claim, reading):
                    continue
                holds = f"表三予以公开、部分公开以外的办理结果还有 {show(left)} 件"
                yield contradiction(self, report, claim, holds, expected=left)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; a bare 公开 counts only beside other results."""
        if (
            statement.figure.unit in ("条", "项", "个", "批", "人次")
            and statement.passage.address != ON_REQUEST
        ):
            return None
        if statement.key == "granted?" and not _among_results(report, statement):
            return None
        return super().refuted(report, statement)


_GROUPS = {
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "部分公开": "partly_granted",
}


_AS_RESULT = re.compile("(?:答复|办理|处理)(?:结果|意见|情况)(?:为|是|中)?$")
_PLAINLY = re.compile("给予|予以|得到|获得|全部|均|都|答复")


def _among_results(report: Report, statement: Statement) -> bool:
    if _PLAINLY.search(statement.passage.text[statement.start : statement.end]):
        return True
    if _AS_RESULT.search(statement.lead):
        return True
    left, right = statement.passage.sentence_at(statement.start)
    return any(
        each.passage is statement.passage
        and each is not statement
        and ((each.topic == "results" and each.key != "granted?") or each.key in WITH_RESULTS)
        and each.plain
        and left <= each.start < right
        for each in reading_of(report).statements
    )
