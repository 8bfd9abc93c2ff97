"""Reports for the PDF's tests, made without a kernel: blocks, and notebooks whose outputs carry them."""

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
    Heading,
    Inline,
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
from helpers.export.pdf import PdfExporter
from helpers.form import Figures, Narrative, Office, Report, edition_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nbformat import NotebookNode

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">'
    '<rect x="10" y="10" width="200" height="30" fill="#0072B2"/>'
    '<rect x="10" y="60" width="80" height="30" fill="#E8C06A"/></svg>'
)
ALT = "条形图：新收12件，结转3件。"

PROSE = (
    "2022年，示例街道办事处坚持以公开为常态、不公开为例外，全年通过门户网站、公示栏和便民服务窗口公开政府信息"
    "128条，其中“重点领域”信息46条；收到政府信息公开申请12件，均在法定期限内答复。"
)


def title(office: str = "示例区东街街道办事处", *, draft: bool = False) -> Title:
    lines = (f"{office}2022年", "政府信息公开工作年度报告")
    return Title(text="".join(lines), lines=lines, office=office, year=2022, edition=2021, draft=draft)


def paragraph(*inlines: str | Inline) -> Paragraph:
    return Paragraph(tuple(Run(inline) if isinstance(inline, str) else inline for inline in inlines))


def report(edition: int = 2021, value: Callable[[int], int] = lambda number: number % 7) -> Report:
    """A report with a figure of its own in each cell."""
    form = edition_of(edition)
    figures = Figures(form, {address: value(number) for number, address in enumerate(form.fields)})
    office = Office("示例区东街街道办事处", "街道")
    return Report(office, 2022 if edition == 2021 else 2020, form, figures, Narrative({}))


def tables(source: Report | None = None) -> list[Block]:
    """The three statutory tables, each under its section's heading."""
    source = source or report()
    out: list[Block] = []
    for section in source.edition.sections:
        if section.table:
            out += [Heading(1, section.title), table_block(source, source.edition.table(section.table))]
    return out


def full_document(*, draft: bool = False) -> list[Block]:
    """A report with a block of every kind, laid out as the master notebook does it."""
    inlines = (
        Strong((Run("加粗"),)),
        "、",
        Emphasis((Run("着重"),)),
        "、",
        Link("https://example.gov.cn/年报", (Run("公开专栏"),)),
        "、",
        Code("report.yaml"),
        "；换行之后",
        Break(),
        "另起一行。",
    )
    nested = Items(
        (
            (paragraph("第三项"), Items(((paragraph("内层甲"),), (paragraph("内层乙"),)))),
            (paragraph("第四项"),),
        ),
        start=3,
    )
    return [
        title(draft=draft),
        paragraph("根据《中华人民共和国政府信息公开条例》第五十条的规定编制本报告。"),
        Heading(1, "一、总体情况", id="overview"),
        Heading(2, "（一）主动公开情况"),
        *(paragraph(PROSE) for _ in range(3)),
        Heading(2, "（二）依申请公开情况"),
        paragraph(*inlines),
        nested,
        Heading(3, "1.其他说明"),
        Quote((paragraph("引用的文字。"),)),
        Preformatted("第一行\n    缩进的第二行\tx"),
        *tables(),
        Heading(1, "五、存在的主要问题及改进情况"),
        *(paragraph(PROSE) for _ in range(4)),
        Heading(1, "六、其他需要报告的事项"),
        paragraph("无。"),
        Heading(1, "附：图表"),
        Figure("chart", SVG, ALT, "政府信息公开申请收办情况"),
    ]


def notebook(*outputs: Iterable[Block]) -> NotebookNode:
    """An executed notebook, one cell an output."""
    new: Any = nbformat.v4
    bundles = [{MIME: [block.to_json() for block in blocks]} for blocks in outputs]
    made: NotebookNode = new.new_notebook(
        cells=[
            new.new_code_cell("show()", outputs=[new.new_output("display_data", bundle)])
            for bundle in bundles
        ]
    )
    return made


def export(blocks: Iterable[Block], **settings: Any) -> tuple[bytes, dict[str, Any]]:
    """The PDF of a report that consists of these blocks, and the resources beside it."""
    exporter: Any = PdfExporter
    made: tuple[bytes, dict[str, Any]] = exporter(**settings).from_notebook_node(notebook(blocks))
    return made


def render(*blocks: Block, **settings: Any) -> bytes:
    """The PDF of a report that consists of these blocks."""
    return export(blocks, **settings)[0]
