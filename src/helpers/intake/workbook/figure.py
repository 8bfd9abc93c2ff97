"""A figure's cell as a value: typed, pasted as text, computed by the workbook's own formula, or nothing sure."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from helpers.intake.published.cells import CellRead
from helpers.intake.published.source import Place
from helpers.intake.published.values import amount_of, is_empty
from helpers.intake.workbook.formulas import is_total, named, parts_of_stocks, parts_of_totals, stock_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.form import Field, Value
    from helpers.intake.workbook.content import Saved
    from helpers.intake.workbook.formulas import Spot
    from helpers.intake.workbook.locate import Located

_EMPTY = "没有填写"
_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; what a formula leaves behind them is noise (0.30000000000000004)."""


def read_figures(
    located: Located, fields: tuple[Field, ...], anchors: Mapping[str, Spot], edition: int
) -> Iterator[CellRead]:
    """The figures of a table.

    Args:
        located: Where they stand.
        fields: The table's cells.
        anchors: Where their names point to, which is what the workbook's own formulas refer to.
        edition: Number of the form's edition.
    """
    cells = {field.address: _read(located, field) for field in fields}
    reader = _Formulas(located, cells, anchors)
    stocks, totals = parts_of_stocks(edition), parts_of_totals(edition)
    for address, (plus, minus) in stocks.items():
        if address in cells:
            reader.stock(address, plus, minus)
    # 总计 of the row （七）总计 is the sum of sums, which are read before it.
    for address in sorted(
        totals.keys() & cells.keys(), key=lambda address: cells[address].field.column.key == "total"
    ):
        reader.total(address, totals[address])
    yield from cells.values()


def _read(located: Located, field: Field) -> CellRead:
    page, spot = located.page, located.spots.get(field.address)
    if page is None:
        return CellRead(field, missing="没有找到这个表的工作表，可能已被删除")
    if spot is None:
        return CellRead(field, missing="没有找到这一格，行、列或标签可能已被删除")
    how = (
        "place"
        if field.address in located.unlabelled
        else "moved"
        if field.address in located.moved
        else "form"
    )
    read = CellRead(field, place=Place(sheet=page.title, cell=named(spot)), how=how, text="")
    _value(read, page.at(spot))
    if read.value is None and not read.missing:
        read.missing = _EMPTY
    swallowed = next(
        (f"{named(first)}:{named(last)}" for first, last in page.merged if first == spot and first != last),
        "",
    )
    others = (other for address, other in located.spots.items() if address != field.address)
    if swallowed and any(page.at(other).covered == swallowed for other in others):
        read.note = "，".join(filter(None, (read.note, f"这一格和旁边的格子合并成了 {swallowed}")))
    return read


def _value(read: CellRead, saved: Saved) -> None:
    value = saved.value
    read.text = saved.text
    if saved.covered:
        read.note = f"这一格被合并的 {saved.covered} 盖住"
        if value is None:
            read.missing = f"{read.note}，看不出自己的数"
            return
        read.note += "，里面的数看不见，已读取"
    if saved.error:
        read.missing = f"这一格是错误值 {read.text}"
    elif isinstance(value, bool):
        read.missing = f"这一格是逻辑值 {'TRUE' if value else 'FALSE'}，不是数"
    elif isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        read.missing = f"这一格是日期或时间（{value}），不是数，多半是输入时被自动改了格式"
    elif saved.formula is not None and is_empty(read.text):
        read.missing = f"这一格是公式（{saved.formula}），文件里没有存算出的值"
    elif value is not None:
        _amount(read, saved)


def _amount(read: CellRead, saved: Saved) -> None:
    value, column = saved.value, read.field.column
    text = _typed(value) if isinstance(value, int | float) else str(value)
    amount = amount_of(text, column, column.labels[-1])
    read.value = amount.value
    read.alternatives = amount.options
    notes = [read.note, amount.note]
    if isinstance(amount.value, str):
        notes.append("不是数字")
    elif not isinstance(value, int | float) and amount.value is not None and not amount.note:
        notes.append("存成了文本，已读作数")
    if saved.formula is not None:
        notes.append(f"这一格是公式（{saved.formula}），取的是文件里存的计算结果")
    read.note = "，".join(filter(None, notes))
    if amount.value is None and amount.options:
        read.missing = amount.note


def _typed(value: float) -> str:
    """A number as it is shown."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**_DIGITS):
        return str(int(value))
    return f"{Decimal(f'{value:.{_DIGITS}g}'):f}"


class _Formulas:
    """The workbook's own formulas, computed from their cells where these are read already."""

    def __init__(self, located: Located, cells: Mapping[str, CellRead], anchors: Mapping[str, Spot]) -> None:
        self._located = located
        self._cells = cells
        self._anchors = anchors

    def total(self, address: str, parts: tuple[str, ...]) -> None:
        formula = self._formula(address)
        if formula is None or not any(
            is_total(formula, spots, self._is_empty) for spots in self._spots(parts)
        ):
            return
        numbers = [self._cells[part].value for part in parts]
        added = [number for number in numbers if isinstance(number, int)]
        self._set(address, sum(added) if len(added) == len(numbers) else None, "各格")
        if all(self._cells[part].missing == _EMPTY for part in parts):
            self._cells[address].missing = _EMPTY

    def stock(self, address: str, plus: str, minus: str) -> None:
        formula = self._formula(address)
        if formula is None:
            return
        found = (stock_before(formula, *spots) for spots in self._spots((plus, minus)))
        before = next((number for number in found if number is not None), None)
        if before is None:
            return
        issued, repealed = self._cells[plus].value, self._cells[minus].value
        if isinstance(issued, int) and isinstance(repealed, int):
            self._set(address, before + issued - repealed, "上年数和本年增减")
        else:
            cell = self._cells[address]
            cell.value, cell.note = None, ""
            cell.missing = f"要先填本年的增减，才能从上年的 {before} 算出"

    def _set(self, address: str, value: Value, of: str) -> None:
        cell = self._cells[address]
        stored = cell.value
        cell.value, cell.note, cell.missing = value, "", ""
        if value is None:
            cell.missing = "公式要加的格子没有填全，没有算出总计"
        elif stored is None:
            cell.how = "summed"
            cell.note = f"文件里没有存公式算出的值，按公式由{of}算得"
        elif stored != value:
            cell.how = "summed"
            cell.alternatives = (stored,)
            cell.note = f"文件没有重新计算，存的是 {stored}，按公式由{of}算得 {value}"

    def _formula(self, address: str) -> str | None:
        spot = self._located.spots.get(address)
        page = self._located.page
        return page.at(spot).formula if page is not None and spot is not None else None

    def _spots(self, addresses: tuple[str, ...]) -> Iterator[list[Spot]]:
        """The cells as the form's own formula may name them.

        Those that were read, or those that the names point to: a program that moves rows without looking after
        formulas leaves both the formula and the names behind.
        """
        for places in (self._located.spots, self._anchors):
            if all(address in places for address in addresses):
                yield [places[address] for address in addresses]

    def _is_empty(self, spot: Spot) -> bool:
        return self._located.page is None or self._located.page.at(spot).empty
