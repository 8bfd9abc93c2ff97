"""Rules on table three: 收到和处理政府信息公开申请情况."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.checks.cells import CellRule
from helpers.checks.crossings import failing, suspects
from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule
from helpers.checks.sums import Sum, SumRule, applicant_sums, balances, result_sums
from helpers.checks.values import is_blank, show
from helpers.form import Report
from helpers.form.common import BALANCE_NOTE

_LAW = "条例第五十条第（二）项"


class ApplicationCounts(CellRule):
    """Every count of table three is a whole number, 0 or more."""

    id = "T3-INT"
    severity = Severity.ERROR
    table = "applications"
    title = "表三各件数都已填写，都是不小于 0 的整数"
    basis = f"{_LAW}；统计勾稽：空白、“/”分不清是 0 还是漏报"
    example = "科研机构一列整列留空：没有这类申请人的，逐格填 0。"


class Balance(SumRule):
    """What came in equals what was dealt with and what is carried out, in each column."""

    id = "T3-BAL"
    severity = Severity.ERROR
    sums = balances
    title = "表三每一列：一＋二＝（七）总计＋四"
    basis = f"{_LAW}；格式所印：{BALANCE_NOTE.strip('（）')}"
    example = "自然人新收 58、结转 2、办理总计 59、结转下年度 0：少 1 件，核对办理结果或结转下年度。"


class ResultSums(SumRule):
    """The results add up to （七）总计, in each column."""

    id = "T3-SUM7"
    severity = Severity.ERROR
    sums = result_sums
    title = "表三每一列：（一）至（六）各项结果之和＝（七）总计"
    basis = f"{_LAW}；统计勾稽：一件申请只计一种办理结果"
    example = "自然人予以公开 3、部分公开 1、其余为 0，总计却填 3：部分公开也要计入，总计应为 4。"


class ApplicantSums(SumRule):
    """The kinds of applicants add up to 总计, in each row."""

    id = "T3-ROW"
    severity = Severity.ERROR
    sums = applicant_sums
    title = "表三每一行：自然人＋五类法人或其他组织＝总计"
    basis = f"{_LAW}；统计勾稽：一件申请只计入一类申请人"
    example = "新收自然人 5、商业企业 2、其余为 0，总计却填 5：应为 7。"


class WhichIsWrong(ReportRule):
    """Where table three doesn't add up, tell which cell, row or column is more likely at fault.

    Every cell is counted twice, across and down. A single wrong cell breaks its row and its column by the
    same difference. Where only rows break, or only columns, it is rather their totals that are wrong.
    """

    id = "T3-TOT2"
    severity = Severity.INFO
    title = "表三不平时：横向、纵向两种算法各得多少，哪一格最可能填错"
    basis = f"{_LAW}；统计勾稽：总计横向相加与纵向相加应当相同"
    example = "自然人一列多 3，予以公开一行也多 3：多半是予以公开 × 自然人一格多填了 3。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the cells that explain what fails, then one finding on what no cell explains."""
        gaps = failing(report.figures)
        if not gaps:
            return
        for suspect in suspects(report.figures, gaps):
            label = report.edition.fields[suspect.address].label
            actual = report.figures.count(suspect.address)
            yield self.finding(
                report,
                suspect.address,
                f"{label}填 {show(actual)}，所在的行和列都因此不平；改为 {show(suspect.value)} 则都平，"
                "最可能填错的是这一格，请先核对。",
                expected=suspect.value,
                actual=actual,
            )
            for sum_ in suspect.sums:
                del gaps[sum_]
        if gaps:
            yield self.finding(report, next(iter(gaps)).place, self._judge(report, gaps))

    def _judge(self, report: Report, gaps: dict[Sum, int]) -> str:
        edition = report.edition.id
        rows = [sum_ for sum_ in applicant_sums(edition) if sum_ in gaps]
        results = {sum_.line: gaps.get(sum_) for sum_ in result_sums(edition)}
        balance = {sum_.line: gaps.get(sum_) for sum_ in balances(edition)}
        columns = [line for line in results if results[line] or balance[line]]
        if not columns:
            lines = _list(sum_.line for sum_ in rows)
            return f"{lines}横向不平，纵向没有发现不平：多半是行的总计填错，请先核对总计一列。"
        if rows:
            return (
                f"横向不平的是{_list(sum_.line for sum_ in rows)}，纵向不平的是{_list(columns)}，"
                "没有哪一格能单独说明，可能不止一处填错，请对照原始台账逐行核对。"
            )
        if all(results[line] == balance[line] for line in columns):
            advice = "按结果相加和按一＋二－四算出的总计相同，多半是（七）总计填错"
        elif not any(balance[line] for line in columns):
            advice = "（七）总计与一＋二－四相符，多半是某项办理结果漏填或多填"
        elif not any(results[line] for line in columns):
            advice = "（七）总计与各项结果之和相符，多半是一、二或四填错"
        else:
            advice = "请先核对（七）总计，再核对各项办理结果"
        return f"{_list(columns)}纵向不平，横向没有发现不平：{advice}。"


class BlankTotals(ReportRule):
    """A total is empty though what it adds up is filled in: of a row, or of a column's results."""

    id = "T3-BLANKTOT"
    severity = Severity.ERROR
    title = "表三分项已填的，总计不得空着"
    basis = f"{_LAW}；统计勾稽"
    example = "予以公开填自然人 258、商业企业 12，总计留空：补填总计。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each empty total with what it should be, where all its parts are known."""
        figures, edition = report.figures, report.edition.id
        named = set()
        for sum_ in (*applicant_sums(edition), *result_sums(edition)):
            if not is_blank(figures[sum_.place]) or sum_.place in named:
                continue
            if all(figures.count(address) is None for address in sum_.left.addresses):
                continue
            named.add(sum_.place)
            expected = sum_.left.total(figures)
            known = f"，应为 {show(expected)}" if expected is not None else ""
            yield self.finding(
                report,
                sum_.place,
                f"{sum_.line}：分项已填，{sum_.right.names[0]}空着{known}，请补填。",
                expected=expected,
                actual=figures[sum_.place],
            )


class OnlyTotals(ReportRule):
    """A row has its total and nothing else."""

    id = "T3-ONLYTOT"
    severity = Severity.ERROR
    title = "表三不得只填总计、不填各类申请人"
    basis = f"{_LAW}；统计勾稽：总计由各类申请人相加得出"
    example = "新收只填总计 7，各类申请人留空：按申请人类别分别填写，没有的填 0。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each row of which the total alone is filled in."""
        figures = report.figures
        for sum_ in applicant_sums(report.edition.id):
            total = figures.count(sum_.place)
            if total is not None and all(is_blank(figures[address]) for address in sum_.left.addresses):
                yield self.finding(
                    report,
                    sum_.place,
                    f"{sum_.line}只填了总计 {show(total)}，各类申请人都空着，请分别填写，没有的填 0。",
                    actual=total,
                )


def _list(lines: Iterable[str]) -> str:
    """The first few of the lines, and how many there are."""
    names = list(lines)
    return "、".join(names[:3]) + (f"等 {len(names)} 处" if len(names) > 3 else "")
