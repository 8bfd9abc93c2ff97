"""The rule on the notice that the report cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.laws import laws_miscited
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report

FORMAT = "国办公开办函〔2021〕30号"
TRIAL = "国办公开办函〔2019〕60号"


class Citation(ReportRule):
    """From 2021 on the format is the notice of 2021, before it the trial one of 2019; others are cited as history.

    The regulation is the one of 2019 by its own name, and the article cited for the report is one on reports.
    """

    id = "D-CITE"
    severity = Severity.ERROR
    title = "文中引用的格式文件是当年适用的（2021 年度起为 30 号，此前为 60 号），引用的条例及条款正确"
    basis = f"{FORMAT}取代国办公开办函〔2019〕60号；条例第四十九条、第五十条；民法典第一千二百六十条"
    example = "2023 年报告写“按照国办公开办函〔2019〕60号编制”：改引国办公开办函〔2021〕30号。"

    _OLD = re.compile(
        r"(?:国办公开办函?|政务公开办公室)(?:函)?[\[(【年]?2019[\])】年]?第?60号?"
        r"|年度报告格式[》〉]?\(试行\)"
        r"|[\[(【]2019[\])】]第?60号(?=[^。；，]{0,8}格式)"
    )
    _HISTORY = re.compile(
        "停止|废止|不再|取代|代替|替代|曾|此前|以前|旧格式|原格式|失效|原国办|修订前|已修订|原条例|旧条例"
    )

    _ANY = re.compile(r"国办公开办函?[\[(【]?(?P<year>\d{4})[\])】]?年?第?(?P<number>\d{1,3})号?")
    _AS_FORMAT = re.compile("格式|编制|编写|撰写|本报告|本年报")
    _FORMATS = frozenset({("2021", "30"), ("2019", "60")})

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each citation that isn't right for the year, where it isn't of the past."""
        current = FORMAT if report.year >= 2021 else TRIAL
        for passage in reading_of(report).passages:
            for match in self._citations(passage.text, report.year):
                if self._is_history(passage, match.start()):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中引用“{passage.quote(match.start(), match.end())}”，{report.year} 年度报告适用的是{current}，请改正。",
                    expected=current,
                    actual=passage.quote(match.start(), match.end()),
                    line=passage.line(match.start()),
                )
            for start, end, told in laws_miscited(passage.text, report.year):
                if not self._is_history(passage, start):
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中引用“{passage.quote(start, end)}”，{told}，请核对改正。",
                        actual=passage.quote(start, end),
                        severity=Severity.WARNING,
                        line=passage.line(start),
                    )

    def _is_history(self, passage: Passage, at: int) -> bool:
        start, end = passage.sentence_at(at)
        return bool(self._HISTORY.search(passage.text[start:end]))

    def _citations(self, text: str, year: int) -> Iterator[re.Match[str]]:
        """The old notice from 2021 on, and numbers that are neither notice's where the format is spoken of."""
        if year >= 2021:
            yield from self._OLD.finditer(text)
        for match in self._ANY.finditer(text):
            left = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
            clause = re.split("[，。；\n]", text[match.end() : match.end() + 40])[0]
            if (match["year"], match["number"]) not in self._FORMATS and self._AS_FORMAT.search(
                text[left : match.start()] + clause
            ):
                yield match
