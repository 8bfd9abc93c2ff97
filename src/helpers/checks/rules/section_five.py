"""The rule on section five: it says something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.citation import FORMAT
from helpers.form import Report

_NOTHING = re.compile(
    r"(?:本年度|目前|暂|我[局镇乡区县]|本[局镇乡机关单位]+|均|尚)*(?:无|没有|不存在|未发现|不涉及|空)?"
    r"(?:明显|突出|重大|需要改进|存在)*(?:的)?(?:问题|不足|困难|情况|措施|需要改进)?"
)


class EmptySectionFive(ReportRule):
    """Section five says something: what is wrong, and what is done about it."""

    id = "D-EMPTY5"
    severity = Severity.ERROR
    title = "第五部分写出存在的主要问题和改进情况，不是空白、“无”或寥寥几字"
    basis = f"条例第五十条第（四）项；{FORMAT}"
    example = "存在问题写“暂无”：至少写明一个实际问题和对应的改进措施。"

    _LEAST = 10

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each part that is empty, or the section where it is too short."""
        reading = reading_of(report)
        passages = [each for each in reading.passages if each.address.startswith("narrative.shortcomings.")]
        required = [each for each in passages if not each.address.endswith(".lead")]
        empty = [each for each in required if _NOTHING.fullmatch(_bare(each.text))]
        for passage in empty:
            yield self.finding(
                report,
                passage.address,
                f"“{_part(report, passage)}”没有实际内容，请写明实际存在的问题和改进情况。",
                actual=passage.source.value.strip()[:20],
            )
        if required and not empty and sum(len(_bare(each.text)) for each in passages) < self._LEAST:
            yield self.finding(
                report,
                required[0].address,
                f"第五部分不足 {self._LEAST} 个字，请写明实际存在的问题和改进情况。",
            )


def _bare(text: str) -> str:
    return re.sub(r"[^\w]|_", "", text)


def _part(report: Report, passage: Passage) -> str:
    section = next(each for each in report.edition.sections if each.key == "shortcomings")
    return next(part.title for part in section.parts if passage.address.endswith(f".{part.key}"))
