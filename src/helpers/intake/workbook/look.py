"""How the workbook looks: its named styles, whose colours say what a cell is for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

_FACE = "宋体"
INPUT, COMPUTED, LABEL, BESIDE, WRONG, RIGHT = "FFF8DC", "E3EDF7", "F2F2F2", "F7F7F7", "F8CBAD", "E2F0D9"
"""Fills: to be filled in, computed, labels, last year's, wrong, right."""
_GREY = "595959"


@dataclass(frozen=True)
class Look:
    """A style.

    Attributes:
        name: What Excel calls it.
        fill: Background, six hexadecimal digits; none if empty.
        locked: Whether the sheet's protection keeps the cell as it is.
        align: left, center or right.
        top: Whether text begins at the upper edge.
        number: Number format.
    """

    name: str
    fill: str = ""
    bold: bool = False
    size: int = 10
    colour: str = "000000"
    border: bool = True
    locked: bool = True
    align: str = "center"
    top: bool = False
    number: str = "General"


HEADING = Look("年报标题", bold=True, size=16, border=False)
LINE = Look("年报说明行", border=False, align="left")
FAINT = Look("年报小字", border=False, align="left", size=9, colour=_GREY)
HEADER = Look("年报表头", fill=LABEL, bold=True)
ROW_LABEL = Look("年报栏目", fill=LABEL, align="left")
TO_FILL = Look("年报填数", fill=INPUT, locked=False)
FORMULA = Look("年报公式", fill=COMPUTED, locked=False)
TO_NAME = Look("年报填名称", fill=INPUT, locked=False, align="left", size=11)
TO_WRITE = Look("年报填文字", fill=INPUT, locked=False, align="left", top=True, size=11)
LAST_YEAR = Look("年报上年数", fill=BESIDE, colour=_GREY)
LAST_TEXT = Look("年报上年文字", fill=BESIDE, colour=_GREY, align="left", top=True)
CHECK = Look("年报核对", align="left", size=9, colour=_GREY)
GAP = Look("年报差数", size=9, number='"差 "0;"差 -"0;"平"')
TEXT = Look("年报文字", align="left")
STEP = Look("年报步骤", align="left", bold=True)
STEP_INPUT = Look("年报步骤填数", fill=INPUT, align="left", bold=True)
STEP_COMPUTED = Look("年报步骤公式", fill=COMPUTED, align="left", bold=True)
STEP_BESIDE = Look("年报步骤上年", fill=BESIDE, align="left", bold=True)

_LOOKS = tuple(look for look in list(globals().values()) if isinstance(look, Look))


def add_looks(book: Any) -> None:
    """Give a workbook the styles."""
    styles = import_module("openpyxl.styles")
    side = styles.Side(style="thin", color="7F7F7F")
    for look in _LOOKS:
        book.add_named_style(
            styles.NamedStyle(
                name=look.name,
                font=styles.Font(name=_FACE, size=look.size, bold=look.bold, color=look.colour),
                fill=styles.PatternFill("solid", fgColor=look.fill) if look.fill else styles.PatternFill(),
                border=styles.Border(left=side, right=side, top=side, bottom=side)
                if look.border
                else styles.Border(),
                alignment=styles.Alignment(
                    horizontal=look.align, vertical="top" if look.top else "center", wrap_text=True
                ),
                protection=styles.Protection(locked=look.locked),
                number_format=look.number,
            )
        )
