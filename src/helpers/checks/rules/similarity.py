"""The rule on copying: paragraphs that say the same in the same words as last year, or as another office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.checks.copying.likeness import Copied, Distinct
from helpers.checks.copying.paragraph import paragraphs
from helpers.checks.copying.sisters import Sisters
from helpers.checks.copying.writing import Writing
from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule
from helpers.form import Report


class Similar(ReportRule):
    """Sections one and five are the office's own of this year; official phrases don't count.

    One report alone is held to last year's; `between` holds the reports of a batch to each other.
    """

    id = "D-SIM"
    severity = Severity.WARNING
    excusable = True
    title = "第一、五部分的文字不与上年报告雷同，也不与其他单位的报告雷同"
    basis = "条例第五十条；国办公开办函〔2021〕30号：报告本机关上一年度的实际情况"
    example = "第一部分只改了年份，各段与上年报告一字不差：写出本年的做法、问题和数据。"

    _MOST = 0.6
    """So much of the text makes the report last year's."""
    _LEAST = 100
    """A text of fewer characters is judged by other rules."""
    _MENTIONED = 100
    """So many characters that are last year's are worth a word to the reviewer."""

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield one finding for the report, with the longest pair of passages side by side."""
        if report.previous is None:
            return
        name = report.office.name
        ours = Distinct(list(paragraphs(report.narrative, name)))
        if ours.length < self._LEAST:
            return
        copied = ours.copied_from(Distinct(list(paragraphs(report.previous.narrative, name))))
        if copied.ours is None or copied.theirs is None:
            return
        severe = copied.length >= self._MOST * ours.length
        if not severe and copied.length < self._MENTIONED:
            return
        line, file = copied.theirs.line, report.previous.file
        where = f"（{f'{file} ' if file else ''}第 {line} 行）" if line else ""
        yield self.finding(
            report,
            copied.ours.address,
            f"第一、五部分 {len(ours.paragraphs)} 段中有 {copied.paragraphs} 段（约 {100 * copied.length // ours.length}%"
            f" 的文字）与上年报告雷同，例如本年“{copied.ours.quote}”，上年“{copied.theirs.quote}”{where}，"
            "请写出本年的实际情况。",
            line=copied.ours.line,
            actual=copied.ours.quote,
            severity=None if severe else Severity.INFO,
        )

    def between(self, writings: Sequence[Writing]) -> Iterator[tuple[int, Finding]]:
        """Yield each report of a batch that is another office's as well: its number and what is found."""
        return ((number, finding) for number, _, _, _, finding in self.pairs(writings))

    def pairs(self, writings: Sequence[Writing]) -> Iterator[tuple[int, int, Copied, float, Finding]]:
        """Yield each report of a batch that is another office's as well.

        Yields:
            Its number, the other's, what of it is the other's, which part of the text that is, and what is found.
        """
        for number, other, copied, part, others in Sisters(writings).copied():
            ours, theirs = writings[number], writings[other]
            if copied.ours is None or copied.theirs is None:
                continue
            labels = {address: label for address, label, _, _ in ours.paragraphs}
            yield (
                number,
                other,
                copied,
                part,
                Finding(
                    self.id,
                    self.severity,
                    f"第一、五部分有 {copied.paragraphs} 段（约 {round(100 * part)}% 的文字）与{theirs.name} {theirs.year} 年的报告雷同，"
                    f"例如本报告“{copied.ours.quote}”，该报告“{copied.theirs.quote}”（{theirs.file}"
                    f"{f':{copied.theirs.line}' if copied.theirs.line else ''}）"
                    f"{f'，另有 {others} 个单位也有这段文字' if others else ''}，请写出本机关的实际情况。",
                    file=ours.file,
                    line=copied.ours.line,
                    cell=copied.ours.address,
                    label=labels[copied.ours.address],
                    actual=copied.ours.quote,
                ),
            )


SIMILAR = Similar()
