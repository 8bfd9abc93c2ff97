"""A title's lines: broken at sense, never inside a word."""

from __future__ import annotations

import re

from helpers.form import Report

_LINE = 20
"""Characters of 二号 on a line of 156 mm."""

_PARTS = re.compile(
    r".+?(?:人民政府|委员会|办公室|办事处"
    r"|(?:自治区|自治州|自治县|自治旗|开发区|街道|[省市区县州镇乡局厅])(?!人民政府|政府|委|办事处)|$)"
)
"""A long office name may be broken behind each of these parts."""


def title_lines(report: Report) -> tuple[str, ...]:
    """The report's title as lines: the office and the year, then what the document is.

    A name too long for one line is broken behind a part of it such as 省, 市 or 人民政府; where none fits, the
    page has to break it.
    """
    lines = [""]
    for piece in [*_PARTS.findall(report.office.name), f"{report.year}年"]:
        if lines[-1] and len(lines[-1]) + len(piece) > _LINE:
            lines.append("")
        lines[-1] += piece
    return (*lines, "政府信息公开工作年度报告")
