"""The rule on the notice that the report cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report

FORMAT = "国办公开办函〔2021〕30号"


class Citation(ReportRule):
    """From 2021 on the format is the notice of 2021; the trial one of 2019 is cited only as history."""

    id = "D-CITE"
    severity = Severity.ERROR
    title = "2021 年度起的报告不引用已被取代的 60 号试行格式"
    basis = f"{FORMAT}取代国办公开办函〔2019〕60号"
    example = "2023 年报告写“按照国办公开办函〔2019〕60号编制”：改引国办公开办函〔2021〕30号。"

    _OLD = re.compile(r"(?:国办公开办函?|政务公开办公室)(?:函)?[\[(【年]?2019[\])】年]?第?60号?")
    _HISTORY = re.compile("停止|废止|不再|取代|代替|替代|曾|此前|以前|旧格式|原格式|失效|原国办")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each citation of the old notice that doesn't speak of it as past."""
        if report.year < 2021:
            return
        for passage in reading_of(report).passages:
            for match in self._OLD.finditer(passage.text):
                start, end = passage.sentence_at(match.start())
                if self._HISTORY.search(passage.text[start:end]):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中引用“{passage.quote(match.start(), match.end())}”，{report.year} 年度报告适用的是{FORMAT}，请改正。",
                    expected=FORMAT,
                    actual=passage.quote(match.start(), match.end()),
                    line=passage.line(match.start()),
                )
