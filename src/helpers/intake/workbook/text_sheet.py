"""The narrative's sheet: each piece of text in a cell of its own, a hint beside it, last year's text behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.intake.hints import HINTS
from helpers.intake.workbook import look
from helpers.intake.workbook.design import MORE, text_rows
from helpers.intake.workbook.drawing import MOST_CHARACTERS, Drawing
from helpers.intake.workbook.formulas import named
from helpers.intake.workbook.paragraphs import cell_of

if TYPE_CHECKING:
    from helpers.form import Narrative, Report
    from helpers.intake.workbook.formulas import Spot

_FIRST = 4


class TextSheet:
    """The narrative's sheet.

    Args:
        sheet: The sheet, empty.
        report: What to fill in.
    """

    def __init__(self, sheet: Any, report: Report) -> None:
        self._draw = Drawing(sheet, (24, 70, 30, 50 if report.previous else 8))
        self._report = report
        self._last = _texts(report.previous.narrative) if report.previous else {}
        self._spots: dict[str, Spot] = {}
        self._required: list[Spot] = []

    def draw(self, heading: str) -> dict[str, Spot]:
        """Draw all of it.

        Args:
            heading: Formula of the line under the title.

        Returns:
            The cells of texts by address.
        """
        draw, columns = self._draw, 4 if self._last else 3
        draw.put((1, 1), "文字部分", look.HEADING, across=3)
        draw.sheet.row_dimensions[1].height = 28
        draw.formula((2, 1), heading, look.LINE, across=3)
        headers = ("栏目", "在这里写", "写什么", f"上年（{self._report.year - 1}年）写的，不要照抄")
        for column, header in enumerate(headers[:columns], 1):
            draw.put((_FIRST - 1, column), header, look.HEADER)
        texts = _texts(self._report.narrative)
        rows = text_rows(self._report.edition, max(MORE, len(self._report.narrative.more)))
        for number, row in enumerate(rows, _FIRST):
            if not row.address:
                draw.put((number, 1), row.label, look.HEADER, across=columns)
                continue
            text, last = texts.get(row.address, ""), self._last.get(row.address, "")
            hint = HINTS.get(row.address, "")
            draw.put((number, 1), row.label, look.ROW_LABEL)
            draw.put((number, 2), text or None, look.TO_WRITE)
            draw.put((number, 3), hint or None, look.CHECK)
            if self._last:
                draw.put((number, 4), last or None, look.LAST_TEXT)
            least = 90 if row.required else 36
            draw.grow(number, {70: text, 30: hint}, least=20 if row.address.endswith(".title") else least)
            self._spots[row.address] = number, 2
            if row.required:
                self._required.append((number, 2))
        draw.validate(
            self._spots.values(),
            type="textLength",
            operator="lessThanOrEqual",
            formula1=str(MOST_CHARACTERS),
            errorTitle="文字太长",
            error=f"一格最多 {MOST_CHARACTERS} 个字。",
        )
        draw.finish(
            freeze=(_FIRST, 2), printed=f"A1:C{number}", titles=f"{_FIRST - 1}:{_FIRST - 1}", one_page=False
        )
        return self._spots

    def status(self, title: str) -> str:
        """The formula of how far the sheet has come."""
        cells = "+".join(f"(LEN('{title}'!{named(spot)})>0)" for spot in self._required)
        count = len(self._required)
        return f'=IF({cells}<{count},"还有 "&({count}-({cells}))&" 段没有写","已填全")'


def _texts(narrative: Narrative) -> dict[str, str]:
    """The texts of cells by address below `narrative`."""
    prefix = "narrative."
    return {address.removeprefix(prefix): cell_of(text.raw) for address, text in narrative.texts()}
