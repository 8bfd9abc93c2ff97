"""A statutory table's sheet: the official form with cells to fill in, totals, checks, last year's figures beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.form.grid import Role
from helpers.intake.workbook import look
from helpers.intake.workbook.design import LAST, NOW, TOP, headings_of
from helpers.intake.workbook.drawing import Drawing
from helpers.intake.workbook.entries import limit_entries
from helpers.intake.workbook.formulas import by_row, letters, parts_of_stocks, parts_of_totals, stock, total
from helpers.intake.workbook.names import BESIDE_TITLE
from helpers.intake.workbook.table_checks import TableChecks
from helpers.intake.workbook.table_plan import TablePlan

if TYPE_CHECKING:
    from helpers.form import Report, Table
    from helpers.intake.workbook.formulas import Spot

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
        self._plan = plan = TablePlan(report, table)
        beside = (2, *(15,) * (plan.sheet.width - 1)) if plan.previous and not plan.across else ()
        check = _NARROW if plan.across else _WIDE
        self._draw = Drawing(sheet, (*_WIDTHS[table.key], check, *beside))

    def spot(self, address: str) -> Spot:
        """The cell of a figure."""
        return self._plan.spot(address)

    def draw(self, heading: str) -> None:
        """Draw all of it.

        Args:
            heading: Formula of the line under the title: whose report, of which year.
        """
        plan = self._plan
        self._form()
        self._figures()
        self._last_year()
        self._head(heading, TableChecks(self._draw, plan).draw())
        limit_entries(self._draw, plan)
        first = next(iter(plan.values.values()))
        freeze = (first.row, first.column) if plan.table.key == "applications" else (TOP, 1)
        printed = f"A1:{letters(plan.sheet.width)}{plan.sheet.last_row}"
        self._draw.finish(freeze=freeze, printed=printed)

    def _form(self) -> None:
        for cell in self._plan.sheet.cells:
            if cell.cell.role is not Role.VALUE:
                self._draw.put(
                    (cell.row, cell.column),
                    cell.cell.text,
                    _LOOKS[cell.cell.role],
                    down=cell.cell.rowspan,
                    across=cell.cell.colspan,
                )
        for row in range(TOP, self._plan.sheet.last_row + 1):
            single = [cell for cell in self._plan.sheet.cells if cell.row == row and cell.cell.rowspan == 1]
            texts = {self._draw.width(cell.column, cell.last_column): cell.cell.text for cell in single}
            self._draw.grow(row, texts, least=20)
        if self._plan.across:
            self._draw.put((self._plan.sheet.last_row, self._plan.check), NOW, look.ROW_LABEL)

    def _figures(self) -> None:
        totals = parts_of_totals(self._report.edition.id)
        for address, cell in self._plan.values.items():
            formula = self._formula(address)
            spot = self.spot(address)
            if formula:
                self._draw.formula(spot, formula, look.FORMULA, across=cell.cell.colspan)
            else:
                style = look.FORMULA if address in totals else look.TO_FILL
                self._draw.put(spot, self._report.figures[address], style, across=cell.cell.colspan)

    def _formula(self, address: str) -> str:
        """The formula of a cell that follows from others, empty where the report says otherwise or there is none."""
        figures = self._report.figures
        value = figures[address]
        if parts := parts_of_totals(self._report.edition.id).get(address):
            numbers = [figures.count(part) for part in parts]
            known = [number for number in numbers if number is not None]
            expected = sum(known) if len(known) == len(numbers) else None
            return total(map(self.spot, parts)) if value == expected else ""
        before = self._plan.before(address)
        if before is None:
            return ""
        issued, repealed = parts_of_stocks(self._report.edition.id)[address]
        plus, minus = figures.count(issued), figures.count(repealed)
        expected = before + plus - minus if plus is not None and minus is not None else None
        return stock(before, self.spot(issued), self.spot(repealed)) if value == expected else ""

    def _last_year(self) -> None:
        """Last year's figures at the right of the form, below it where the form is a single line."""
        plan, figures = self._plan, self._plan.previous
        if not figures:
            return
        title = f"上年（{self._report.year - 1}年）{BESIDE_TITLE}"
        if plan.across:
            row = plan.below + 2
            self._draw.put((row, 1), title, look.FAINT, across=plan.sheet.width)
            for address, value in figures.items():
                self._draw.put((row + 1, plan.spot(address)[1]), value, look.LAST_YEAR)
            return
        width = plan.sheet.width - plan.first + 1
        self._draw.put((TOP - 1, plan.first + plan.shift), title, look.FAINT, across=width)
        headings = headings_of(self._report.edition.id, plan.table.key).values()
        for header in dict.fromkeys(found.column for found in headings):
            spot = header.row, header.column + plan.shift
            size = {"down": header.cell.rowspan, "across": header.cell.colspan}
            self._draw.put(spot, f"{header.cell.text.split('（')[0]}\n{LAST}", look.HEADER, **size)
            if header.cell.rowspan == 1:
                self._draw.sheet.row_dimensions[header.row].height = 32
        for address, value in figures.items():
            across = plan.values[address].cell.colspan
            self._draw.put(plan.beside(address), value, look.LAST_YEAR, across=across)

    def _head(self, heading: str, checks: str) -> None:
        """The title, whose report it is, and how far it has come.

        Args:
            heading: Formula of the second line.
            checks: The cells in which checks speak.
        """
        title = next(
            section.title
            for section in self._report.edition.sections
            if section.table == self._plan.table.key
        )
        width = self._plan.sheet.width
        self._draw.put((1, 1), title, look.HEADING, across=width)
        self._draw.sheet.row_dimensions[1].height = 28
        self._draw.formula((2, 1), heading, look.LINE, across=width)
        cells = by_row(map(self.spot, self._plan.values))
        count = len(self._plan.values)
        wrong = f'COUNTIF({checks},"*请核对*")'
        self._draw.formula(
            STATUS,
            f'=IF(COUNT({cells})<{count},"还有 "&({count}-COUNT({cells}))&" 格没有填（没有发生的填 0，不要空着）",'
            f'"已填全")&IF({wrong}>0,"；有 "&{wrong}&" 处不平，见右边和下边的核对","")',
            look.LINE,
            across=width,
        )
