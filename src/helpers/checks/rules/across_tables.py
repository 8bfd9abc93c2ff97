"""Rules between the tables of one report."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule
from helpers.checks.sums import total_of
from helpers.checks.values import show
from helpers.form import Field, Figures, Report
from helpers.form.figures import add


class Appeals(ReportRule):
    """There are appeals or lawsuits though nobody applied for anything this year or last."""

    id = "X-APPEAL"
    severity = Severity.WARNING
    excusable = True
    title = "有行政复议、行政诉讼的，本年或上年应有政府信息公开申请"
    basis = "条例第五十条第（二）（三）项；统计勾稽：表四只计因政府信息公开提起的案件"
    example = "本年、上年都没有收到申请，却填行政复议 144 件：多半把本机关的全部复议案件计入了。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the first total of table four that isn't 0."""
        cases = _cases(report.figures)
        if cases and _without_applications(report):
            last = "上年也没有收到申请" if _received_before(report) == 0 else "上年有无申请又无从核对"
            place = _place(report)
            yield self.finding(
                report,
                place.address,
                f"行政复议、行政诉讼共 {show(cases)} 件，而本年新收和上年结转的申请都是 0，{last}，"
                "请核对是否只计了政府信息公开案件。",
                actual=report.figures.count(place.address),
            )


class AppealRatio(ReportRule):
    """There are more appeals and lawsuits than applications were dealt with in two years.

    Silent where X-APPEAL has spoken: that is the same fault.
    """

    id = "X-APPEAL-RATIO"
    severity = Severity.WARNING
    excusable = True
    title = "行政复议、行政诉讼件数不超过本年和上年办理的申请件数"
    basis = "条例第五十条第（二）（三）项；统计勾稽：表四只计因政府信息公开提起的案件"
    example = "两年共办理申请 122 件，却填复议 144 件：请按政府信息公开案件重新计数。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the first total of table four that isn't 0."""
        if report.previous is None:
            return
        cases = _cases(report.figures)
        done, done_before = _total(report.figures, "total"), _total(report.previous.figures, "total")
        if not cases or done is None or done_before is None or cases <= done + done_before:
            return
        if not _without_applications(report):
            place = _place(report)
            yield self.finding(
                report,
                place.address,
                f"行政复议、行政诉讼共 {show(cases)} 件，多于本年办理总计（{show(done)}）＋"
                f"上年办理总计（{show(done_before)}）＝{show(done + done_before)}，"
                "请核对是否只计了政府信息公开案件。",
                actual=report.figures.count(place.address),
            )


def _total(figures: Figures, row: str) -> int | None:
    """The 总计 of a row of table three."""
    return figures.count(total_of(figures.edition.table("applications").row_fields[row]).address)


def _totals(figures: Figures) -> tuple[Field, ...]:
    return tuple(total_of(fields) for fields in figures.edition.table("appeals").row_fields.values())


def _cases(figures: Figures) -> int | None:
    """All appeals and lawsuits of table four."""
    return add(figures.count(field.address) for field in _totals(figures))


def _place(report: Report) -> Field:
    """The first total of table four that isn't 0."""
    return next(field for field in _totals(report.figures) if report.figures.count(field.address))


def _received_before(report: Report) -> int | None:
    return _total(report.previous.figures, "received") if report.previous else None


def _without_applications(report: Report) -> bool:
    """Whether no application is known of: this year's two figures are 0, last year's is 0 or unknown."""
    this_year = [_total(report.figures, row) for row in ("received", "carried_in")]
    return this_year == [0, 0] and not _received_before(report)
