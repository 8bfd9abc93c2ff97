"""The rule on the statistical period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.numerals import number_of
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.checks.rules.citation import FORMAT
from helpers.form import Report

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
    basis = f"条例第五十条：年度报告；{FORMAT}"
    example = "2023 年报告写“统计期限为2023年1月1日至203年12月31日”：补全年份。"

    _NAMED = re.compile(
        "统计(?:数据)?的?(?:期限|周期|时间|时段|区间|起止|期间|口径时间)|数据(?:统计)?(?:期限|时段|区间|起止)"
    )
    _LOOSELY = re.compile(
        f"{_NAMED.pattern}|(?:所列|所涉|报告|年报|有关|各项|统计)[^。；，]{{0,6}}(?:数据|指标)[^。；，\\d]{{0,6}}(?:自|从|截至|截止)(?:到|于)?(?=[\\d二])"
    )
    _WHOLE = re.compile(r"(\d{4})年(?:度|全年)?(?!\d)")
    _LOST = re.compile(r"\d{5,}月|\d{5,}年|\d{4}[月日]")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each period named as such that isn't the report's year."""
        for passage in reading_of(report).passages:
            first = passage.address == "narrative.preamble"
            for named in (self._LOOSELY if first else self._NAMED).finditer(passage.text):
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
