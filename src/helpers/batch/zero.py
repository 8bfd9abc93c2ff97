"""A report with nothing in it, to go the way of a report with."""

from __future__ import annotations

from helpers.form import EDITIONS, Figures, Narrative, Office, Report, Text

_TEXT = """
2020年，收到政府信息公开申请0件，同比增长0%，比上年增加0件，其中自然人0件；予以公开0件，占0%；部分公开0件；不予公开0件；
无法提供0件；不予处理0件；其他处理0件；结转下年度0件。行政复议0件，行政诉讼0件，制发规范性文件零件，行政处罚0件，收费0万元。

- （一）问题：联系电话、邮箱 a@example.cn 和网址 https://example.cn 没有公开。
""".strip()
"""Words that rules look for, so that their patterns are compiled; no sentence of a report."""


def zero_report(edition: int = 2021) -> Report:
    """A report that is readable and balances: every figure is 0, every required text a word."""
    form = EDITIONS[edition]
    parts = {
        f"{section.key}.{part.key}" if part.key else section.key: Text(_TEXT)
        for section in form.sections
        for part in section.parts
        if part.required
    }
    figures = Figures(form, dict.fromkeys(form.fields, 0))
    return Report(
        Office("示例机关", "部门"),
        form.years.start,
        form,
        figures,
        Narrative(parts, preamble=Text("**例**。")),
    )
