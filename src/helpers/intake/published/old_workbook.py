"""Excel workbooks of the old kind: values as Excel last computed them, formulas aren't known."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS
from helpers.intake.published.sheet_parts import parts_of, typed
from helpers.intake.published.source import Cell, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

    from helpers.intake.published.source import Grid, Line

_letter: Any = import_module("openpyxl.utils").get_column_letter


def read_xls(data: bytes, name: str) -> Source:
    """Read an Excel workbook of the old kind (.xls).

    Raises:
        UnreadableError: It is damaged, has a password, is too big, or holds nothing.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
        parts: list[Line | Grid] = []
        for title, sheet in sheets:
            if sheet.total_height * sheet.total_width > MAX_CELLS:
                raise UnreadableError(f"{name}：工作表超过 {MAX_CELLS} 格，不像一份年报，请删去多余的行列。")
            covered = set(_covered(sheet))
            rows = []
            for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
                cells = [
                    Cell(
                        typed(value),
                        Place(sheet=title, cell=f"{_letter(column)}{number}"),
                        column - 1,
                    )
                    for column, value in enumerate(values, 1)
                    if (number, column) not in covered
                ]
                rows.append(tuple(cells))
            parts += parts_of(rows)
    except (CalamineError, ValueError, OSError) as error:
        word = (
            "有密码，请先去掉密码再导入"
            if "assword" in str(error)
            else "不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx"
        )
        raise UnreadableError(f"{name}：{word}。") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust raises where it would end the process
            raise
        raise UnreadableError(f"{name}：不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx。") from None
    if not parts:
        raise UnreadableError(f"{name}：工作簿里没有内容，请检查。")
    return Source(name, "xls", tuple(parts))


def _covered(sheet: CalamineSheet) -> Iterator[tuple[int, int]]:
    """Row and column, counted from 1, of the cells that merged ones cover."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, sheet.total_height) + 1):
            for column in range(left, min(right, sheet.total_width) + 1):
                if (row, column) != (top, left):
                    yield row + 1, column + 1
