"""Blocks as plain text."""

from __future__ import annotations

import pytest
from tests.export.pdf_samples import paragraph

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    FindingItem,
    FindingList,
    Heading,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    TableCell,
    Title,
)
from helpers.display.plain import render_text

CASES: list[tuple[Block, str]] = [
    (Title("甲2022年报告", ("甲2022年", "报告"), "甲", 2022, 2021), "甲2022年报告"),
    (Title("甲报告", ("甲报告",), "甲", 2022, 2021, draft=True), "甲报告\n（草稿）"),
    (Heading(1, "一、总体情况"), "一、总体情况"),
    (
        paragraph(Strong((Run("粗"),)), Emphasis((Run("重"),)), Code("x"), Break(), "尾"),
        "粗重x\n尾",
    ),
    (paragraph(Link("https://example.cn", (Run("专栏"),))), "专栏（https://example.cn）"),
    (paragraph(Link("https://example.cn", (Run("https://example.cn"),))), "https://example.cn"),
    (
        Items(((paragraph("甲"), Items(((paragraph("内"),),))), (paragraph("乙"),)), start=9),
        "9. 甲\n\n   - 内\n10. 乙",
    ),
    (Quote((paragraph("引"), paragraph("文"))), "> 引\n>\n> 文"),
    (Preformatted("\n一\n  二\n"), "    一\n      二"),
    (Figure("f", "<svg/>", "新收3件。", "收办情况"), "[图] 收办情况\n新收3件。"),
    (FindingList(()), "审核提示\n没有发现问题。"),
    (
        FindingList(
            (FindingItem("T3-BAL", "error", "不平。", "（七）总计", 41), FindingItem("N", "?", "甲"))
        ),
        "审核提示（错误1条）\n1. 错误 T3-BAL （七）总计：不平。（第41行）\n2. ? N 甲",
    ),
]


@pytest.mark.parametrize(("block", "text"), CASES)
def test_every_kind_of_block(block: Block, text: str) -> None:
    assert render_text([block]) == text


def test_blocks_are_apart() -> None:
    assert render_text([paragraph("甲"), paragraph("乙")]) == "甲\n\n乙"


def test_a_table_is_aligned_by_the_width_of_its_characters() -> None:
    table = TableBlock(
        id="t",
        caption="表",
        rows=(
            (TableCell("事项", "corner"), TableCell("ab", "column"), TableCell("数量（件）", "column")),
            (TableCell("e\u0301x", "row"), TableCell("12345"), TableCell("6")),
            (TableCell("很长很长很长的合并标签", "row", colspan=2), TableCell("7")),
        ),
        columns=3,
        header_rows=1,
        widths=(),
    )
    assert render_text([table]).split("\n") == [
        "表",
        "事项  ab                数量（件）",
        "-" * 34,
        "e\u0301x    12345             6",
        "很长很长很长的合并标签  7",
    ]


def test_characters_that_harm_a_terminal_are_dropped() -> None:
    assert render_text([Paragraph((Run("甲\x1b[31m\x00乙\u202e"),))]) == "甲[31m乙"
