"""Excel workbooks: each sheet a grid, merged cells counted out, formulas never evaluated."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Line, Place, Source
from helpers.intake.published.zipped import check_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 60
_LONG = 60


def read_xlsx(data: bytes, name: str) -> Source:
    """Read an Excel workbook (.xlsx, .xlsm).

    What Excel itself last computed stands for a formula; where nothing was computed, the cell is empty and a note
    says so.

    Raises:
        UnreadableError: It is damaged, has a password, is too big, or holds nothing.
    """
    remarks = list(check_zip(data, name, "xl/workbook.xml"))
    load_workbook: Any = import_module("openpyxl").load_workbook

    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile):
        raise UnreadableError(f"{name}：不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx。") from None
    parts: list[Line | Grid] = []
    size = 0
    for sheet in book.worksheets:
        size += (sheet.max_row or 0) * min(sheet.max_column or 0, 16384)
        if size > MAX_CELLS:
            raise UnreadableError(f"{name}：工作表超过 {MAX_CELLS} 格，不像一份年报，请删去多余的行列。")
        if sheet.sheet_state != "visible":
            remarks.append(f"工作表“{sheet.title}”是隐藏的，没有读入")
            continue
        uncomputed = [
            cell.coordinate
            for row in formulas[sheet.title].iter_rows()
            for cell in row
            if cell.data_type == "f" and sheet[cell.coordinate].value is None
        ]
        if uncomputed:
            where = "、".join(f"{sheet.title}!{place}" for place in uncomputed[:5])
            remarks.append(f"公式没有算出的值，按没有填写读取：{where}{'等' if len(uncomputed) > 5 else ''}")
        parts += _parts(_rows(sheet))
    if not parts:
        raise UnreadableError(f"{name}：工作簿里没有内容，请检查。")
    return Source(
        name, "xlsx", tuple(parts), sum(len(sheet._images) for sheet in book.worksheets), tuple(remarks)
    )


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], int] = {}
    for merged in sheet.merged_cells.ranges:
        spans[merged.min_row, merged.min_col] = merged.max_col - merged.min_col + 1
        for row in range(merged.min_row, min(merged.max_row, merged.min_row + MAX_CELLS // 10) + 1):
            covered |= {(row, column) for column in range(merged.min_col, min(merged.max_col, 500) + 1)}
        covered.discard((merged.min_row, merged.min_col))
    for row in sheet.iter_rows():
        cells = [
            Cell(
                _text(cell.value),
                Place(sheet=sheet.title, cell=cell.coordinate),
                cell.column - 1,
                spans.get((cell.row, cell.column), 1),
            )
            for cell in row
            if (cell.row, cell.column) not in covered
        ]
        if cells:
            yield tuple(cells)


def read_xls(data: bytes, name: str) -> Source:
    """Read an Excel workbook of the old kind (.xls).

    Raises:
        UnreadableError: It is damaged, has a password, is too big, or holds nothing.
    """
    get_column_letter: Any = import_module("openpyxl.utils").get_column_letter
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
        parts: list[Line | Grid] = []
        for title, sheet in sheets:
            if sheet.total_height * sheet.total_width > MAX_CELLS:
                raise UnreadableError(f"{name}：工作表超过 {MAX_CELLS} 格，不像一份年报，请删去多余的行列。")
            rows = []
            for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
                cells = [
                    Cell(
                        _text(value),
                        Place(sheet=title, cell=f"{get_column_letter(column)}{number}"),
                        column - 1,
                    )
                    for column, value in enumerate(values, 1)
                ]
                rows.append(tuple(cells))
            parts += _parts(rows)
    except (CalamineError, ValueError, OSError) as error:
        word = (
            "有密码，请先去掉密码再导入"
            if "assword" in str(error)
            else "不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx"
        )
        raise UnreadableError(f"{name}：{word}。") from None
    if not parts:
        raise UnreadableError(f"{name}：工作簿里没有内容，请检查。")
    return Source(name, "xls", tuple(parts))


def _parts(rows: Any) -> Iterator[Line | Grid]:
    """Rows as grids; a row that is one long text, or a heading, is running text."""
    held: list[tuple[Cell, ...]] = []
    rows = list(rows)
    # Empty cells count up to the last column in which anything stands; formats beyond it are none.
    width = max((cell.column for row in rows for cell in row if cell.text), default=-1)
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and _is_text(filled[0].text):
            if held:
                yield Grid(tuple(held))
                held = []
            for piece in filled[0].text.split("\n"):
                if piece.strip():
                    yield Line(piece.strip(), filled[0].place, escape(piece.strip()))
            continue
        if filled:
            held.append(
                tuple(
                    Cell(" ".join(cell.text.split()), cell.place, cell.column, cell.span)
                    for cell in row
                    if cell.column <= width
                )
            )
    if held:
        yield Grid(tuple(held))


def _is_text(text: str) -> bool:
    from helpers.intake.published.headings import section_of

    return (
        len(text) > _LONG
        or "\n" in text
        or "。" in text
        or section_of(text) is not None
        or "年度报告" in text
    )


def _text(value: object) -> str:
    """A cell's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
    return clean(str(value)).strip()
