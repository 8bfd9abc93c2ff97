"""The workbook's first sheet: whose report it is, how it is filled in, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.intake.workbook import look
from helpers.intake.workbook.drawing import Drawing
from helpers.intake.workbook.names import GUIDE_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.form import Report
    from helpers.intake.workbook.formulas import Spot

IDENTITY = {
    "office.name": "单位名称",
    "office.kind": "单位类别",
    "office.scope": "报告范围",
    "year": "报告年度",
}
"""What the sheet asks of the report itself, by its address in params."""

OFFICES = {"office": "本单位", "district": "全区汇总"}
"""How a report's scope is called."""

KINDS = ("街道", "乡镇", "部门", "政府办公室", "区县政府", "管委会")
"""Kinds of office that are offered; others may be typed."""

_FIRST = 3
_LAST_YEAR = (
    "灰色的是上年的数",
    "只作对照，不用改。表三第二项（上年结转）已按上年报告的第四项填好，与实际不符的请先查清原因。",
)
_STEPS = (
    ("黄色的格子要填", "直接输入数字，不写“件”等单位。没有发生的填 0；空着表示还没有填，不会当作 0。"),
    (
        "蓝色的格子自动算",
        "总计由公式算出，各格填全以后才出数。公式算的和实际统计不一致时，可以直接输入实际的数，核对栏会提示差在哪里。",
    ),
    (
        "看核对栏",
        "表三右边和下边、表四下边有自动核对：绿色“平”表示对得上，红色表示要查。表内全部填完并且都平了再交。",
    ),
    _LAST_YEAR,
    (
        "文字写在“文字”表",
        "每一段写一格，另起一段就换行（Alt＋回车）。不要写单位内部情况和申请人的姓名、电话、证件号码。",
    ),
    (
        "可以做的和不要做的",
        "可以调整行高、列宽，可以从别的表格复制数字（最好“只粘贴数值”）。请不要改表头和栏目名称；工作表有保护，没有密码。",
    ),
    ("填好以后", "存成 .xlsx 交回。用 WPS、LibreOffice 填写也可以。"),
)
_STYLES = {"黄色": look.STEP_INPUT, "蓝色": look.STEP_COMPUTED, "灰色": look.STEP_BESIDE}


def draw_guide(sheet: Any, report: Report, statuses: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """Draw the first sheet.

    Args:
        sheet: The sheet, empty.
        report: Whose workbook it is.
        statuses: The other sheets' titles, each with the formula of how far it has come.

    Returns:
        The cells of `IDENTITY` by address.
    """
    draw = Drawing(sheet, (20, 60, 40))
    draw.put((1, 1), f"{report.year}年{GUIDE_TITLE}", look.HEADING, across=3)
    sheet.row_dimensions[1].height = 32
    values: dict[str, object] = {
        "office.name": report.office.name,
        "office.kind": report.office.kind,
        "office.scope": OFFICES[report.office.scope],
        "year": report.year,
    }
    spots: dict[str, Spot] = {}
    for row, (address, label) in enumerate(IDENTITY.items(), _FIRST):
        draw.put((row, 1), label, look.ROW_LABEL)
        draw.put((row, 2), values[address], look.TO_NAME)
        spots[address] = row, 2
        sheet.row_dimensions[row].height = 20
    draw.validate(
        [spots["office.scope"]],
        type="list",
        formula1=f'"{",".join(OFFICES.values())}"',
        errorTitle="请从列表中选择",
        error="请从列表中选择。",
    )
    draw.validate(
        [spots["office.kind"]],
        type="list",
        formula1=f'"{",".join(KINDS)}"',
        errorStyle="warning",
        errorTitle="列表里没有",
        error="列表里没有这个类别。确实是的可以保留。",
    )
    draw.validate(
        [spots["year"]],
        type="whole",
        operator="between",
        formula1="2019",
        formula2="2100",
        errorTitle="只能填年份",
        error="请填四位的年份。",
    )
    row = _FIRST + len(IDENTITY)
    draw.put((row, 1), "适用格式", look.ROW_LABEL)
    draw.put((row, 2), report.edition.notice, look.TEXT)
    row += 2
    draw.put((row, 1), "填到哪里了", look.HEADER, across=2)
    for title, formula in statuses:
        row += 1
        draw.put((row, 1), title, look.ROW_LABEL)
        draw.formula((row, 2), formula, look.CHECK)
        sheet.row_dimensions[row].height = 24
    draw.colour(f"B{row - len(statuses) + 1}:B{row}", f'B{row - len(statuses) + 1}="已填全"', look.RIGHT)
    row += 2
    draw.put((row, 1), "怎样填", look.HEADER, across=3)
    steps = [step for step in _STEPS if report.previous or step is not _LAST_YEAR]
    for number, (title, text) in enumerate(steps, 1):
        row += 1
        draw.put((row, 1), f"{number}. {title}", _STYLES.get(title[:2], look.STEP))
        draw.put((row, 2), text, look.TEXT, across=2)
        draw.grow(row, {draw.width(2, 3): text})
    draw.finish(freeze=(2, 1), printed=f"A1:C{row}")
    return spots
