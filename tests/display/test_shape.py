"""What a notebook carries as blocks is checked before anything is made of it."""

from __future__ import annotations

import time
from typing import Annotated, Any

import pytest

from helpers.display.block_reader import blocks_from_json, from_json
from helpers.display.blocks import Heading, Paragraph, Run, TableBlock, TableCell
from helpers.display.shape import Range, check_for

HEADING: dict[str, Any] = {"kind": "heading", "level": 1, "text": "一、总体情况"}
CELL: dict[str, Any] = {"kind": "cell", "text": "1"}
TABLE: dict[str, Any] = {
    "kind": "table", "id": "t", "caption": "表", "rows": [[CELL, CELL]], "columns": 2, "header_rows": 0,
    "widths": [1, 2.5],
}  # fmt: skip
FIGURE: dict[str, Any] = {"kind": "figure", "id": "f", "svg": "<svg/>", "alt": "图", "caption": "图"}
TITLE: dict[str, Any] = {
    "kind": "title", "text": "年报", "lines": ["年报"], "office": "示例", "year": 2022, "edition": 2021
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "forged"),
    [
        ("heading.text", {**HEADING, "text": 5}),
        ("heading.level", {**HEADING, "level": "1"}),
        ("heading.level", {**HEADING, "level": True}),
        ("heading.level", {**HEADING, "level": 0}),
        ("heading.audience", {**HEADING, "audience": "nobody"}),
        ("heading.audience", {**HEADING, "audience": ["public"]}),
        ("title.year", {**TITLE, "year": 0}),
        ("title.lines", {**TITLE, "lines": "年报"}),
        ("title.draft", {**TITLE, "draft": 1}),
        ("table.columns", {**TABLE, "columns": 10**9}),
        ("table.widths", {**TABLE, "widths": [-1, 2]}),
        ("table.widths", {**TABLE, "widths": [float("nan"), 2]}),
        ("table.widths", {**TABLE, "widths": [float("inf"), 2]}),
        ("table.rows: cell.colspan", {**TABLE, "rows": [[{**CELL, "colspan": 10**12}]]}),
        ("table.rows: cell.rowspan", {**TABLE, "rows": [[{**CELL, "rowspan": -1}]]}),
        ("table.rows: heading can't stand here", {**TABLE, "rows": [[HEADING]]}),
        ("table.rows", {**TABLE, "rows": {"a": 1}}),
        ("table: a cell of row 1 reaches out", {**TABLE, "rows": [[{**CELL, "colspan": 3}]]}),
        ("table: a cell of row 1 reaches out", {**TABLE, "rows": [[{**CELL, "rowspan": 2}]]}),
        (
            "table: cells of row 2 overlap",
            {**TABLE, "rows": [[CELL, {**CELL, "rowspan": 2}], [{**CELL, "colspan": 2}]]},
        ),
        ("table: more headers", {**TABLE, "header_rows": 2}),
        ("table: more headers", {**TABLE, "label_columns": 3}),
        ("figure.width", {**FIGURE, "width": 10**9}),
        ("figure.svg", {**FIGURE, "svg": None}),
        ("list.start", {"kind": "list", "items": [], "start": -1}),
        ("list.items", {"kind": "list", "items": [HEADING]}),
        ("list.items: text can't stand here", {"kind": "list", "items": [[{"kind": "text", "text": "x"}]]}),
        (
            "paragraph.inlines: heading can't stand here",
            {"kind": "paragraph", "inlines": [HEADING]},
        ),
        ("no block is of kind", {"kind": ["heading"]}),
        ("no block is of kind", {}),
        ("no block is of kind", None),
        ("no block is of kind", "heading"),
        ("has no 'colour'", {**HEADING, "colour": "red"}),
        ("incomplete", {"kind": "heading"}),
        ("text can't stand here", {"kind": "text", "text": "x"}),
        ("cell can't stand here", CELL),
    ],
)  # fmt: skip
def test_a_forged_block_is_refused_by_its_field(field: str, forged: Any) -> None:
    with pytest.raises(ValueError, match=field.replace("'", ".").replace("(", r"\(")):
        blocks_from_json([forged])


@pytest.mark.parametrize("data", [None, "heading", HEADING, 5])
def test_only_a_list_holds_blocks(data: Any) -> None:
    with pytest.raises(ValueError, match="list of blocks"):
        blocks_from_json(data)


def test_blocks_within_each_other_without_end_are_refused() -> None:
    quote: dict[str, Any] = {"kind": "quote", "blocks": []}
    for _ in range(900):
        quote = {"kind": "quote", "blocks": [quote]}
    with pytest.raises(ValueError, match="nested too deeply"):
        blocks_from_json([quote])


def test_a_table_as_large_as_may_be_is_checked_at_once() -> None:
    row = [CELL] * 1000
    start = time.process_time()
    [table] = blocks_from_json([{**TABLE, "rows": [row] * 50, "columns": 1000}])
    assert isinstance(table, TableBlock)
    assert time.process_time() - start < 5


def test_good_blocks_come_back_as_they_were() -> None:
    blocks = (
        Heading(9, "标题", audience="review"),
        Paragraph((Run("文字"),)),
        TableBlock(
            "t", "表",
            ((TableCell("甲", "row", rowspan=2), TableCell("12", previous="10", marks=(1, 2))), (TableCell("3"),)),
            2, 0, (1, 2.5), 1,
        ),
    )  # fmt: skip
    assert blocks_from_json([block.to_json() for block in blocks]) == blocks
    assert from_json(TableCell("1").to_json()) == TableCell("1")


def test_an_annotation_that_nothing_checks_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(TypeError, match="no check"):
        check_for(list[int], lambda _classes: lambda value, _depth: value)


def test_limits_hold_for_what_may_be_left_out_too() -> None:
    check = check_for(Annotated[int | None, Range(1, 2)], lambda _classes: lambda value, _depth: value)
    assert check(None, 0) is None
    with pytest.raises(ValueError, match="from 1 to 2"):
        check(3, 0)
