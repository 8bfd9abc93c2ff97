"""A statutory table's sheet: the official form with cells to fill in, totals, checks, last year's figures beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.checks.sums import applicant_sums, balances, outcome_sums, result_sums
from helpers.form import Kind
from helpers.form.grid import Role
from helpers.intake.workbook import look
from helpers.intake.workbook.design import LAST, NOW, TOP, Sheet, headings_of, sheet_of
from helpers.intake.workbook.drawing import Drawing
from helpers.intake.workbook.formulas import (
    letters,
    named,
    parts_of_stocks,
    parts_of_totals,
    ranges,
    stock,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from helpers.checks.sums import Sum
    from helpers.form import Report, Table, Value
    from helpers.intake.workbook.design import Printed
    from helpers.intake.workbook.formulas import Spot
    from helpers.intake.workbook.look import Look

STATUS: Spot = (3, 1)
"""Where a sheet says how much is missing and wrong."""

_WIDTHS = {
    "proactive": (30, 20, 20, 24),
    "applications": (6, 14, 40, *(10,) * 7),
    "appeals": (9,) * 15,
}
_WIDE, _NARROW = 44, 11
"""Widths of the column behind the form: sentences, or the word that marks table four's line."""

_LOOKS = {
    Role.BAND: look.HEADER,
    Role.CORNER: look.HEADER,
    Role.COLUMN: look.HEADER,
    Role.ROW: look.ROW_LABEL,
}


