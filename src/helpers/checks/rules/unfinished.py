"""A text that still has a place for somebody to write in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule, label_of
from helpers.checks.values import show
from helpers.form import Report


class Unfinished(ReportRule):
    """No 〔待填写〕 is left, such as the roll-up puts where only a person can write."""

    id = "D-TODO"
    severity = Severity.ERROR
    title = "文中没有留着〔待填写〕的地方"
    basis = "条例第五十条：年度报告应当包括的内容不能遗漏"
    example = "监督保障里还留着“〔待填写：责任追究的情况和结果〕”：写上情况和结果，再去掉这个标记。"

    _MARK = re.compile(r"[〔［\[【]待填写[^〕］\]】\n]*[〕］\]】]?")

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each such place."""
        for address, text in report.narrative.texts():
            if "待填写" not in text.raw:
                continue
            for found in self._MARK.finditer(text.value):
                place = label_of(report.edition, address) or "正文"
                yield self.finding(
                    report,
                    address,
                    f"{place}：“{show(found[0])}”还没有写，请写好后去掉这个标记。",
                    line=text.line_at(found.start()),
                )
