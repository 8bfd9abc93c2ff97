"""What a report says is in its PDF: every block, in order, tagged as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.export.pdf_reader import Element, structure
from tests.export.pdf_samples import ALT, PROSE, export, full_document, paragraph, render, title

from helpers.display.blocks import (
    FindingItem,
    FindingList,
    Heading,
    Items,
    Paragraph,
    Preformatted,
    Quote,
    TableBlock,
)
from helpers.export.document import DocumentError

if TYPE_CHECKING:
    from helpers.display.blocks import Block


def outline(element: Element) -> list[tuple[str, str]]:
    """The elements directly below, by type and text."""
    return [(kid.tag, kid.text) for kid in element.kids]


def test_every_block_is_there_once_and_in_order() -> None:
    root = structure(render(*full_document()))
    tables = root.all("Table")
    captions = [table.all("Caption")[0].text for table in tables]
    assert outline(root) == [
        ("Title", "示例区东街街道办事处2022年政府信息公开工作年度报告"),
        ("P", "根据《中华人民共和国政府信息公开条例》第五十条的规定编制本报告。"),
        ("H1", "一、总体情况"),
        ("H2", "（一）主动公开情况"),
        *[("P", PROSE)] * 3,
        ("H2", "（二）依申请公开情况"),
        ("P", "加粗、着重、公开专栏、report.yaml；换行之后另起一行。"),
        ("L", "3.第三项•内层甲•内层乙4.第四项"),
        ("H3", "1.其他说明"),
        ("BlockQuote", "引用的文字。"),
        ("Code", "第一行    缩进的第二行    x"),
        ("H1", "二、主动公开政府信息情况"),
        ("Table", tables[0].text),
        ("H1", "三、收到和处理政府信息公开申请情况"),
        ("Table", tables[1].text),
        ("H1", "四、政府信息公开行政复议、行政诉讼情况"),
        ("Table", tables[2].text),
        ("H1", "五、存在的主要问题及改进情况"),
        *[("P", PROSE)] * 4,
        ("H1", "六、其他需要报告的事项"),
        ("P", "无。"),
        ("H1", "附：图表"),
        ("Div", "政府信息公开申请收办情况"),
    ]
    assert captions == [
        "2022年主动公开政府信息情况",
        "2022年收到和处理政府信息公开申请情况",
        "2022年政府信息公开行政复议、行政诉讼情况",
    ]
    [figure] = root.all("Figure")
    assert figure.alt == ALT


def test_marked_words_keep_their_marks() -> None:
    root = structure(render(*full_document()))
    marked = {tag: [element.text for element in root.all(tag)] for tag in ("Strong", "Em", "Link")}
    assert marked == {"Strong": ["加粗"], "Em": ["着重"], "Link": ["公开专栏"]}
    assert "report.yaml" in [element.text for element in root.all("Code")]


def test_lists_nest_and_count_from_their_start() -> None:
    def nested(depth: int) -> Items:
        inner = (nested(depth - 1),) if depth > 1 else ()
        return Items(((paragraph(f"第{depth}层"), *inner),), start=7)

    root = structure(render(title(), nested(8)))
    assert len(root.all("L")) == 8
    assert [element.text for element in root.all("Lbl")] == ["7."] * 8
    assert [element.text for element in root.all("LBody")] == [f"第{depth}层" for depth in range(8, 0, -1)]


def test_deeper_nesting_than_a_page_can_show_loses_no_text() -> None:
    block: Items | Quote = Items(((paragraph("最里层"),),))
    for depth in range(60):
        block = Quote((block,)) if depth % 2 else Items(((paragraph(f"第{depth}层"), block),))
    text = structure(render(title(), block)).text
    assert "最里层" in text
    assert all(f"第{depth}层" in text for depth in range(0, 60, 2))


def test_heading_levels_skip_none() -> None:
    headings = [Heading(level, f"级{level}") for level in (3, 1, 6, 2, 9)]
    root = structure(render(title(), *headings))
    assert outline(root)[1:] == [("H1", "级3"), ("H1", "级1"), ("H2", "级6"), ("H2", "级2"), ("H3", "级9")]


def test_a_report_of_nothing_but_empty_blocks_is_rendered() -> None:
    blocks: list[Block] = [
        Paragraph(()),
        Heading(1, " "),
        Items(()),
        Items(((),)),
        Quote(()),
        Preformatted(""),
    ]
    empty = TableBlock("t", "没有行的表", (), 2, 1, (1, 1))
    root = structure(render(title(), *blocks, empty))
    assert root.text.endswith("•没有行的表")


FINDINGS = FindingList(
    (
        FindingItem("T3-BAL", "error", "一、二两项之和与三、四两项之和不等。", "三、 × 自然人", 41),
        FindingItem("N-PCT", "warning", "比例与件数不符。"),
    )
)


def test_reviewers_read_the_findings() -> None:
    root = structure(render(title(), FINDINGS, look="review"))
    assert [element.text for element in root.all("LI")] == [
        "1.错误 T3-BAL 三、 × 自然人：一、二两项之和与三、四两项之和不等。（第41行）",
        "2.提醒 N-PCT 比例与件数不符。",
    ]
    assert root.all("H1")[0].text == "审核提示（错误1条，提醒1条）"
    assert "审核提示没有发现问题。" in structure(render(title(), FindingList(()), look="review")).text


def test_the_public_reads_no_findings() -> None:
    assert "T3-BAL" not in structure(render(title(), FINDINGS)).text


def test_a_draft_says_so_in_its_text() -> None:
    draft, final = render(title(draft=True), FINDINGS), render(title())
    assert "草稿：本报告未经审定，仅供内部审核，不得对外发布。" in structure(draft).text
    assert "T3-BAL" in structure(draft).text
    assert "草稿" not in structure(final).text


def test_characters_without_a_glyph_are_shown_as_their_code_and_reported() -> None:
    names = "喆昇珺琋烜㛃䶮𬭎"
    content, resources = export([title(), paragraph(f"{names}，𠮷，\ue000，한")])
    assert f"{names}，〔U+20BB7〕，〔U+E000〕，〔U+D55C〕" in structure(content).text
    assert resources["missing_characters"] == ["한", "\ue000", "𠮷"]


def test_a_missing_character_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    export([title(), paragraph("𠮷")])
    assert "𠮷（U+20BB7）" in caplog.text


def test_control_characters_are_left_out() -> None:
    text = "甲\x00乙\x07丙\u202e丁\ufeff戊\uffff己\ud800庚\r\n辛\u2028壬\t癸"
    root = structure(render(title(), paragraph(text), Preformatted("子\t丑")))
    assert outline(root)[1:] == [("P", "甲乙丙丁戊己庚辛壬    癸"), ("Code", "子    丑")]


def test_a_notebook_without_a_report_is_a_plain_error() -> None:
    with pytest.raises(DocumentError, match="年报标题"):
        render(paragraph("没有标题"))
