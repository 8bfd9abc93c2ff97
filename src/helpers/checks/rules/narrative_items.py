"""The rule on lists within a sentence: parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.lists import LOOSE, lists, total_of
from helpers.checks.prose.numerals import number_of
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.quantity import rows_of, rows_total
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.statement import ON_REQUEST, Statement
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Report

_IN_A_ROW = re.compile(
    r"(?P<items>(?<![\d.%])\d{1,7}(?:[、和]\d{1,7}){2,})(?P<unit>件|条|次|篇|场|起|宗|份)[，,]"
    r"(?:[两二三四五六七八九十\d]+个?(?:季度|月|季|项|类|渠道|部分|科室|单位)|全年|以上|各项)?"
    r"(?:合计|共计|总计|共)(?:为|有|是)?(?P<total>\d{1,9})(?P=unit)(?!以上|左右|次)"
)


class Items(ReportRule):
    """Where a list claims to be whole, its items add up to the number in front of it or behind it."""

    id = "N-ITEMS"
    severity = Severity.WARNING
    excusable = True
    title = "文中“共 N 条，其中 a、b、c”各分项之和等于总数"
    basis = "条例第五十条；统计勾稽：分项相加等于总数，只列一部分的应写“等”"
    example = "文中写“共318条，其中 4、52、3、6、240、24 条”：各项之和是 329，核对总数和各分项。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each list that doesn't add up."""
        reading = reading_of(report)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for head, items in lists(passage, counts):
                if total_of(items) != head.figure.value:
                    yield self._finding(report, passage, head, items)
            for match in _IN_A_ROW.finditer(passage.text):
                yield from self._check_row(report, passage, match)
        yield from self._check_results(report, reading)

    def _check_row(self, report: Report, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
        """Bare figures in a row and what they come to: 依次为18、22、20、21件，合计81件."""
        if LOOSE.search(match[0]):
            return
        items = [number_of(words) or Decimal(0) for words in re.findall(r"\d[\d,]*", match["items"])]
        total, said = sum(items, Decimal(0)), number_of(match["total"])
        if said is not None and total != said:
            terms = "＋".join(show(item) for item in items)
            yield self.finding(
                report,
                passage.address,
                f"文中“{passage.quote(match.start(), match.end())}”，而 {terms}＝{show(total)}，"
                f"相差 {show(abs(total - said))}，请核对总数和各分项。",
                expected=total,
                actual=said,
                line=passage.line(match.start()),
            )

    def _check_results(self, report: Report, reading: Reading) -> Iterator[Finding]:
        """All results that the table has are told, and what was done: the ones make the other."""
        passage = reading.passage(ON_REQUEST)
        counts = [each for each in reading.statements if each.passage is passage and each.certain]
        done = [each for each in counts if each.key == "done" and each.head is None]
        results = [
            each
            for each in counts
            if each.topic == "results" and (each.head is None or each.head.topic == "applications")
        ]
        if passage is None or len(done) != 1 or len(results) < 3:
            return
        rows = [row for each in results for row in rows_of(report.edition, each.key)]
        leaves = [row.key for row in report.edition.table("applications").rows if row.leaf]
        untold = [row for row in leaves if row not in rows]
        if len(rows) != len(set(rows)) or rows_total(report.figures, "applications", tuple(untold))[0].low:
            return
        if total_of(results) != done[0].figure.value:
            yield self._finding(report, passage, done[0], results)

    def _finding(self, report: Report, passage: Passage, head: Statement, items: list[Statement]) -> Finding:
        total = total_of(items)
        terms = "＋".join(show(item.figure.value) for item in items)
        return self.finding(
            report,
            passage.address,
            f"文中“{head.quote}”，而所列各项 {terms}＝{show(total)}，相差 {show(abs(total - head.figure.value))}，"
            "请核对总数和各分项，只列一部分的请写“等”。",
            expected=total,
            actual=head.figure.value,
            line=head.line,
        )
