"""Narrative Markdown becomes blocks: marked up where it is meant, text as it stands where it isn't."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.display.hostile import ADDRESSES, TEXTS

from helpers.display.block_reader import from_json
from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Node,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
)
from helpers.display.plain import render_text
from helpers.display.prose import markdown_blocks, plain_text

SITE = "https://example.gov.cn/gongkai"


def p(*inlines: str | Inline) -> Paragraph:
    return Paragraph(tuple(Run(inline) if isinstance(inline, str) else inline for inline in inlines))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("一段。\n\n又一段。", [p("一段。"), p("又一段。")]),
        ("断行的\n一段", [p("断行的一段")]),
        ("ends in\nEnglish", [p("ends in English")]),
        ("**加粗**之后\n接着", [p(Strong((Run("加粗"),)), "之后接着")]),
        ("第一行  \n第二行", [p("第一行", Break(), "第二行")]),
        ("　　首行缩进两字。", [p("首行缩进两字。")]),
        ("    四个空格不是代码", [p("四个空格不是代码")]),
        ("标题下划线\n======", [p("标题下划线======")]),
        ("*着重***加粗**`代码`", [p(Emphasis((Run("着重"),)), Strong((Run("加粗"),)), Code("代码"))]),
        (r"\*不着重\*", [p("*不着重*")]),
        ("# 自拟标题\n正文", [Heading(3, "自拟标题"), p("正文")]),
        ("###### 六级", [Heading(6, "六级")]),
        ("## 带**加粗**的", [Heading(4, "带加粗的")]),
        ("##", []),
        ("- 甲\n- 乙", [Items(((p("甲"),), (p("乙"),)))]),
        ("3. 丙\n4. 丁", [Items(((p("丙"),), (p("丁"),)), start=3)]),
        ("- 甲\n  - 子", [Items(((p("甲"), Items(((p("子"),),))),))]),
        ("> 引文", [Quote((p("引文"),))]),
        ("```\n原样 <b>\n```", [Preformatted("原样 <b>")]),
        ("上\n\n---\n\n下", [p("上"), p("下")]),
        (f"[专栏]({SITE})", [p(Link(SITE, (Run("专栏"),)))]),
        (f"<{SITE}>", [p(Link(SITE, (Run(SITE),)))]),
        (f"[]({SITE})", [p(Link(SITE, (Run(SITE),)))]),
        ("[信箱](mailto:a@example.gov.cn)", [p(Link("mailto:a@example.gov.cn", (Run("信箱"),)))]),
        ("[附件](files/a.pdf)", [p("附件（files/a.pdf）")]),
        ("[电话](tel:0451)", [p("电话（tel:0451）")]),
        ("![办事大厅](https://example.com/a.png)", [p("［图：办事大厅］")]),
        ("[注]: 不含市级", [p("[注]: 不含市级")]),
        ("甲<b>乙</b><!-- 丙 -->", [p("甲<b>乙</b><!-- 丙 -->")]),
        ("<div>\n\n甲", [p("<div>"), p("甲")]),
        ("一、甲\n\n1、乙\n\n（1）丙", [p("一、甲"), p("1、乙"), p("（1）丙")]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_markdown_becomes_blocks(text: str, blocks: list[Block]) -> None:
    assert list(markdown_blocks(text)) == blocks


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
@pytest.mark.parametrize("pattern", ["[字]({})", "[字](<{}>)", "<{}>", "![字]({})"])
def test_a_link_leads_to_the_web_or_to_a_mailbox_or_is_none(address: str, pattern: str) -> None:
    blocks = markdown_blocks(pattern.format(address))
    assert "字" in render_text(blocks) or "字" not in pattern
    assert all(link.href.startswith(("http://", "https://", "mailto:")) for link in links(blocks))


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_would_be_more_stays_text(text: str) -> None:
    blocks = markdown_blocks(f"甲{text}乙")
    assert links(blocks) == []
    assert {type(block) for block in blocks} == {Paragraph}


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "> - ", "* + "])
@pytest.mark.parametrize("times", [5, 18, 19, 20, 21, 500])
def test_a_text_is_not_lost_however_deep_it_is_nested(marker: str, times: int) -> None:
    text = marker * times + "深处的话"
    assert "深处的话" in render_text(markdown_blocks(text))


MARKUP = st.text(st.sampled_from("甲乙丙丁 \n\t#*_>-+[]!\\1.:<&|=　"), max_size=60)


@given(MARKUP)
def test_no_word_is_lost_and_none_changes_its_place(text: str) -> None:
    kept = render_text(markdown_blocks(text))
    assert [c for c in kept if c in "甲乙丙丁"] == [c for c in text if c in "甲乙丙丁"]


@given(st.text(max_size=80))
def test_any_text_gives_blocks_that_come_back_from_their_json(text: str) -> None:
    blocks = markdown_blocks(text)
    plain = [block.to_json() for block in blocks]
    assert tuple(from_json(block) for block in json.loads(json.dumps(plain))) == blocks


def test_plain_text_is_what_is_read() -> None:
    [paragraph] = markdown_blocks(f"坚持**公开*为*常态**，见[专栏]({SITE})`代码`  \n下一行")
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "坚持公开为常态，见专栏代码\n下一行"


def links(found: tuple[Node, ...]) -> list[Link]:
    """Every link below these nodes."""
    out: list[Link] = []
    for node in found:
        if isinstance(node, Link):
            out.append(node)
        for value in vars(node).values():
            if isinstance(value, tuple):
                nested = [item for part in value for item in (part if isinstance(part, tuple) else (part,))]
                out += links(tuple(item for item in nested if isinstance(item, Node)))
    return out


def test_a_tables_columns_are_as_wide_as_what_is_in_them() -> None:
    table = "| 单位 | 件数 | 说明 |\n|---|---|---|\n| 示例区政务服务和数据管理局 | 12 | " + "很长" * 40 + " |"
    [block] = markdown_blocks(table)
    assert isinstance(block, TableBlock)
    assert block.widths == (26.0, 6.0, 40.0)
