"""One content: HTML, PDF and Word say what the executed notebook says, nothing lost and nothing doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat.v4
import pytest
from tests import factories
from tests.export import said

from helpers.display.blocks import MIME, Figure, FindingItem, FindingList, Items, Paragraph, Run
from helpers.display.output import Output
from helpers.display.prose import markdown_blocks
from helpers.display.settings import Settings
from helpers.display.view import ReportView
from helpers.export.document import Look, document_of
from helpers.export.formats import render
from helpers.form import Figures, Report, Text
from helpers.intake import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nbformat import NotebookNode

    from helpers.export.document import Document

PARAMS = Path(__file__).parents[2] / "params"
SAMPLES = sorted(path.relative_to(PARAMS).as_posix() for path in PARAMS.glob("*/*/20??.yaml"))
READERS: dict[str, Callable[[bytes], Iterator[said.Piece]]] = {
    "html": said.of_html,
    "pdf": said.of_pdf,
    "docx": said.of_docx,
}


def notebook(outputs: Iterable[Output]) -> NotebookNode:
    cells = [
        nbformat.v4.new_code_cell(
            f"report.cell_{number}()",
            outputs=[nbformat.v4.new_output("display_data", {MIME: [block.to_json() for block in output]})],
        )
        for number, output in enumerate(outputs)
    ]
    made: NotebookNode = nbformat.v4.new_notebook(cells=cells)
    return made


def document(report: Report, look: Look = "publish", *, draft: bool = False) -> Document:
    return document_of(notebook(ReportView(report, Settings(draft=draft)).outputs()), look)


def assert_all_say(document: Document) -> None:
    pieces, links = said.sorted_out(said.of_document(document))
    for kind, reader in READERS.items():
        found, found_links = said.sorted_out(reader(render(document, kind)))
        assert found == pieces, kind
        assert [link for link in found_links if not link.detail.startswith("#")] == links, kind


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_says_the_same_in_every_format(name: str) -> None:
    made = document(read(PARAMS / name).report)
    pieces, _ = said.sorted_out(said.of_document(made))
    # Three statutory tables of some 270 cells; the first edition has more.
    assert sum(one.kind == "cell" for one in pieces) > 250
    assert_all_say(made)


def extreme(text: str, *, figure: int = 0, office: str = "", last: int | None = None) -> Report:
    made = factories.report(
        factories.balanced(draw=lambda: figure),
        last=factories.previous(factories.balanced(draw=lambda: last)) if last is not None else None,
    )
    written = replace(made.narrative, parts=dict.fromkeys(made.narrative.parts, Text(text)))
    name = office or made.office.name
    return replace(made, narrative=written, office=replace(made.office, name=name))


NESTED = "\n".join(
    f"{'   ' * depth}1. 第{depth + 1}层\n{'   ' * depth}   续第{depth + 1}层" for depth in range(8)
)

EVERYTHING = """开头的话，含[公开专栏](https://example.gov.cn/年报?a=1&b=2)、**加粗的[链接](mailto:gk@example.gov.cn)**。\\
换行之后，`代码`与*着重*，脚注[^1]，[不可用的链接](ftp://example.gov.cn/x)。

3. 第三项
   - 内层甲

     内层甲之续
   - 内层乙
4. 第四项

   第四项之续

> 引文第一段
>
> - 引文之项

![示意图](https://example.gov.cn/tu.png)

| 项目 | 数量 | 说明 |
|:---|---:|---|
| 政务微博 | 12 | 见[专栏](https://example.gov.cn/z) |
| 政务微信 |  | **无** |

# 自拟标题

```
原样的行
  缩进的行
```

[^1]: 脚注的话。
"""


def test_eight_digits_and_long_names_say_the_same() -> None:
    made = document(extreme("有。", figure=12_345_678, office="示例" * 100))
    assert any(one.text == "24691356" for one in said.of_document(made))
    assert_all_say(made)


def test_a_narrative_of_thirty_pages_says_the_same() -> None:
    paragraphs = "\n\n".join(
        f"第{number}段：{'坚持以公开为常态、不公开为例外，' * 12}" for number in range(25)
    )
    assert_all_say(document(extreme(paragraphs)))


def test_an_empty_section_says_nothing_in_every_format() -> None:
    made = document(extreme(""))
    pieces, _ = said.sorted_out(said.of_document(made))
    assert [one.text for one in pieces if one.kind == "heading"][-2:] == [
        "六、其他需要报告的事项",
        "附：图表",
    ]
    assert_all_say(made)


@pytest.mark.parametrize("text", [NESTED, EVERYTHING], ids=["nested", "everything"])
def test_whatever_a_narrative_holds_says_the_same(text: str) -> None:
    made = document(extreme(text))
    kinds = {one.kind for one in said.of_document(made)}
    assert "item" in kinds
    assert_all_say(made)


def test_markdown_tables_links_pictures_and_footnotes_are_in_the_content() -> None:
    pieces, links = said.sorted_out(said.of_document(document(extreme(EVERYTHING))))
    texts = [one.text for one in pieces]
    assert "见专栏（https://example.gov.cn/z）" in texts
    assert "［图：示意图］" in texts
    assert "[^1]:脚注的话。" in texts
    assert {link.detail for link in links} == {
        "https://example.gov.cn/年报?a=1&b=2",
        "mailto:gk@example.gov.cn",
    }


@pytest.mark.parametrize("look", ["publish", "review"])
def test_a_draft_with_findings_says_the_same_to_whomever_it_is_for(look: Look) -> None:
    report = extreme("有。", figure=2, last=1)
    wrong = replace(
        report,
        figures=replace_figure(report, "applications.received[0]", 99),
    )
    made = document(wrong, look)
    assert made.title.draft
    pieces, _ = said.sorted_out(said.of_document(made))
    texts = "".join(one.text for one in pieces)
    assert "审核提示（错误" in texts
    assert ("上年1" in "".join(one.text for one in pieces if one.kind == "cell")) == (look == "review")
    assert ("第1段代码" in texts) == (look == "review")
    assert_all_say(made)


def replace_figure(report: Report, address: str, value: int) -> Figures:
    values = {name: report.figures[name] for name in report.edition.fields}
    return Figures(report.edition, {**values, address: value})


def test_a_lost_or_doubled_piece_is_seen() -> None:
    """The comparison itself can fail: pieces are counted, in order, with their spans and targets."""
    text = Paragraph((Run("一"),))
    outputs = [
        ReportView(factories.report()).title(),
        Output(markdown_blocks("甲\n\n- 乙\n\n[丙](https://a.cn)")),
    ]
    one = list(said.of_document(document_of(notebook(outputs))))
    assert [piece.kind for piece in one] == ["title", "paragraph", "item", "paragraph", "link"]
    more = [*outputs, Output([text, Items(((text, text),)), FindingList((FindingItem("A", "error", "b"),))])]
    assert list(said.of_document(document_of(notebook(more)))) != one
    figure = Figure("f", "<svg/>", "替代文字", "图题")
    assert [piece.kind for piece in said._of_block(figure)] == ["alt", "caption"]