class TableSheet:
    """A table's sheet.

    Args:
        sheet: The sheet, empty.
        report: What to fill in.
        table: The table.
    """

    def __init__(self, sheet: Any, report: Report, table: Table) -> None:
        self._report = report
        self._table = table
        self._plan: Sheet = sheet_of(report.edition.id, table.key)
        self._check = self._plan.width + 1
        beside = (2, *(15,) * (self._plan.width - 1)) if self._previous() and not self._across else ()
        check = _NARROW if self._across else _WIDE
        self._draw = Drawing(sheet, (*_WIDTHS[table.key], check, *beside))
        self._values = self._plan.values()
        self._below = self._plan.last_row + 1

    @property
    def _across(self) -> bool:
        return self._table.blocks[0].across

    def spot(self, address: str) -> Spot:
        """The cell of a figure."""
        cell = self._values[address]
        return cell.row, cell.column

    def draw(self, heading: str) -> None:
        """Draw all of it.

        Args:
            heading: Formula of the line under the title: whose report, of which year.
        """
        self._form()
        self._figures()
        self._last_year()
        self._checks()
        self._head(heading)
        self._rules()
        end = f"{letters(self._plan.width)}{self._plan.last_row}"
        first = next(iter(self._values.values()))
        freeze = (first.row, first.column) if self._table.key == "applications" else (TOP, 1)
        self._draw.finish(freeze=freeze, printed=f"A1:{end}")

    def _form(self) -> None:
        for cell in self._plan.cells:
            if cell.cell.role is not Role.VALUE:
                self._draw.put(
                    (cell.row, cell.column),
                    cell.cell.text,
                    _LOOKS[cell.cell.role],
                    down=cell.cell.rowspan,
                    across=cell.cell.colspan,
                )
        for row in range(TOP, self._plan.last_row + 1):
            single = [cell for cell in self._plan.cells if cell.row == row and cell.cell.rowspan == 1]
            texts = {self._draw.width(cell.column, cell.last_column): cell.cell.text for cell in single}
            self._draw.grow(row, texts, least=20)
        if self._across:
            self._draw.put((self._plan.last_row, self._check), NOW, look.ROW_LABEL)

    def _figures(self) -> None:
        for address, cell in self._values.items():
            formula = self._formula(address)
            spot = self.spot(address)
            if formula:
                self._draw.formula(spot, formula, look.FORMULA, across=cell.cell.colspan)
            else:
                self._draw.put(
                    spot, self._report.figures[address], self._look(cell), across=cell.cell.colspan
                )

    def _look(self, cell: Printed) -> Look:
        totals = parts_of_totals(self._report.edition.id)
        field = cell.cell.field
        return look.FORMULA if field is not None and field.address in totals else look.TO_FILL

    def _formula(self, address: str) -> str:
        """The formula of a cell that follows from others, empty where the report says otherwise or there is none."""
        figures = self._report.figures
        value = figures[address]
        if parts := parts_of_totals(self._report.edition.id).get(address):
            numbers = [figures.count(part) for part in parts]
            known = [number for number in numbers if number is not None]
            expected = sum(known) if len(known) == len(numbers) else None
            return total(map(self.spot, parts)) if value == expected else ""
        before = self._before(address)
        if before is None:
            return ""
        issued, repealed = parts_of_stocks(self._report.edition.id)[address]
        plus, minus = figures.count(issued), figures.count(repealed)
        expected = before + plus - minus if plus is not None and minus is not None else None
        return stock(before, self.spot(issued), self.spot(repealed)) if value == expected else ""

    def _before(self, address: str) -> int | None:
        """Last year's stock, from which this year's follows."""
        previous = self._report.previous
        if previous is None or address not in parts_of_stocks(self._report.edition.id):
            return None
        return previous.figures.count(address) if address in previous.figures else None

    def _previous(self) -> Mapping[str, Value]:
        """Last year's figures of this table; another edition's table two has other cells."""
        previous = self._report.previous
        if previous is None:
            return {}
        same = previous.edition.id == self._report.edition.id
        if self._table.key == "proactive" and not same:
            return {}
        wanted = (field.address for field in self._table.fields)
        return {address: previous.figures[address] for address in wanted if address in previous.figures}

    def _last_year(self) -> None:
        """Last year's figures at the right of the form, below it where the form is a single line."""
        figures = self._previous()
        if not figures:
            return
        title = f"上年（{self._report.year - 1}年）的数，只作对照，不用填"
        if self._across:
            row = self._below + 2
            self._draw.put((row, 1), title, look.FAINT, across=self._plan.width)
            for address, value in figures.items():
                self._draw.put((row + 1, self.spot(address)[1]), value, look.LAST_YEAR)
            return
        first = self._first_column()
        width = self._plan.width - first + 1
        self._draw.put((TOP - 1, first + self._shift), title, look.FAINT, across=width)
        headings = headings_of(self._report.edition.id, self._table.key).values()
        for header in dict.fromkeys(found.column for found in headings):
            spot = header.row, header.column + self._shift
            size = {"down": header.cell.rowspan, "across": header.cell.colspan}
            self._draw.put(spot, f"{header.cell.text.split('（')[0]}\n{LAST}", look.HEADER, **size)
            if header.cell.rowspan == 1:
                self._draw.sheet.row_dimensions[header.row].height = 32
        for address, value in figures.items():
            across = self._values[address].cell.colspan
            self._draw.put(self._beside(address), value, look.LAST_YEAR, across=across)

    @property
    def _shift(self) -> int:
        """How far to the right of a figure last year's stands."""
        return self._check + 2 - self._first_column()

    def _first_column(self) -> int:
        return min(cell.column for cell in self._values.values())

    def _beside(self, address: str) -> Spot:
        """Where last year's figure of that address stands."""
        row, column = self.spot(address)
        return row, column + self._shift

    # Checks.

    def _checks(self) -> None:
        edition = self._report.edition.id
        if self._table.key == "applications":
            self._draw.put((TOP, self._check), "核对（自动）", look.HEADER, down=3)
            for sum_ in applicant_sums(edition):
                row = self.spot(sum_.place)[0]
                self._draw.formula(
                    (row, self._check), self._message(sum_, "各类申请人之和", "总计"), look.CHECK
                )
            self._by_column("核对：第一项＋第二项，与第三项（七）总计＋第四项", balances(edition))
            self._by_column("核对：各项结果之和，与（七）总计", result_sums(edition))
            self._carried()
        elif self._table.key == "appeals":
            for sum_ in outcome_sums(edition):
                spots = [self.spot(address) for address in sum_.left.addresses]
                message = self._message(sum_, "各项结果之和", "总计")
                self._draw.formula((self._below, spots[0][1]), message, look.CHECK, across=len(spots) + 1)
            self._draw.sheet.row_dimensions[self._below].height = 32
        else:
            self._stocks()
        first = named((TOP, self._check))
        self._draw.judge(f"{first}:{letters(self._check)}{self._below + 4}", first)
        if self._across:
            self._draw.judge(f"A{self._below}:{letters(self._plan.width)}{self._below}", f"A{self._below}")

    def _message(self, sum_: Sum, left: str, right: str) -> str:
        parts = ranges(map(self.spot, sum_.left.addresses))
        whole = ranges(map(self.spot, sum_.right.addresses))
        count = len(sum_.left.addresses) + len(sum_.right.addresses)
        return _sentence(parts, whole, count, left, right)

    def _by_column(self, label: str, sums: Sequence[Sum]) -> None:
        """A line of gaps under the table, one a column, and what they come to in words beside it."""
        gaps = []
        for sum_ in sums:
            left = ranges(map(self.spot, sum_.left.addresses))
            right = ranges(map(self.spot, sum_.right.addresses))
            count = len(sum_.left.addresses) + len(sum_.right.addresses)
            gaps.append((sum_, f'=IF(COUNT({left},{right})={count},SUM({left})-SUM({right}),"")'))
        self._gaps(label, gaps)

    def _gaps(self, label: str, gaps: Sequence[tuple[Sum, str]]) -> None:
        row, self._below = self._below, self._below + 1
        self._draw.put((row, 1), label, look.CHECK, across=self._first_column() - 1)
        names = []
        for sum_, formula in gaps:
            spot = row, self.spot(sum_.place)[1]
            self._draw.formula(spot, formula, look.GAP)
            cell = named(spot)
            names.append(f'IF(N({cell})<>0,"{sum_.line}差 "&{cell}&"，","")')
        first, last = named((row, self._first_column())), named((row, self._plan.width))
        count = len(gaps)
        self._draw.formula(
            (row, self._check),
            f'=IF(COUNT({first}:{last})<{count},"还有 "&({count}-COUNT({first}:{last}))&" 列没有填全",'
            f'IF(COUNTIF({first}:{last},0)={count},"平",{"&".join(names)}&"请核对"))',
            look.CHECK,
        )
        area = f"{first}:{last}"
        self._draw.colour(area, f"N({first})<>0", look.WRONG)
        self._draw.colour(area, f"AND(ISNUMBER({first}),N({first})=0)", look.RIGHT)

    def _carried(self) -> None:
        """What was carried out of last year is carried into this one, column by column (XY-CARRY)."""
        if not self._previous():
            return
        rows = self._table.row_fields
        gaps = []
        for sum_, now, then in zip(
            balances(self._report.edition.id), rows["carried_in"], rows["carried_out"], strict=True
        ):
            cells = named(self.spot(now.address)), named(self._beside(then.address))
            gaps.append((sum_, f'=IF(COUNT({cells[0]},{cells[1]})=2,{cells[0]}-{cells[1]},"")'))
        self._gaps(f"核对：第二项，与上年（{self._report.year - 1}年）报告的第四项", gaps)

    def _stocks(self) -> None:
        """What is in force follows from last year's (XY-REG, XY-NORM)."""
        for address, (issued, repealed) in parts_of_stocks(self._report.edition.id).items():
            before = self._before(address)
            if before is None:
                continue
            cells = [self.spot(part) for part in (issued, repealed, address)]
            plus, minus, now = map(named, cells)
            expected = f"{before}+{plus}-{minus}"
            self._draw.formula(
                (cells[2][0], self._check),
                f'=IF(COUNT({ranges(cells)})<3,"上年现行有效 {before} 件，填好制发、废止后自动算出",'
                f'IF({now}={expected},"平","上年 {before}＋制发 "&{plus}&"－废止 "&{minus}&"＝"&({expected})'
                f'&"，而现行有效填 "&{now}&"，请核对；口径有变的要说明原因"))',
                look.CHECK,
            )

    # What stands above, and what may be typed.

    def _head(self, heading: str) -> None:
        title = next(
            section.title for section in self._report.edition.sections if section.table == self._table.key
        )
        width = self._plan.width
        self._draw.put((1, 1), title, look.HEADING, across=width)
        self._draw.sheet.row_dimensions[1].height = 28
        self._draw.formula((2, 1), heading, look.LINE, across=width)
        cells = _by_row(map(self.spot, self._values))
        count = len(self._values)
        area = f"A{TOP}:{letters(self._check)}{self._below + 1}"
        wrong = f'COUNTIF({area},"*请核对*")'
        self._draw.formula(
            STATUS,
            f'=IF(COUNT({cells})<{count},"还有 "&({count}-COUNT({cells}))&" 格没有填（没有发生的填 0，不要空着）",'
            f'"已填全")&IF({wrong}>0,"；有 "&{wrong}&" 处不平，见右边和下边的核对","")',
            look.LINE,
            across=width,
        )

    def _rules(self) -> None:
        kinds: dict[tuple[Kind, int], list[Spot]] = {}
        for address, cell in self._values.items():
            field = cell.cell.field
            assert field is not None  # noqa: S101  # a figure's cell has a field
            kinds.setdefault((field.kind, field.column.decimals), []).append(self.spot(address))
        for (kind, decimals), spots in kinds.items():
            self._draw.validate(spots, **_validation(kind, decimals))
        cells = [self.spot(address) for address in self._values]
        first = named(cells[0])
        self._draw.colour(_by_row(cells, " "), f'AND(ISTEXT({first}),{first}<>"")', look.WRONG)


