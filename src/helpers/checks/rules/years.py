"""Rules on years and dates: another year left in the text, and when the report was due."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from helpers.checks.finding import Finding, Severity
from helpers.checks.profile import PLAIN, MonthDay, Profile
from helpers.checks.prose.numerals import figures, number_of
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report

_BY_LAW: Mapping[str, MonthDay] = {"office": (1, 31), "district": (3, 31)}


class OtherYear(ReportRule):
    """No other year stands where the report's own should: last year's text with a new title."""

    id = "XY-TITLE"
    severity = Severity.WARNING
    excusable = True
    title = "文中没有该写报告年度却写了别的年份的地方"
    basis = "条例第五十条：报告上一年度情况；统计勾稽：沿用上年文本时年份容易漏改"
    example = "2023 年报告里写“2022年，我局共发布信息312条”：改为本年的年份和数字。"

    _YEAR = re.compile(r"(?P<year>20\d\d|二[〇零]二[〇零一二三四五六七八九])年")
    _INTENDED = re.compile("将|计划|拟|下一步|继续|力争|预计|打算|进一步|要|争取|起|前")
    _TITLE = re.compile(r"(?:度)?政府信息公开(?:工作)?(?:年度)?(?:年报|报告)")
    _ABOUT = re.compile(
        "(?:对照?|针对|根据|按照|参照|较|比|与|同|在|对比|对于|依据|围绕|落实|《)(?:我[局镇乡街道区县办]+|本[局镇乡机关单位]+)?$"
    )
    _COMPARED = re.compile("[比较与同由从自至到—-](?:上年即)?$|相比|[比较与同由从自].{0,10}、$")
    _HISTORY = re.compile(
        "以来|起|至今|以前|之前|印发|施行|制定|出台|建成|成立|启用|上线|开通|设立|立项|修订|修正|公布施行|改革|结转|转入|转来|遗留|收到的|移交|相比|同期|底的|年间|期间|延续|以后"
    )
    _OWN = re.compile(
        r"(?:度|全年|来)?(?:[,，]|全年|我[局镇乡街道区县市办委厅]|本[局镇乡区县市机关单位]|全[区县市镇乡局]|共|累计|里|中(?!央)|是|以|围绕|坚持|认真|深入|按照|主动|发布|组织|开展|推进|加强|依法)"
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each year before the report's that stands for the report's own."""
        for passage in reading_of(report).passages:
            for match in self._YEAR.finditer(passage.text):
                year = int(number_of(match["year"]) or 0)
                if year != report.year and self._stands_for_this(report, passage, match, year):
                    yield self.finding(
                        report,
                        passage.address,
                        f"文中“{passage.clause(match.start(), match.end())}”写的是 {year} 年，本报告是 {report.year} 年度的，"
                        "请核对是否沿用了上年的文字。",
                        expected=report.year,
                        actual=year,
                        line=passage.line(match.start()),
                    )

    def _stands_for_this(self, report: Report, passage: Passage, match: re.Match[str], year: int) -> bool:
        text = passage.text
        left, right = passage.sentence_at(match.start())
        front, behind = text[max(left, match.start() - 14) : match.start()], text[match.end() : right]
        if _inside_title(text[left : match.start()]):
            return False
        if self._TITLE.match(behind):
            return not self._ABOUT.search(front)
        sentence = text[left:right]
        if re.search("截[至止]$", front):
            return bool(re.match("12月31日|年?底|末", behind))
        if (
            str(report.year) in sentence
            or behind.startswith("版")
            or "统计期限" in sentence
            or self._COMPARED.search(front)
        ):
            return False
        if year < report.year - 2 or re.match(r"(?:度)?[底末初]|\d{1,2}月", behind):
            return False
        clause = behind[: min((at for mark in "。；" if (at := behind.find(mark)) >= 0), default=40)]
        if self._HISTORY.search(clause[:16]):
            return False
        if year > report.year and (
            year > report.year + 1
            or self._INTENDED.search(sentence)
            or not (figures(clause) or re.search("全年|取得|完成了|[^，。；]{2}了", sentence))
        ):
            return False
        starts = front == "" or front[-1] in "，。；：:(“" or front.endswith(("回顾", "过去的"))
        starts = starts or bool(re.search("(?:^|[，。；])(?:我|本)[局镇乡街道区县市办委厅]+$", front))
        return starts and bool(self._OWN.match(behind) or front.endswith(("回顾", "过去的")))


def _inside_title(front: str) -> bool:
    return front.count("《") > front.count("》") or front.count("[") > front.count("]")


class DueDate(ReportRule):
    """A date at the report's end isn't after the day by which the law wants it public."""

    id = "TM-DUE"
    severity = Severity.WARNING
    excusable = True
    title = "落款日期不晚于法定的或本地区规定的公布期限"
    basis = "条例第四十九条：部门于每年 1 月 31 日前、政府于每年 3 月 31 日前公布上一年度报告"
    example = "2022 年度报告落款 2023 年 2 月 20 日：部门应在 2023 年 1 月 31 日前公布。"

    _DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日[。\n]*$")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield a date of signing that is too late for the law."""
        return self.check_for(report, PLAIN)

    def check_for(self, report: Report, profile: Profile) -> Iterator[Finding]:
        """Yield a date of signing that is too late for the law, or for the district where that sets a day."""
        for address in ("narrative.other", "narrative.preamble"):
            passage = reading_of(report).passage(address)
            match = self._DATE.search(passage.text) if passage else None
            if passage is None or match is None:
                continue
            year, month, day = (int(part) for part in match.groups())
            due = due_date(report, profile.deadlines)
            try:
                signed = date(year, month, day)
            except ValueError:
                continue
            if due < signed and signed.year == due.year:
                yield self.finding(
                    report,
                    address,
                    f"落款日期 {match[0].strip()[:12]} 晚于{self._whose(report, due)}公布期限 "
                    f"{due.year} 年 {due.month} 月 {due.day} 日，请核对。",
                    expected=due.isoformat(),
                    actual=signed.isoformat(),
                    line=passage.line(match.start()),
                )

    def _whose(self, report: Report, due: date) -> str:
        return "条例规定的" if due == due_date(report) else "本地区规定的"


def due_date(report: Report, deadlines: Mapping[str, MonthDay] = PLAIN.deadlines) -> date:
    """The day by which a report must be public (条例第四十九条), or the superior's own where it set one.

    Args:
        report: The report.
        deadlines: Month and day by scope, as a district's file sets them; 02-29 is the month's last day.
    """
    scope = "district" if report.office.scope == "district" or "县政府" in report.office.kind else "office"
    month, day = deadlines.get(scope, _BY_LAW[scope])
    year = report.year + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
