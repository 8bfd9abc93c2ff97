"""The rule on shares in the narrative."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.ratio import ratios
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report


class Shares(ReportRule):
    """Each 占X% is its count's share of the base that is named, or of any sensible one."""

    id = "N-PCT"
    severity = Severity.WARNING
    excusable = True
    title = "文中所占比例等于件数除以基数，尾数按所印位数进舍"
    basis = "条例第五十条第（二）项；统计勾稽：比例＝件数÷基数，基数写明的按写明的算"
    example = "办结 12 件中予以公开 8 件，文中写“占办结总数的72.7%”：8÷12＝66.7%。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each share that no base gives, and each share of a count that the table contradicts."""
        reading = reading_of(report)
        for passage in reading.passages:
            counts = [each for each in reading.statements if each.passage is passage]
            for ratio in ratios(report, passage, counts):
                if not ratio.fits:
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中“{ratio.quote}”，{ratio.reason}，请核对件数、基数和比例。",
                        expected=ratio.value,
                        actual=ratio.share.value,
                        line=passage.line(ratio.share.start),
                    )
