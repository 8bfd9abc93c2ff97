"""Text that would be code elsewhere is text in the PDF, wherever a report can hold a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.export.pdf_reader import structure
from tests.export.pdf_samples import SVG, paragraph, render, title

from helpers.display.blocks import (
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
)

if TYPE_CHECKING:
    from helpers.display.blocks import Inline

TEXTS = [
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/hostname")',
    '#include "report.typ"',
    '#eval("1+1")',
    "#panic[停]",
    "#set page(width: 1pt)",
    "#show: it => []",
    "#let x = 1; #x",
    "#{while true {}}",
    "$ sum_(i=1)^n i $",
    "\\u{41} \\# \\",
    "*粗* _斜_ `码` ~ --- ... // 注 /* 注 */",
    "= 标题 <label> @label",
    "- 项\n+ 项\n/ 词: 义",
    "[内容] ] [ ) ( } {",
    '"引号" \'引号\' "',
    "<script>alert(1)</script><b>粗</b>&lt;&amp;",
    "{{ 7*7 }} {% raw %} {# 注 #}",
    "__import__('os').system('true')",
    "%s %(x)s {0} {x!r} $HOME `id`",
    "(\\377) >> endobj << /JS (x) stream",
    "report.blocks.first()",
]


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_shown_as_it_is(text: str) -> None:
    inlines: tuple[Inline, ...] = (
        Run(text),
        Strong((Run(text),)),
        Emphasis((Run(text),)),
        Link("https://example.gov.cn/", (Run(text),)),
        Code(text),
    )
    cells = tuple(
        (TableCell(text, role, id=f"c-{role}"),) for role in ("band", "corner", "column", "row", "value")
    )
    pdf = render(
        title(office=text, draft=True),
        paragraph(*inlines),
        Heading(1, text, id=text),
        Items(((paragraph(text),),), start=1),
        Quote((paragraph(text),)),
        Preformatted(text),
        TableBlock(text, text, cells, 1, 0, (1,), 0),
        Figure(text, SVG, text, text),
        FindingList((FindingItem(text, text, text, text),)),
    )
    root = structure(pdf)
    wanted = squeeze(text)
    times = {
        tag: squeeze("".join(element.text for element in root.all(tag))) for tag in ("Title", "H1", "Table")
    }
    assert times["Title"].startswith(f"{wanted}2022年")
    assert times["H1"] == f"{wanted}审核提示"
    assert times["Table"] == wanted * 6
    assert squeeze(root.text).count(wanted) >= 21
    assert squeeze(root.all("Figure")[0].alt) == wanted


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "",
        "//example.gov.cn",
        "https://a.invalid/" + "x" * 9000,
    ],
)
def test_a_link_that_leads_nowhere_good_is_only_text(href: str) -> None:
    root = structure(render(title(), paragraph(Link(href, (Run("专栏"),)))))
    assert not root.all("Link")
    assert root.text.endswith("专栏")


@pytest.mark.parametrize("character", ["长", "w", "é", "，", "—", "1", "你a", "😀"])
def test_very_long_words_and_names_are_shown_whole(character: str) -> None:
    text = character * 300
    name = character * 200
    block = TableBlock("t", name, ((TableCell(name, "column"), TableCell(name)),), 2, 0, (1, 9))
    root = structure(render(title(name), paragraph(text), Heading(1, name), Preformatted(text), block))
    assert root.text.count(character) >= (300 * 2 + 200 * 5) // len(character)


def test_a_narrative_of_thirty_pages_is_rendered() -> None:
    paragraphs = [paragraph(f"第{number}段。" + "全年公开政府信息若干条。" * 25) for number in range(60)]
    root = structure(render(title(), Heading(1, "一、总体情况"), *paragraphs))
    assert [element.text for element in root.all("P")[1:]] == [
        f"第{number}段。" + "全年公开政府信息若干条。" * 25 for number in range(60)
    ]
