"""The styles as Word's styles part (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpers.export.document import LANGUAGE
from helpers.export.word.faces import BODY, fonts
from helpers.export.word.styles import STYLES, Style
from helpers.export.word.xml import TWIPS_PER_POINT, switch, w, xml_bytes

if TYPE_CHECKING:
    from lxml import etree

TABLE_STYLE = "ReportTable"
CELL_MARGIN = 50
"""Left and right of a cell's text, in twips."""

_BODY_SIZE = 16
_CELL_PADDING = 20
_CONDENSED = -5
"""Twentieths of a point that bring 28 characters of 16 pt on a line of 156 mm.

A grid of characters would say the same to Word, but LibreOffice then gives each character two cells."""


@cache
def styles_xml() -> bytes:
    """The content of the styles part."""
    return xml_bytes(
        w(
            "styles",
            w("docDefaults", w("rPrDefault", _default_run()), w("pPrDefault")),
            # Word's gallery then offers the report's own styles alone.
            w(
                "latentStyles",
                defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0,
                count=376,
            ),
            *(_style(style) for style in STYLES),
            _table_normal(),
            _report_table(),
        )
    )  # fmt: skip


def _default_run() -> etree._Element:
    size = 2 * _BODY_SIZE
    return w(
        "rPr",
        fonts(BODY),
        w("kern", val=2),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"),
    )


def _style(style: Style) -> etree._Element:
    default = style.id == "Normal"
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based_on) if style.based_on else None,
        w("next", val=style.next) if style.next else None,
        w("uiPriority", val=1 if style.builtin else 0),
        w("qFormat"),
        _paragraph_properties(style) if style.kind == "paragraph" else None,
        _run_properties(style),
        type=style.kind,
        default=1 if default else None,
        customStyle=None if style.builtin else 1,
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> etree._Element:
    return w(
        "pPr",
        switch("keepNext", style.keep_next),
        switch("keepLines", style.keep_lines),
        # 22 lines fill a page of the standard: none is left out for the sake of a paragraph's first or last.
        switch("widowControl", False) if style.id == "Normal" else None,
        _border(style),
        switch("snapToGrid", style.grid),
        _spacing(style),
        _indent(style),
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _border(style: Style) -> etree._Element | None:
    if style.rule:
        return w("pBdr", w("left", val="single", sz=12, space=6, color="8C8C8C"))
    if style.red_line:
        # 4 mm below the document's number, as wide as the text.
        return w("pBdr", w("bottom", val="single", sz=12, space=11, color="FF0000"))
    return None


def _spacing(style: Style) -> etree._Element | None:
    if style.line is None and style.before is None and style.after is None:
        return None
    line: dict[str, str | int] = {}
    if style.line is not None:
        line = (
            {"line": _twips(style.line), "lineRule": "exact"}
            if style.line
            else {"line": 240, "lineRule": "auto"}
        )
    return w("spacing", before=_optional(style.before), after=_optional(style.after), **line)


def _indent(style: Style) -> etree._Element | None:
    """Indents in characters, and in twips for readers that don't know characters."""
    characters = {"left": style.left, "right": style.right, "firstLine": style.indent}
    size = style.size or _BODY_SIZE
    attributes: dict[str, int] = {}
    for side, count in characters.items():
        if count is not None:
            attributes |= {f"{side}Chars": 100 * count, side: _twips(count * size)}
    return w("ind", **attributes) if attributes else None


def _run_properties(style: Style) -> etree._Element:
    size = round(2 * style.size) if style.size else None
    return w(
        "rPr",
        fonts(style.face),
        w("color", val=style.colour) if style.colour else None,
        _tracking(style),
        w("w", val=style.scale) if style.scale else None,
        w("sz", val=size) if size else None,
        w("szCs", val=size) if size else None,
        w("u", val=style.underline) if style.underline else None,
    )


def _tracking(style: Style) -> etree._Element | None:
    if style.id == "Normal":
        return w("spacing", val=_CONDENSED)
    return w("spacing", val=0) if style.grid is False else None


def _table_normal() -> etree._Element:
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _report_table() -> etree._Element:
    outer, inner = ("top", "left", "bottom", "right"), ("insideH", "insideV")
    borders = w(
        "tblBorders",
        *(w(side, val="single", sz=8, space=0, color="auto") for side in outer),
        *(w(side, val="single", sz=4, space=0, color="auto") for side in inner),
    )
    margins = w(
        "tblCellMar",
        w("top", w=_CELL_PADDING, type="dxa"),
        w("left", w=CELL_MARGIN, type="dxa"),
        w("bottom", w=_CELL_PADDING, type="dxa"),
        w("right", w=CELL_MARGIN, type="dxa"),
    )
    return w(
        "style",
        w("name", val="公文表格"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=0),
        w("qFormat"),
        w("tblPr", borders, margins),
        w("tcPr", w("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE,
    )


def _twips(points: float) -> int:
    return round(points * TWIPS_PER_POINT)


def _optional(points: float | None) -> int | None:
    return None if points is None else _twips(points)
