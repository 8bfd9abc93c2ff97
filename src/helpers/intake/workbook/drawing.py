"""Putting things onto a sheet: texts that stay texts, merged cells, protection, paper."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module
from math import ceil
from typing import TYPE_CHECKING, Any

from helpers.errors import UsageError
from helpers.intake.source import CONTROL
from helpers.intake.workbook.formulas import letters, named
from helpers.intake.workbook.look import RIGHT, WRONG, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helpers.intake.workbook.formulas import Spot

MOST_CHARACTERS = 32767
"""That a cell can hold."""

_TALLEST = 400
_LINE = 16
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@", "\t")


class Drawing:
    """A sheet that is being made.

    Args:
        sheet: The sheet, empty.
        widths: Width of its columns in characters.
    """

    def __init__(self, sheet: Any, widths: Iterable[float]) -> None:
        self.sheet = sheet
        self._widths = list(widths)
        for column, width in enumerate(self._widths, 1):
            sheet.column_dimensions[letters(column)].width = width

    def put(self, spot: Spot, value: object, look: Look, *, down: int = 1, across: int = 1) -> None:
        """Write a cell, merged with those beside and below it where it takes more.

        A text is a text whatever it begins with; a formula goes by `formula`.
        """
        for row in range(spot[0], spot[0] + down):
            for column in range(spot[1], spot[1] + across):
                self.sheet.cell(row, column).style = look.name
        if down * across > 1:
            last = spot[0] + down - 1, spot[1] + across - 1
            self.sheet.merged_cells.add(f"{named(spot)}:{named(last)}")
        cell = self.sheet.cell(*spot)
        if isinstance(value, str):
            text = _ESCAPE.sub("_x005F_", CONTROL.sub("", value))
            if len(text) > MOST_CHARACTERS:
                message = (
                    f"有一段文字有 {len(text)} 字，Excel 的一格最多放 {MOST_CHARACTERS} 字，请先改短或分开"
                )
                raise UsageError(message)
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_FORMULA)
        else:
            cell.value = value

    def formula(self, spot: Spot, formula: str, look: Look, *, across: int = 1) -> None:
        """Write a formula of the kit's own."""
        self.put(spot, None, look, across=across)
        self.sheet.cell(*spot).value = formula

    def grow(self, row: int, texts: Mapping[int, str], *, least: float = _LINE) -> None:
        """Make a row as high as its texts need, by the widths in characters that they have."""
        lines = (
            sum(ceil(max(_wide(line), 1) / max(width - 2, 1)) for line in text.split("\n"))
            for width, text in texts.items()
        )
        self.sheet.row_dimensions[row].height = min(max(least, _LINE * max(lines, default=1) + 3), _TALLEST)

    def width(self, first: int, last: int) -> int:
        """The width of columns together, in characters."""
        return int(sum(self._widths[first - 1 : last]))

    def validate(self, spots: Iterable[Spot], **rule: object) -> None:
        """Have cells take only what a rule allows."""
        validation = import_module("openpyxl.worksheet.datavalidation").DataValidation(
            allow_blank=True, showErrorMessage=True, showInputMessage=True, **rule
        )
        for spot in spots:
            validation.add(named(spot))
        self.sheet.add_data_validation(validation)

    def colour(self, area: str, formula: str, fill: str) -> None:
        """Colour cells where a formula holds, which is written for the first of them."""
        styles, rules = import_module("openpyxl.styles"), import_module("openpyxl.formatting.rule")
        pattern = styles.PatternFill("solid", bgColor=fill, fgColor=fill)
        self.sheet.conditional_formatting.add(area, rules.FormulaRule(formula=[formula], fill=pattern))

    def judge(self, area: str, first: str) -> None:
        """Colour a check's answers: red where something is to be looked at, green where it holds."""
        self.colour(area, f'ISNUMBER(SEARCH("请核对",{first}))', WRONG)
        self.colour(area, f'LEFT({first},1)="平"', RIGHT)

    def finish(self, *, freeze: Spot, printed: str = "", titles: str = "", one_page: bool = True) -> None:
        """Set the paper up (A4 landscape), keep labels from being changed by accident, and hold the headings in sight.

        The protection has no password: whoever needs to can take it off.
        """
        sheet = self.sheet
        sheet.freeze_panes = named(freeze)
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4 (ECMA-376, 18.3.1.63)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 1 if one_page else 0
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
        if printed:
            sheet.print_area = printed
        if titles:
            sheet.print_title_rows = titles
        sheet.protection.sheet = True
        for allowed in ("formatCells", "formatColumns", "formatRows"):
            setattr(sheet.protection, allowed, False)  # false: not protected


def _wide(text: str) -> int:
    """The width of a line in characters of half width."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
