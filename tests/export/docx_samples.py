"""Documents and notebooks for the Word tests, made without a kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat.v4

from helpers.display.blocks import (
    MIME,
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
    Title,
)
from helpers.display.tables import table_block
from helpers.export.document import Document
from helpers.export.word.package import docx_of
from helpers.form import EDITIONS, Figures, Narrative, Office, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

    from helpers.display.blocks import TableBlock

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">'
    '<rect x="10" y="10" width="200" height="40" fill="#0072B2"/></svg>'
)

OFFICE = "示例区东街街道办事处"


def title(*, draft: bool = False) -> Title:
    lines = (f"{OFFICE}2022年", "政府信息公开工作年度报告")
    return Title("".join(lines), lines, OFFICE, 2022, 2021, draft)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def docx(*blocks: Block, draft: bool = False) -> bytes:
    """A Word file with the title and these blocks."""
    first = title(draft=draft)
    return docx_of(Document(first, (first, *blocks)))


def report(edition: int = 2021, first: int = 1) -> Report:
    """A report in which no two figures are equal."""
    form = EDITIONS[edition]
    figures = Figures(form, {address: first + number for number, address in enumerate(form.fields)})
    return Report(Office(OFFICE, "街道"), 2022 if edition == 2021 else 2020, form, figures, Narrative({}))


def statutory_tables(edition: int = 2021, first: int = 1) -> list[TableBlock]:
    source = report(edition, first)
    return [table_block(source, table) for table in source.edition.tables]


def statutory_sections(edition: int = 2021, first: int = 1) -> list[Block]:
    """The tables under their headings."""
    source = report(edition, first)
    out: list[Block] = []
    for section in source.edition.sections:
        out.append(Heading(1, section.title, id=section.key))
        out.append(
            table_block(source, source.edition.table(section.table)) if section.table else paragraph("无。")
        )
    return out


def every_block() -> list[Block]:
    """A block of each kind, and each inline."""
    inlines = (
        Run("坚持“公开”"),
        Strong((Run("为常态"), Emphasis((Run("，不公开"),)))),
        Emphasis((Run("为例外"),)),
        Link("https://example.gov.cn/公开?a=1&b=2", (Run("公开"), Strong((Run("专栏"),)))),
        Code("GB/T 9704"),
        Break(),
        Run("另起一行。"),
    )
    inner = Items(((paragraph("内甲"), paragraph("内甲之续")), (paragraph("内乙"),)))
    return [
        Heading(1, "一、总体情况", id="overview"),
        Heading(2, "（一）主动公开"),
        Paragraph(inlines),
        Items(((paragraph("第三"), inner), (paragraph("第四"),)), start=3),
        Quote((paragraph("引文"), Items(((paragraph("引文之项"),),)))),
        Preformatted("第一行\n  第二行\t完\n"),
        *statutory_sections(),
        Figure("chart", SVG, "条形图：新收12件。", "收办情况"),
        FindingList((FindingItem("T3-BAL", "error", "两边不相等。", "三、（七）总计 × 自然人", 41),)),
    ]


def notebook(*outputs: Iterable[Block]) -> NotebookNode:
    """An executed notebook; each cell shows one output of these blocks."""
    new: Any = nbformat.v4
    cells = [
        new.new_code_cell(
            "show()",
            id=f"cell-{number}",
            outputs=[
                new.new_output(
                    "display_data", {MIME: [block.to_json() for block in blocks], "text/plain": "…"}
                )
            ],
        )
        for number, blocks in enumerate(outputs)
    ]
    made: NotebookNode = new.new_notebook(cells=cells)
    return made
