"""What of a worksheet is running text, and what a table's row."""

from __future__ import annotations

import pytest

from helpers.intake.published.sheet_parts import parts_of
from helpers.intake.published.source import Cell, Grid, Line, Place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、总体情况", Line),
        ("（一）主动公开", Line),
        ("（二）改进措施", Line),
        ("本年没有收到申请。", Line),
        ("（一）存在的主要问题", Line),
        ("（六）其他工作情况", Line),
        ("（一）予以公开", Grid),
        ("（三）不予公开", Grid),
        ("申请人情况", Grid),
    ],
)
def test_a_lone_cell_is_text_where_it_is_a_heading_or_a_sentence(text: str, kind: type) -> None:
    row = (Cell("", Place(sheet="年报", cell="A1"), 0), Cell(text, Place(sheet="年报", cell="B1"), 1))
    assert [type(part) for part in parts_of([row])] == [kind]