def _by_row(spots: Iterable[Spot], between: str = ",") -> str:
    """Cells as ranges, row by row; with commas they are a function's arguments."""
    rows: dict[int, list[Spot]] = {}
    for spot in spots:
        rows.setdefault(spot[0], []).append(spot)
    return between.join(ranges(found).replace(",", between) for found in rows.values())


def _sentence(left: str, right: str, count: int, left_name: str, right_name: str) -> str:
    return (
        f'=IF(COUNT({left},{right})<{count},"",IF(SUM({left})=SUM({right}),"平",'
        f'"{left_name}＝"&SUM({left})&"，{right_name}填 "&SUM({right})&"，请核对"))'
    )


def _validation(kind: Kind, decimals: int) -> dict[str, object]:
    if kind is Kind.MONEY:
        return {
            "type": "decimal",
            "operator": "greaterThanOrEqual",
            "formula1": "0",
            "errorTitle": "只能填数",
            "error": f"这一格填金额：0 或大于 0 的数，最多 {decimals} 位小数，不写单位。没有的填 0。",
        }
    if kind is Kind.CHANGE:
        return {
            "type": "whole",
            "operator": "between",
            "formula1": "-999999999",
            "formula2": "999999999",
            "errorTitle": "只能填整数",
            "error": "这一格填增减数：增加填正整数，减少填负整数，没有变化填 0。",
        }
    return {
        "type": "whole",
        "operator": "greaterThanOrEqual",
        "formula1": "0",
        "errorTitle": "只能填整数",
        "error": "这一格填 0 或大于 0 的整数，不写单位。没有发生的填 0，不要空着。",
    }
