"""Rules on the report as a document: its sections, what it cites, what period it covers, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.names import is_own_name, names_in
from helpers.checks.prose.numerals import number_of
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report

_FORMAT = "国办公开办函〔2021〕30号"


class Sections(ReportRule):
    """No text brings a numbered section of its own: the six official ones are printed in their order.

    Params hold the sections by key, so none can be missing or misplaced; only a heading within a text can
    add to them.
    """

    id = "D-SEC"
    severity = Severity.ERROR
    title = "报告只有格式规定的六个部分，顺序和标题与格式一致，正文里不另起一级标题"
    basis = f"条例第五十条；{_FORMAT}：六个部分的标题和顺序"
    example = "在其他需要报告的事项里另起“七、下一步打算”：并入第五部分的改进措施。"

    _HEADING = re.compile(
        r"^[ \t#*]*(?P<title>[一二三四五六七八九十]{1,2}、[^。；，\n]{2,30}?)[*：: \t]*$", re.MULTILINE
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each line that looks like a heading of the first level."""
        official = {section.title for section in report.edition.sections}
        for passage in reading_of(report).passages:
            value = passage.source.value
            headings = list(self._HEADING.finditer(value))
            # A list of points 一、二、 within a part is the office's own affair.
            if not headings or passage.address.startswith("narrative.preamble"):
                continue
            for heading in headings:
                title = heading["title"].strip()
                known = title in official or _looks_like_a_section(title)
                if not known and not title.startswith(("七、", "八、")):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"正文里的“{title}”像是一级标题，六个部分的标题由格式统一印出，请删去标题，内容并入相应部分。",
                    actual=title,
                    line=passage.source.line_at(heading.start("title")),
                )


def _looks_like_a_section(title: str) -> bool:
    words = ("总体情况", "主动公开政府信息情况", "收到和处理", "行政复议", "主要问题", "其他需要报告")
    return any(word in title for word in words)


_NOTHING = re.compile(
    r"(?:本年度|目前|暂|我[局镇乡区县]|本[局镇乡机关单位]+|均|尚)*(?:无|没有|不存在|未发现|不涉及|空)?"
    r"(?:明显|突出|重大|需要改进|存在)*(?:的)?(?:问题|不足|困难|情况|措施|需要改进)?"
)


class EmptySectionFive(ReportRule):
    """Section five says something: what is wrong, and what is done about it."""

    id = "D-EMPTY5"
    severity = Severity.ERROR
    title = "第五部分写出存在的主要问题和改进情况，不是空白、“无”或寥寥几字"
    basis = f"条例第五十条第（四）项；{_FORMAT}"
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


class Citation(ReportRule):
    """From 2021 on the format is the notice of 2021; the trial one of 2019 is cited only as history."""

    id = "D-CITE"
    severity = Severity.ERROR
    title = "2021 年度起的报告不引用已被取代的 60 号试行格式"
    basis = f"{_FORMAT}取代国办公开办函〔2019〕60号"
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
                    f"文中引用“{passage.quote(match.start(), match.end())}”，{report.year} 年度报告适用的是{_FORMAT}，请改正。",
                    expected=_FORMAT,
                    actual=passage.quote(match.start(), match.end()),
                    line=passage.line(match.start()),
                )


_NUMBER = "[〇零一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?:(?P<year>\d{{1,6}}|{_NUMBER}{{2,5}})[年.])?(?P<month>\d{{1,2}}|{_NUMBER}{{1,3}})(?:[月.]|(?=[-—~至到]\d{{1,2}}月))"
    rf"(?:(?P<day>\d{{1,2}}|{_NUMBER}{{1,3}})(?:[日号]|(?![\d月.])))?"
)


