"""An empty register to fill in: an Excel sheet with drop-down lists in the form's own words."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.form import edition_of
from helpers.form.model import ordinal
from helpers.intake.register.columns import (
    ANSWERED,
    APPEALS,
    APPLICANT,
    CARRIED,
    CHANNEL,
    CLOSED,
    COLUMNS,
    GROUND,
    NEEDED,
    RECEIVED,
    RESULT,
)
from helpers.intake.register.words import CHANNELS, applicants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHEET = "台账"
_LISTS = "选项"
_NOTES = "填表说明"
_ROWS = 2000
_WIDTHS = {GROUND.key: 40, RESULT.key: 14, APPLICANT.key: 16, "remark": 24, "number": 6}
_DATES = (RECEIVED, ANSWERED, *CLOSED.values())
_GUIDE = (
    "一行是一件申请；一件申请只有一个办理结果，区分处理的只计“部分公开”。",
    "本年收到的和本年办结的都要有：上年收到、本年 1 月 1 日还没有答复的（上年结转），请一并列上。",
    "没有办结的，办理结果和办结日期空着，导入时计入结转下年度。",
    "申请人的姓名、证件号码、住址、联系方式不要写进来；写了也不会读入。",
    "日期写成 2022-03-04；办理结果、具体情形、申请人类型从下拉列表中选。",
    "填好后运行：nianbao import 台账.xlsx --to params/区/单位/年份.yaml，表三、表四由台账算出；不能归类的行会逐行列出。",
)


def template(office: str, year: int, edition: int) -> bytes:
    """An empty register as an Excel workbook.

    Args:
        office: The office's name.
        year: The report's year.
        edition: The edition of the form, whose words the lists hold.
    """
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    choices = book.create_sheet(_LISTS)
    _fill(sheet, office, year)
    _choose(sheet, choices, edition)
    choices.sheet_state = "hidden"
    _explain(book.create_sheet(_NOTES), edition)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, office: str, year: int) -> None:
    styles: Any = import_module("openpyxl.styles")
    letter: Any = import_module("openpyxl.utils").get_column_letter
    title = sheet.cell(1, 1, f"{office} {year} 年政府信息公开申请办理台账")
    title.data_type = "s"
    title.font = styles.Font(size=16, bold=True)
    side = styles.Side(style="thin", color="999999")
    for number, column in enumerate(COLUMNS, 1):
        head = sheet.cell(2, number, column.heading)
        head.font = styles.Font(bold=True)
        head.alignment = styles.Alignment(wrap_text=True, horizontal="center", vertical="center")
        head.border = styles.Border(side, side, side, side)
        needed = column in NEEDED
        head.fill = styles.PatternFill("solid", start_color="FFE699" if needed else "DDEBF7")
        sheet.column_dimensions[letter(number)].width = _WIDTHS.get(column.key, 13)
        if column in _DATES:
            for row in range(3, 3 + _ROWS):
                sheet.cell(row, number).number_format = "yyyy-mm-dd"
    sheet.row_dimensions[2].height = 36
    sheet.freeze_panes = "C3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = import_module("openpyxl.worksheet.properties").PageSetupProperties(
        fitToPage=True
    )
    sheet.print_title_rows = "2:2"


def _choose(sheet: Any, choices: Any, edition: int) -> None:
    validation: Any = import_module("openpyxl.worksheet.datavalidation").DataValidation
    letter: Any = import_module("openpyxl.utils").get_column_letter
    outcomes = [column.label for column in edition_of(edition).table("appeals").blocks[0].columns[:-1]]
    lists: dict[str, Sequence[str]] = {
        APPLICANT.key: applicants(edition),
        CHANNEL.key: tuple(CHANNELS),
        RESULT.key: tuple(groups(edition)),
        GROUND.key: tuple(grounds(edition)),
        CARRIED.key: ("是", "否"),
        **{column.key: outcomes for column in APPEALS.values()},
    }
    for at, (key, words) in enumerate(lists.items(), 1):
        for row, word in enumerate(words, 1):
            choices.cell(row, at, word)
        number = next(index for index, column in enumerate(COLUMNS, 1) if column.key == key)
        source = f"={_LISTS}!${letter(at)}$1:${letter(at)}${len(words)}"
        rule = validation(type="list", formula1=source, allow_blank=True, showErrorMessage=key != CHANNEL.key)
        rule.error, rule.errorTitle = "请从下拉列表中选。", "填写有误"
        rule.add(f"{letter(number)}3:{letter(number)}{2 + _ROWS}")
        sheet.add_data_validation(rule)
    for number, column in enumerate(COLUMNS, 1):
        if column in _DATES:
            rule = validation(
                type="date", operator="greaterThan", formula1="DATE(2008,1,1)", allow_blank=True
            )
            rule.error, rule.errorTitle = "请写日期，如 2022-03-04。", "填写有误"
            rule.showErrorMessage = True
            rule.add(f"{letter(number)}3:{letter(number)}{2 + _ROWS}")
            sheet.add_data_validation(rule)


def groups(edition: int) -> Iterator[str]:
    """The kinds of results as the form names them, without numbering: 予以公开, 部分公开, 不予公开 and so on."""
    seen = dict.fromkeys(row.labels[1] for row in edition_of(edition).table("applications").rows if row.leaf)
    for label in seen:
        yield label.removeprefix(ordinal(label)).split("（")[0]


def grounds(edition: int) -> Iterator[str]:
    """The grounds under 不予公开 and the following, each with its group, for 其他 alone says nothing."""
    for row in edition_of(edition).table("applications").rows:
        if row.leaf and len(row.labels) > 2:
            group, ground = row.labels[1], row.labels[2]
            yield f"{group.removeprefix(ordinal(group))}：{ground.split('.', 1)[1]}"


def _explain(sheet: Any, edition: int) -> None:
    styles: Any = import_module("openpyxl.styles")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    sheet.cell(1, 1, _NOTES).font = styles.Font(size=14, bold=True)
    for row, text in enumerate(_GUIDE, 2):
        sheet.cell(row, 1, f"{row - 1}.")
        sheet.cell(row, 2, text).alignment = styles.Alignment(wrap_text=True, vertical="top")
    start = len(_GUIDE) + 3
    sheet.cell(start, 1, "列").font = sheet.cell(start, 2, "填什么").font = styles.Font(bold=True)
    for row, column in enumerate(COLUMNS, start + 1):
        sheet.cell(row, 1, column.heading)
        sheet.cell(row, 2, column.hint + ("（必填）" if column in NEEDED[:2] else ""))
    sheet.cell(start + len(COLUMNS) + 2, 1, f"格式：{edition_of(edition).notice}")
