"""Reports as PDFs without ruling lines, with what nobody sees and what stands on every page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.intake.published.sites import tables

from helpers.export.typst_compile import compile_typst

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.intake.published.sites import Table

    from helpers.form import Report

_HEAD = """#set page(width: 210mm, height: 297mm, margin: 20mm, header: [示例区政府信息公开])
#set text(font: "Noto Serif SC", size: 9pt)
#set par(leading: 5pt)
"""


def _text(text: str) -> str:
    return f"#text({json.dumps(text, ensure_ascii=False)})"


def _table(table: Table) -> str:
    width = max(box.column + box.across for row in table for box in row)
    wide = width == 10
    columns = "(16mm, 18mm, 40mm) + (13mm,) * 7" if wide else f"(1fr,) * {width}"
    cells = ",".join(
        f"grid.cell(x: {box.column}, y: {number}, rowspan: {box.down}, colspan: {box.across})[{_text(box.text)}]"
        for number, row in enumerate(table)
        for box in row
    )
    return f"#grid(columns: {columns}, inset: 3pt, align: center + horizon, {cells})\n"


def without_rulings(source: Report) -> bytes:
    """Tables without a single line, white words over them, a running head on every page."""
    found = tables(source)
    pieces = [_HEAD, _text(source.title), "\n\n"]
    for section in source.edition.sections:
        pieces += [_text(section.title), "\n\n"]
        if section.title in found:
            pieces += ["#place(text(fill: white)[规章 9 9 9 行政许可 9])\n", _table(found[section.title])]
        else:
            pieces += [_text("示例文字。"), "\n\n"]
    return compile_typst({"main.typ": "".join(pieces).encode()}, output="pdf")[0]


SITES: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "PDF without rulings": (without_rulings, "pdf"),
}
"""Layouts by what they are: how they are made, and the end of their files' names."""