class Period(ReportRule):
    """The statistical period is the report year's 1 January to 31 December, no digit lost."""

    id = "D-PERIOD"
    severity = Severity.ERROR
    title = "文中的统计期限是报告年度的 1 月 1 日至 12 月 31 日，数字没有缺漏"
    basis = f"条例第五十条：年度报告；{_FORMAT}"
    example = "2023 年报告写“统计期限为2023年1月1日至203年12月31日”：补全年份。"

    _NAMED = re.compile(
        "统计(?:数据)?的?(?:期限|周期|时间|时段|区间|起止|期间|口径时间)|数据(?:统计)?(?:期限|时段|区间|起止)"
    )
    _WHOLE = re.compile(r"(\d{4})年(?:度|全年)?(?!\d)")
    _LOST = re.compile(r"\d{5,}月|\d{5,}年|\d{4}[月日]")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each period named as such that isn't the report's year."""
        for passage in reading_of(report).passages:
            for named in self._NAMED.finditer(passage.text):
                _, end = passage.sentence_at(named.start())
                window = passage.text[named.end() : min(end, named.end() + 48)]
                if not re.search(r"[\d〇一二三四五六七八九]", window) or self._is_right(report.year, window):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中“{passage.clause(named.start(), named.end())}”，统计期限应为 {report.year} 年 1 月 1 日至 "
                    "12 月 31 日，请改正。",
                    expected=f"{report.year}-01-01/{report.year}-12-31",
                    line=passage.line(named.start()),
                )

    def _is_right(self, year: int, window: str) -> bool:
        if self._LOST.search(window):
            return False
        dates = [
            {name: None if words is None else number_of(words) for name, words in match.groupdict().items()}
            for match in _DATE.finditer(window)
        ][:2]
        if any(found["year"] not in (None, year) for found in dates):
            return False
        if not dates:
            whole = self._WHOLE.search(window)
            return whole is None or int(whole[1]) == year
        first, last = dates[0], dates[-1]
        ends = last["month"] == 12 and last["day"] in (None, 31)
        return ends and (len(dates) == 1 or (first["month"] == 1 and first["day"] in (None, 1)))


class SectionCount(ReportRule):
    """Where the text says of how many parts the report is made and lists them, the list has as many."""

    id = "D-COUNT"
    severity = Severity.WARNING
    excusable = True
    title = "文中说报告由几部分组成的，与所列的部分一样多"
    basis = f"{_FORMAT}：报告共六个部分"
    example = "文中写“由六部分组成”却只列出五个标题：补上缺的一个。"

    _SAID = re.compile(
        r"(?P<number>[一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节|章|项内容|方面内容)(?!的)"
    )
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
                    "等[一二三四五六七八九十\\d]", sentence
                ):
                    continue
                found = [title for title in self._TITLES if re.search(title, sentence)]
                number = number_of(said["number"])
                if len(found) < 3 or number is None:
                    continue
                told = re.match(
                    r"[^。；]{0,12}?(?::|分别[为是]|包括|即|依次[为是])", sentence[said.end() - start :]
                )
                items = _items(
                    sentence[said.end() - start + told.end() :] if told else sentence[: said.start() - start]
                )
                if number in (len(found), items):
                    continue
                yield self.finding(
                    report,
                    passage.address,
                    f"文中说“{passage.quote(said.start(), said.end())}”，而列出的是 {len(found)} 部分，格式规定六个部分，请核对。",
                    expected=len(found),
                    actual=int(number),
                    line=passage.line(said.start()),
                )


def _items(words: str) -> int:
    """How many items a list has; the comma-like mark within a title is none."""
    plain = re.sub("复议、|[一二三四五六七八九十]、|.*:", "", words)
    return len([item for item in re.split("[、，；,;。]", plain) if len(item) > 2])


class OfficeName(ReportRule):
    """Where the report names itself, the name is the office's."""

    id = "D-NAME"
    severity = Severity.ERROR
    title = "标题、正文、落款中本机关的名称一致"
    basis = f"条例第四条、第五十条；{_FORMAT}"
    example = "机关是青禾镇人民政府，文中写“本报告由青河镇人民政府编制”：改为本机关全称。"

    _FRONT = re.compile(
        r"(?:本报告由|本年报由|现将|现公布|编制单位:|发布(?:机构|单位):|联系单位:|报告单位:|报告机关:|编制机关:|单位名称:|机构名称:|机关名称:|主办单位:|责任单位:|特此报告。?|"
        r"^|(?:^|[。\n])(?:(?:20\d\d年度?|本年度|一年来|今年)[,，]?))$"
    )
    _OWN_ACT = re.compile(
        r"(?:编制|编写|形成|发布|公布|起草)(?:了|的)?(?:本|20\d\d年度?)?(?:年度)?(?:政府信息公开)?(?:工作)?(?:年度)?报告"
    )
    _VERB = re.compile(
        "认真|严格|积极|全面|持续|按照|坚持|扎实|深入|切实|高度|围绕|不断|依法|始终|进一步|以|把|共"
    )
    _SHORT = re.compile(
        "(?:^|(?<=[。，\n]))(?P<name>(?![全各我本该每])[一-鿿]{2,4}(?:镇|乡|街道))(?=党委|党工委|政府(?!信息)|高度|始终|按照|认真|坚持|把)"
    )
    _BEHIND = re.compile(r"20\d\d年度?政府信息公开|网?政府信息公开工作年度报告")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each name in the report's own place that isn't the office's."""
        for passage in reading_of(report).passages:
            short = [match.span("name") for match in self._SHORT.finditer(passage.text)]
            short = short if report.office.name[-1] in "府处" else []
            for start, end in [*names_in(passage.text), *short]:
                if (start, end) not in short and not self._is_own_place(report, passage, start, end):
                    continue
                formal = bool(self._BEHIND.match(passage.text, end))
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
        if re.match("网|门户|官网|印发|关于|发布的|的|、|和|与|等|《|指导|召开|组织我|通报|对", behind):
            return False
        if match := self._FRONT.search(front):
            by_year = re.search(r"[年来度][,，]?$|[。\n]$|^$", match[0])
            return not by_year or passage.address in ("narrative.preamble", "narrative.overview.lead")
        # At the very end, with a date or nothing behind it: the signature.
        return bool(re.search("[。\n]$", front)) and bool(
            re.fullmatch(r"[,，]?\n*(?:20\d\d年\d+月\d+日)?[。\n]*", passage.text[end:])
        )


class TablesAsText(ReportRule):
    """The statutory tables are the form's own, not pictures or tables within a text."""

    id = "D-TBLIMG"
    severity = Severity.ERROR
    title = "法定表格不以图片或正文里的表格代替"
    basis = f"{_FORMAT}：第二、三、四部分以表格形式报告"
    example = "正文里插入表三的截图：删去图片，数字填入表三。"

    _PICTURE = re.compile(r"!\[[^\]]{0,80}\]|<img\b|(?:详)?见(?:下|附)?图(?:片)?(?:所示)?的?表")
    _ROW = re.compile(r"^[ \t]*\|.*(?:新收|结转|予以公开|行政许可|规范性文件).*\|[ \t]*$", re.MULTILINE)

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each picture, and each table that repeats a statutory one."""
        for passage in reading_of(report).passages:
            value = passage.source.value
            for pattern, what in ((self._PICTURE, "图片"), (self._ROW, "表格")):
                if match := pattern.search(value):
                    yield self.finding(
                        report,
                        passage.address,
                        f"正文里有{what}，法定表格由格式统一印出，数字请填入表格，正文里的{what}请删去。",
                        line=passage.source.line_at(match.start()),
                    )
