"""The rule on the parts that the text says the report has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.numerals import number_of
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.citation import FORMAT
from helpers.form import Report

_PARTS = 6
_FRONT = ("narrative.preamble", "narrative.overview.lead")


class SectionCount(ReportRule):
    """Where the text says of how many parts the report is made and lists them, the list has as many."""

    id = "D-COUNT"
    severity = Severity.WARNING
    excusable = True
    title = "文中说报告由几部分组成的，与所列的部分一样多"
    basis = f"{FORMAT}：报告共六个部分"
    example = "文中写“由六部分组成”却只列出五个标题：补上缺的一个。"

    _SAID = re.compile(
        r"(?P<number>[一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节|章|项内容|方面内容)(?!的)"
    )
    _OF_THE_REPORT = re.compile(
        "(?:本报告|本年报|年度报告|全文)(?:由[^，。；]{2,30}(?:编制|编写)[，,])?(?:全文)?(?:内容)?(?:共|分为?|由|包括|包含|计|有)+"
        r"(?:[一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节|章)$"
    )
    _MADE_OF = re.compile("(?:本报告|本年报|年度报告|全文)(?:内容)?(?:共|分为|由|包括)")
    _TITLES = (
        "总体情况|概述|总体概况",
        "主动公开",
        "收到和处理|依申请公开|申请情况",
        "复议",
        "存在的?(?:主要)?问题|不足|问题及改进",
        "其他(?:需要)?(?:报告|说明)?(?:的)?事项",
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each list whose length differs from the number said."""
        for passage in reading_of(report).passages:
            for said in self._SAID.finditer(passage.text):
                start, end = passage.sentence_at(said.start())
                sentence = passage.text[start:end]
                if not re.search("报告|年报|全文|本文", sentence) or re.search(
                    "等[一二三四五六七八九十\\d]|总体情况(?:部分)?(?:又?分|包括|包含|由|从)", sentence
                ):
                    continue
                found = [title for title in self._TITLES if re.search(title, sentence)]
                number = number_of(said["number"])
                if number is None:
                    continue
                if len(found) < 3:
                    if (
                        number != _PARTS
                        and passage.address in _FRONT
                        and self._OF_THE_REPORT.search(sentence, 0, said.end() - start)
                    ):
                        yield self._not_six(report, passage, said)
                    continue
                told = re.match(
                    r"[^。；]{0,12}?(?::|分别[为是]|包括|即|依次[为是])", sentence[said.end() - start :]
                )
                items = _items(
                    sentence[said.end() - start + told.end() :] if told else sentence[: said.start() - start]
                )
                if number in (len(found), items):
                    if number != _PARTS and passage.address in _FRONT and self._MADE_OF.search(sentence):
                        yield self._not_six(report, passage, said)
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中说“{passage.quote(said.start(), said.end())}”，而列出的是 {len(found)} 部分，格式规定六个部分，请核对。",
                    expected=len(found),
                    actual=int(number),
                    line=passage.line(said.start()),
                )

    def _not_six(self, report: Report, passage: Passage, said: re.Match[str]) -> Finding:
        return self.finding(
            report,
            passage.address,
            f"文中说“{passage.quote(said.start(), said.end())}”，而格式规定六个部分，请核对。",
            expected=_PARTS,
            actual=int(number_of(said["number"]) or 0),
            line=passage.line(said.start()),
        )


def _items(words: str) -> int:
    """How many items a list has; the comma-like mark within a title is none."""
    plain = re.sub("复议、|[一二三四五六七八九十]、|.*:", "", words)
    return len([item for item in re.split("[、，；,;。]", plain) if len(item) > 2])
