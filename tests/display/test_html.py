"""Blocks as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from tests.display import hostile
from tests.export.pdf_samples import paragraph, report

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
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    TableCell,
    Title,
)
from helpers.display.characters import printable
from helpers.display.html import DRAFT_NOTE, MAIN_ID, render_body, render_html
from helpers.display.tables import table_block
from helpers.form import edition_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

GOLDEN = Path(__file__).parent / "golden"

CASES: list[tuple[Block, str]] = [
    (
        Title("甲2022年报告", ("甲2022年", "报告"), "甲", 2022, 2021),
        '<header class="nb-title"><h1>甲2022年<wbr>报告</h1></header>',
    ),
    (
        Title("甲报告", ("别的",), "甲", 2022, 2021, draft=True),
        f'<header class="nb-title"><h1>甲报告</h1><p class="nb-draft">{DRAFT_NOTE}</p></header>',
    ),
    (Heading(1, "一、总体情况", id="overview"), '<h2 id="overview">一、总体情况</h2>'),
    (
        paragraph("文", Strong((Run("粗"), Emphasis((Run("重"),)))), Code("a<b"), Break(), "尾"),
        "<p>文<strong>粗<em>重</em></strong><code>a&lt;b</code><br>尾</p>",
    ),
    (
        paragraph(Link("https://example.cn/?a=1&b=2", (Run("专栏"),)), Link("mailto:a@b.cn", (Run("信"),))),
        '<p><a href="https://example.cn/?a=1&amp;b=2">专栏</a><a href="mailto:a@b.cn">信</a></p>',
    ),
    (
        Items(((paragraph("甲"), Items(((paragraph("内"),),))), (Quote((paragraph("乙"),)),))),
        "<ul><li>甲\n<ul><li>内</li></ul></li>\n<li><blockquote><p>乙</p></blockquote></li></ul>",
    ),
    (Items(((paragraph("甲"),),), start=1), "<ol><li>甲</li></ol>"),
    (Items(((paragraph("甲"),),), start=3), '<ol start="3"><li>甲</li></ol>'),
    (Preformatted("\n一\n  <二>\n"), "<pre>一\n  &lt;二&gt;</pre>"),
    (
        Figure("f", "<svg/>", "新收3件。", "收办情况", width=127),
        (
            '<figure id="f"><img src="data:image/svg+xml;base64,PHN2Zy8+" alt="新收3件。" width="480">'
            "<figcaption>收办情况</figcaption></figure>"
        ),
    ),
    (
        FindingList(()),
        '<section class="nb-findings" aria-label="审核提示"><h2>审核提示</h2><p>没有发现问题。</p></section>',
    ),
    (
        FindingList(
            (FindingItem("T3-BAL", "error", "不平。", "（七）总计", 41), FindingItem("N", "?", "甲"))
        ),
        (
            '<section class="nb-findings" aria-label="审核提示（错误1条）"><h2>审核提示（错误1条）</h2>'
            '<ol><li id="nb-finding-1" class="nb-error"><strong>错误</strong> <code>T3-BAL</code>'
            " （七）总计：不平。（第41行）</li>\n"
            '<li id="nb-finding-2"><strong>?</strong> <code>N</code> 甲</li></ol></section>'
        ),
    ),
]


@pytest.mark.parametrize(("block", "markup"), CASES)
def test_every_kind_of_block(block: Block, markup: str) -> None:
    assert render_body([block]) == markup


def test_a_table_matches_its_golden_file() -> None:
    table = table_block(report(), edition_of(2021).table("appeals"))
    assert render_body([table]) + "\n" == (GOLDEN / "appeals_table.html").read_text(encoding="utf-8")


def test_a_notebook_sees_borders_and_a_page_no_style() -> None:
    table = table_block(report(), edition_of(2021).table("appeals"))
    assert render_html([table]).endswith(render_body([table]))
    style = lxml.html.fragments_fromstring(render_html([table]))[0].text or ""
    assert all(
        ".nb-" in selector for rule in style.split("}")[:-1] for selector in rule.split("{")[0].split(",")
    )
    assert "<style" not in render_html([paragraph("没有表")])


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((1, 2, 3, 2, 1), "23432"),
        ((1, 3, 3, 5, 3), "23343"),  # a level that the office skipped is none on the page
        ((3, 2, 1), "222"),
        ((1, 2, 3, 4, 5, 6), "234566"),
    ],
)
def test_heading_levels_follow_the_title_in_order(levels: tuple[int, ...], shown: str) -> None:
    title = Title("甲", ("甲",), "甲", 2022, 2021)
    tree = _tree(render_body([title, *(Heading(level, "标题") for level in levels)]))
    assert [node.tag for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")] == [
        "h1",
        *(f"h{n}" for n in shown),
    ]


def test_a_heading_without_a_title_keeps_its_level() -> None:
    assert render_body([Heading(2, "（一）")]) == "<h3>（一）</h3>"


def test_ids_are_unique_and_hold_no_blank() -> None:
    table = TableBlock(
        "a b",
        "表",
        ((TableCell("头", "column", id="c 1"),), (TableCell("1", headers=("c 1", "nowhere")),)),
        columns=1,
        header_rows=1,
        widths=(1.0,),
    )
    tree = _tree(render_body([Heading(1, "甲", id="a-b"), table, table, Heading(1, "乙", id=MAIN_ID)]))
    ids = tree.xpath("//@id")
    assert ids == ["a-b", "a-b-2", "c-1", "a-b-3", "c-1-2", f"{MAIN_ID}-2"]
    assert tree.xpath("//td/@headers") == ["c-1", "c-1-2"]


def test_regions_have_different_names() -> None:
    table = TableBlock("", "", ((TableCell("1"),),), columns=1, header_rows=0, widths=())
    tree = _tree(render_body([table, table]))
    assert tree.xpath("//div[@role='region']/@aria-label") == ["表格", "表格（2）"]


@pytest.mark.parametrize("edition", [2019, 2021])
def test_every_figure_has_the_headers_that_the_form_gives_it(edition: int) -> None:
    form = report(edition)
    tree = _tree(render_body([table_block(form, table) for table in form.edition.tables]))
    texts = {node.get("id"): node.text_content() for node in tree.iter("th")}
    assert len(texts) == len(list(tree.iter("th")))
    figures = list(tree.iter("td"))
    fields = list(form.edition.fields.values())
    assert len(figures) == len(fields) > 190
    for figure, field in zip(figures, fields, strict=True):
        headers = [texts[name] for name in figure.get("headers", "").split()]
        assert set(headers) >= {*field.row.labels, *field.column.labels}, field.address


@pytest.mark.parametrize("edition", [2019, 2021])
def test_header_cells_have_a_scope(edition: int) -> None:
    form = report(edition)
    tree = _tree(render_body([table_block(form, table) for table in form.edition.tables]))
    assert {node.get("scope") for node in tree.iter("th")} == {"row", "col", "rowgroup"}
    # A band heads the group of rows that it opens.
    assert all(
        node.getparent().getprevious() is None and node.getparent().getparent().tag == "tbody"
        for node in tree.xpath("//th[@scope='rowgroup']")
    )


def test_an_empty_header_is_a_plain_cell() -> None:
    table = TableBlock("t", "表", ((TableCell("", "corner"),),), columns=1, header_rows=0, widths=())
    assert "<tr><td></td></tr>" in render_body([table])


def test_columns_widths_add_up() -> None:
    table = table_block(report(), edition_of(2021).table("appeals"))
    widths = _tree(render_body([table])).xpath("//col/@class")
    assert len(widths) == 15
    assert sum(int(name.removeprefix("nb-w")) for name in widths) == 100


def _everywhere(text: str) -> list[Block]:
    """Blocks with the text in every place that takes one."""
    cell = TableCell(text, "column", id=text)
    return [
        Title(text, (text,), text, 2022, 2021),
        Heading(1, text, id=text),
        paragraph(text, Strong((Run(text),)), Emphasis((Run(text),)), Code(text), Link(text, (Run(text),))),
        Items(((paragraph(text),),), start=1),
        Quote((paragraph(text),)),
        Preformatted(text),
        TableBlock(text, text, ((cell,), (TableCell(text, headers=(text,)),)), 1, 1, (1.0,)),
        Figure(text, text, text, text),
        FindingList((FindingItem(text, text, text, text),)),
    ]


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    tree, harmless = _tree(render_body(_everywhere(text))), _tree(render_body(_everywhere("x")))
    assert [node.tag for node in tree.iter()] == [node.tag for node in harmless.iter()]
    assert [sorted(node.attrib) for node in tree.iter()] == [sorted(node.attrib) for node in harmless.iter()]
    shown = printable(text)
    for path in ("//h1", "//h2", "//p/strong", "//li", "//blockquote/p", "//th", "//td", "//figcaption"):
        assert tree.xpath(path)[0].text_content() == shown, path
    assert tree.xpath("//img/@alt") == [shown]
    assert tree.xpath("//td/@headers") == tree.xpath("//th/@id")


@pytest.mark.parametrize("address", hostile.ADDRESSES)
def test_a_link_elsewhere_is_only_text(address: str) -> None:
    assert render_body([paragraph(Link(address, (Run("文"),)))]) == "<p>文</p>"


def _tree(body: str) -> HtmlElement:
    return lxml.html.document_fromstring(f"<!DOCTYPE html><html><body>{body}</body></html>")
