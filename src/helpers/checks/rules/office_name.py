"""The rule on the office's name in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.names import is_misspelt, is_own_name, names_in
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.citation import FORMAT
from helpers.form import Report


class OfficeName(ReportRule):
    """Where the report names itself, the name is the office's."""

    id = "D-NAME"
    severity = Severity.ERROR
    title = "标题、正文、落款中本机关的名称一致"
    basis = f"条例第四条、第五十条；{FORMAT}"
    example = "机关是青禾镇人民政府，文中写“本报告由青河镇人民政府编制”：改为本机关全称。"

    _FRONT = re.compile(
        r"(?:本报告由|本年报由|现将|现公布|编制单位:|发布(?:机构|单位):|联系单位:|报告单位:|报告机关:|编制机关:|单位名称:|机构名称:|机关名称:|主办单位:|责任单位:|特此报告。?|"
        r"^|(?:^|[。\n])(?:(?:20\d\d年度?|本年度|一年来|今年)[,，]?))$"
    )
    _OWN_ACT = re.compile(
        r"(?:编制|编写|形成|发布|公布|起草)(?:了|的)?(?:本|20\d\d年度?)?(?:年度)?(?:政府信息公开)?(?:工作)?(?:年度)?报告"
    )
    _MADE_BY = re.compile(
        r"(?:本报告|本年报|年度报告)由(?P<name>[一-鿿]{5,30}?)(?=编制|编写|起草|撰写|发布|公布|制作)"
        r"|(?:编制|发布|报告|责任|主办)(?:单位|机关|机构):(?P<label>[一-鿿]{5,30})(?=[。，；\n]|$)"
        r"|(?<=[。\n])(?P<sign>[一-鿿]{5,30})(?=[,，]?\n*(?:20\d\d年\d+月\d+日)?[。\n]*$)"
    )
    _VERB = re.compile(
        "认真|严格|积极|全面|持续|按照|坚持|扎实|深入|切实|高度|围绕|不断|依法|始终|进一步|以|把|共"
    )
    _SHORT = re.compile(
        "(?:^|(?<=[。，\n]))(?P<name>(?![全各我本该每])[一-鿿]{2,4}(?:镇|乡|街道))(?=党委|党工委|政府(?!信息)|高度|始终|按照|认真|坚持|把)"
    )
    _LABEL = re.compile("(?:单位|机构|机关|名称):$")
    _NEW_CLAUSE = re.compile(r"(?:^|[，。；:(\n“]|(?:20\d\d年度?|本年度?|今年))$")
    _NEIGHBOUR = re.compile("[、和与及]|的(?:做法|经验)|等")
    _TO_ASK = re.compile("(?:(?:请|可|敬请)(?:直接)?[与向]|请(?:联系|致电|咨询))$")
    _BEHIND = re.compile(r"20\d\d年度?政府信息公开|网?政府信息公开工作年度报告")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each name in the report's own place that isn't the office's."""
        for passage in reading_of(report).passages:
            short = [match.span("name") for match in self._SHORT.finditer(passage.text)]
            short = short if report.office.name[-1] in "府处" else []
            named = list(names_in(passage.text))
            misspelt = [
                span
                for span in self._in_its_place(passage.text)
                if is_misspelt(passage.text[slice(*span)], report.office.name)
                and span[1] - span[0] == len(report.office.name)
                and not any(start < span[1] and span[0] < end for start, end in named)
            ]
            short += misspelt
            for start, end in [*named, *short]:
                if (start, end) not in short and not self._is_own_place(report, passage, start, end):
                    continue
                labelled = self._LABEL.search(passage.text, max(0, start - 8), start)
                formal = bool(
                    labelled or self._BEHIND.match(passage.text, end) or _signs(passage, start, end)
                )
                if is_own_name(passage.text[start:end], report.office.name, formal=formal):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中“{passage.quote(start, end)}”与本机关名称“{report.office.name}”不一致，请核对改正。",
                    expected=report.office.name,
                    actual=passage.quote(start, end),
                    line=passage.line(start),
                )

    def _in_its_place(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the one who made the report is named, whatever the name ends in."""
        for match in self._MADE_BY.finditer(text):
            yield match.span(match.lastgroup or "name")

    def _is_own_place(self, report: Report, passage: Passage, start: int, end: int) -> bool:
        front, behind = passage.text[max(0, start - 16) : start], passage.text[end : end + 36]
        if self._BEHIND.match(behind):
            return not re.search("[对据照各]$|汇总|指导|参照|审核", front)
        if self._OWN_ACT.match(behind):
            return True
        alike = (
            passage.text[start : start + 2] == report.office.name[:2]
            and passage.text[end - 1] == report.office.name[-1]
        )
        first = passage.address in ("narrative.preamble", "narrative.overview.lead")
        if first and alike and front.endswith("，") and self._VERB.match(behind):
            return True
        if self._NEW_CLAUSE.search(front) and is_misspelt(passage.text[start:end], report.office.name):
            return not self._NEIGHBOUR.match(behind)
        if re.match("网|门户|官网|印发|关于|发布的|的|、|和|与|等|《|指导|召开|组织我|通报|对", behind):
            return False
        if self._TO_ASK.search(front):
            return _is_of_its_kind(passage.text[start:end], report.office.name)
        if match := self._FRONT.search(front):
            by_year = re.search(r"[年来度][,，]?$|[。\n]$|^$", match[0])
            return not by_year or passage.address in ("narrative.preamble", "narrative.overview.lead")
        # At the very end, with a date or nothing behind it: the signature.
        return _signs(passage, start, end)


def _is_of_its_kind(name: str, office: str) -> bool:
    """Whether readers of the one's report are hardly sent to the other: two townships, two bureaus.

    A bureau of data or archives, or the district's own office, may answer for all.
    """
    if re.search("数据|信息|政务|档案", name):
        return False
    township = re.compile("(?:镇|乡)人民政府$|街道办事处$")
    return bool(township.search(name) and township.search(office)) or name[-1] == office[-1] == "局"


def _signs(passage: Passage, start: int, end: int) -> bool:
    """Whether a name at the very end, with a date or nothing behind it, signs the text."""
    return passage.text[max(0, start - 1) : start] in ("。", "\n") and bool(
        re.fullmatch(r"[,，]?\n*(?:20\d\d年\d+月\d+日)?[。\n]*", passage.text[end:])
    )
