"""How the workbook looks: faces, lines, and the colours that say what a cell is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

FACE = "宋体"
INPUT, COMPUTED, LABEL, BESIDE, WRONG, RIGHT = "FFF8DC", "E3EDF7", "F2F2F2", "F7F7F7", "F8CBAD", "E2F0D9"
"""Fills: to be filled in, computed, labels, last year's, wrong, right."""


@dataclass(frozen=True)
class Look:
    """A cell's look.

    Attributes:
        fill: Its background, six hexadecimal digits; none if empty.
        locked: Whether the sheet's protection keeps it as it is.
        align: left, center or right.
        top: Whether its text begins at the upper edge.
        number: Number format.
    """

    fill: str = ""
    bold: bool = False
    size: int = 10
    colour: str = "000000"
    border: bool = True
    locked: bool = True
    align: str = "center"
    top: bool = False
    number: str = "General"


HEADING = Look(bold=True, size=16, border=False)
LINE = Look(border=False, align="left")
FAINT = Look(border=False, align="left", size=9, colour="595959")
HEADER = Look(fill=LABEL, bold=True)
ROW_LABEL = Look(fill=LABEL, align="left")
TO_FILL = Look(fill=INPUT, locked=False)
FORMULA = Look(fill=COMPUTED, locked=False)
TO_WRITE = Look(fill=INPUT, locked=False, align="left", top=True, size=11)
LAST_YEAR = Look(fill=BESIDE, colour="595959")
LAST_TEXT = Look(fill=BESIDE, colour="595959", align="left", top=True)
CHECK = Look(align="left", size=9, colour="595959")


def paint(cell: Any, look: Look) -> None:
    """Give a cell its look."""
    cell.number_format = look.number
    for name, style in _styles(look).items():
        setattr(cell, name, style)


@cache
def _styles(look: Look) -> dict[str, Any]:
    styles = import_module("openpyxl.styles")
    side = styles.Side(style="thin", color="7F7F7F")
    made = {
        "font": styles.Font(name=FACE, size=look.size, bold=look.bold, color=look.colour),
        "alignment": styles.Alignment(
            horizontal=look.align, vertical="top" if look.top else "center", wrap_text=True
        ),
        "protection": styles.Protection(locked=look.locked),
    }
    if look.fill:
        made["fill"] = styles.PatternFill("solid", fgColor=look.fill)
    if look.border:
        made["border"] = styles.Border(left=side, right=side, top=side, bottom=side)
    return made
