"""The rule on copying from last year: paragraphs that say the same in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.likeness import Paragraph, common, likeness, paragraphs
from helpers.checks.rule import ReportRule
from helpers.form import Narrative, Report

_SECTIONS = ("narrative.overview.", "narrative.shortcomings.")


class LikeLastYear(ReportRule):
    """Most of sections one and five isn't last year's text; official phrases don't count."""

    id = "D-SIM"
    severity = Severity.WARNING
    excusable = True
    title = "第一、五部分的文字不与上年报告雷同"
    basis = "条例第五十条；国办公开办函〔2021〕30号：报告上一年度的实际情况"
    example = "第一部分只改了年份，各段与上年报告一字不差：写出本年的做法、问题和数据。"

    _ALIKE = 0.75
    _MOST = 0.6
    _LEAST = 150

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield one finding for the report, with the longest pair of passages side by side."""
        if report.previous is None:
            return
        ours = list(_paragraphs(report.narrative))
        theirs = [paragraph for _, paragraph in _paragraphs(report.previous.narrative)]
        length = sum(len(paragraph) for _, paragraph in ours)
        if length < self._LEAST or not theirs:
            return
        shared = common(report.edition)
        known = frozenset().union(*(paragraph.shingles for paragraph in theirs)) - shared
        alike = [
            (address, paragraph)
            for address, paragraph in ours
            if likeness(paragraph.shingles - shared, known) >= self._ALIKE
        ]
        copied = sum(len(paragraph) for _, paragraph in alike)
        if copied < self._MOST * length:
            return
        address, longest = max(alike, key=lambda pair: len(pair[1]))
        twin = max(theirs, key=lambda other: likeness(longest.shingles, other.shingles))
        yield self.finding(
            report,
            address,
            f"第一、五部分 {len(ours)} 段中有 {len(alike)} 段（约 {100 * copied // length}% 的文字）与上年报告雷同，"
            f"例如本年“{longest.quote}”，上年“{twin.quote}”，请写出本年的实际情况。",
            line=longest.line,
        )


def _paragraphs(narrative: Narrative) -> Iterator[tuple[str, Paragraph]]:
    for address, text in narrative.texts():
        if address.startswith(_SECTIONS):
            for paragraph in paragraphs(text):
                yield address, paragraph
