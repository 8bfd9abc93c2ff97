"""Excel workbooks: each sheet a grid, merged cells counted out, formulas never evaluated."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS
from helpers.intake.published.sheet_parts import parts_of, typed
from helpers.intake.published.source import Cell, Grid, Line, Place, Source
from helpers.intake.published.zipped import check_zip
from helpers.intake.workbook import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterator

_load: Any = import_module("openpyxl").load_workbook
_bounds: Any = import_module("openpyxl.utils.cell").range_boundaries
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=[\"']([A-Za-z0-9:$]{2,40})[\"']")


def read_xlsx(data: bytes, name: str) -> Source:
    """Read an Excel workbook (.xlsx, .xlsm).

    What Excel itself last computed stands for a formula; where nothing was computed, the cell is empty and a note
    says so.

    Raises:
        UnreadableError: It is damaged, has a password, is too big, or holds nothing.
    """
    if is_ours(data):
        from helpers.intake.workbook.read import read

        return read(data, name)
    remarks = list(check_zip(data, name, "xl/workbook.xml"))
    _check_merged(data, name)
    try:
        book = _load(io.BytesIO(data), data_only=True, keep_links=False)
        formulas = _load(io.BytesIO(data), data_only=False, keep_links=False)
    except MemoryError:
        raise
    except Exception:  # a damaged file makes the parser fail in any way
        raise UnreadableError(f"{name}：不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx。") from None
    parts: list[Line | Grid] = []
    size = 0
    for sheet in book.worksheets:
        rows, columns = _extent(formulas[sheet.title])
        size += rows * columns
        if size > MAX_CELLS:
            raise UnreadableError(f"{name}：工作表超过 {MAX_CELLS} 格，不像一份年报，请删去多余的行列。")
        if sheet.sheet_state != "visible":
            remarks.append(f"工作表“{sheet.title}”是隐藏的，没有读入")
            continue
        uncomputed = [
            cell.coordinate
            for row in formulas[sheet.title].iter_rows(max_row=rows or 1, max_col=columns or 1)
            for cell in row
            if cell.data_type == "f" and sheet[cell.coordinate].value is None
        ]
        if uncomputed:
            where = "、".join(f"{sheet.title}!{place}" for place in uncomputed[:5])
            remarks.append(f"公式没有算出的值，按没有填写读取：{where}{'等' if len(uncomputed) > 5 else ''}")
        parts += parts_of(_rows(sheet, rows, columns))
    if not parts:
        raise UnreadableError(f"{name}：工作簿里没有内容，请检查。")
    return Source(
        name, "xlsx", tuple(parts), sum(len(sheet._images) for sheet in book.worksheets), tuple(remarks)
    )


def first_rows(data: bytes, count: int) -> Iterator[list[str]]:
    """The first rows of each sheet in which anything stands, without the rest; none of a form of the kit's own.

    Raises:
        UnreadableError: It is no workbook that may be unpacked.
    """
    if is_ours(data):
        return
    check_zip(data, "", "xl/workbook.xml")
    book = _load(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = ([typed(value) for value in row] for row in sheet.iter_rows(values_only=True))
        yield from islice(filter(any, rows), count)


def _check_merged(data: bytes, name: str) -> None:
    """Refuse merged cells over so much of a sheet that openpyxl, which makes each cell, would never end."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                ranges = (_area(found[1].decode()) for found in _MERGED.finditer(archive.read(part)))
                if sum(ranges) > MAX_CELLS:
                    raise UnreadableError(f"{name}：合并单元格过大，不像一份年报，请取消多余的合并。")


def _area(reference: str) -> int:
    try:
        left, top, right, bottom = _bounds(reference)
    except (ValueError, TypeError):
        return 0
    area: int = abs(((right or left or 1) - (left or 1) + 1) * ((bottom or top or 1) - (top or 1) + 1))
    return area


def _extent(sheet: Any) -> tuple[int, int]:
    """Rows and columns in which anything stands; formats often go on to the sheet's end, and are none."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


def _rows(sheet: Any, last: int, width: int) -> Iterator[tuple[Cell, ...]]:
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], int] = {}
    for merged in sheet.merged_cells.ranges:
        spans[merged.min_row, merged.min_col] = merged.max_col - merged.min_col + 1
        for row in range(merged.min_row, min(merged.max_row, last) + 1):
            covered |= {(row, column) for column in range(merged.min_col, min(merged.max_col, width) + 1)}
        covered.discard((merged.min_row, merged.min_col))
    for row in sheet.iter_rows(max_row=last or 1, max_col=width or 1):
        cells = [
            Cell(
                typed(cell.value),
                Place(sheet=sheet.title, cell=cell.coordinate),
                cell.column - 1,
                spans.get((cell.row, cell.column), 1),
            )
            for cell in row
            if (cell.row, cell.column) not in covered
        ]
        if cells:
            yield tuple(cells)
