"""Rules on the report's sections: which there are, and what stands instead of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.citation import FORMAT
from helpers.form import Report


class Sections(ReportRule):
    """No text brings a numbered section of its own: the six official ones are printed in their order.

    Params hold the sections by key, so none can be missing or misplaced; only a heading within a text can
    add to them.
    """

    id = "D-SEC"
    severity = Severity.ERROR
    title = "报告只有格式规定的六个部分，顺序和标题与格式一致，正文里不另起一级标题"
    basis = f"条例第五十条；{FORMAT}：六个部分的标题和顺序"
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


class TablesAsText(ReportRule):
    """The statutory tables are the form's own, not pictures or tables within a text."""

    id = "D-TBLIMG"
    severity = Severity.ERROR
    title = "法定表格不以图片或正文里的表格代替"
    basis = f"{FORMAT}：第二、三、四部分以表格形式报告"
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
