"""The exporter nianbao-html."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.display import hostile
from tests.export import html_reader
from tests.export.pdf_samples import PROSE, full_document, notebook, paragraph, report, tables, title

from helpers.display.blocks import Block, FindingItem, FindingList, Heading, Link, Run
from helpers.display.html import render_body
from helpers.export.document import DocumentError
from helpers.export.gate import clean_body
from helpers.export.html import HtmlExporter

FINDINGS = FindingList(
    (
        FindingItem("T3-BAL", "error", "不平。", "三、（七）总计 × 自然人", 41),
        FindingItem("N-SAME", "warning", "与上年文字相同。"),
        FindingItem("XY-NEW", "info", "上年没有报告。"),
    )
)


def render(*blocks: Block, **settings: Any) -> str:
    exporter: Any = HtmlExporter
    page: str = exporter(**settings).from_notebook_node(notebook(blocks))[0]
    return page


@pytest.fixture(scope="module")
def page() -> str:
    return render(*full_document())


def test_the_page_says_what_it_is(page: str) -> None:
    root = html_reader.parse(page.encode())
    assert page.startswith("<!DOCTYPE html>\n")
    assert b'<meta charset="utf-8">' in page.encode()[:1024]
    assert root.get("lang") == "zh-CN"
    assert root.xpath("//title/text()") == ["示例区东街街道办事处2022年政府信息公开工作年度报告"]
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert [node.text_content() for node in root.iter("h1")] == root.xpath("//title/text()")


def test_the_page_is_laid_out_in_landmarks_and_headings(page: str) -> None:
    root = html_reader.parse(page)
    assert [node.tag for node in root.body] == ["a", "nav", "main"]
    assert root.xpath("//a[@class='nb-skip']/@href") == ["#" + root.xpath("//main/@id")[0]]
    levels = [int(node.tag[1]) for node in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_lead_to_the_sections() -> None:
    root = html_reader.parse(render(title(), Heading(1, "一、<总体>", id="overview"), Heading(1, "没有锚点")))
    links = [(link.get("href"), link.text_content()) for link in root.xpath("//nav//a")]
    assert links == [("#overview", "一、<总体>")]


def test_the_policy_allows_the_own_style_and_pictures_only(page: str) -> None:
    root = html_reader.parse(page)
    (style,) = root.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert not re.search(r"url\(|@import|expression|<", style)


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    root = html_reader.parse(page)
    assert not root.xpath("//script | //link | //iframe | //object | //embed | //form | //base | //svg")
    assert not [
        name for node in root.iter() for name in node.attrib if name.startswith("on") or name == "style"
    ]
    for node in root.iter():
        for name, value in node.attrib.items():
            if "://" in value or value.startswith("data:"):
                assert (node.tag, name) in {("a", "href"), ("img", "src")}
                assert node.tag == "a" or value.startswith("data:image/svg+xml;base64,")


def test_code_is_not_shown(page: str) -> None:
    assert "show()" not in page


@pytest.mark.parametrize("edition", [2019, 2021])
def test_figures_read_back_equal_the_report(edition: int) -> None:
    form = report(edition, lambda number: number * 7919 % 100003)
    cells = html_reader.value_cells(render(title(), *tables(form)).encode())
    wanted = [[str(form.figures[field.address]) for field in table.fields] for table in form.edition.tables]
    assert cells == wanted


def test_rows_read_back_as_the_form_prints_them() -> None:
    (rows,) = html_reader.table_cells(render(title(), tables()[-1]))
    assert rows[0] == ["行政复议", "行政诉讼"]
    assert rows[1][-2:] == ["未经复议直接起诉", "复议后起诉"]
    assert [len(row) for row in rows] == [2, 7, 10, 15]


def test_the_gate_changes_nothing_that_the_kit_writes() -> None:
    blocks = [*full_document(draft=True), FINDINGS, *(paragraph(text) for text in hostile.TEXTS)]
    body = render_body(blocks)
    assert html_reader.elements(clean_body(body)) == html_reader.elements(body)
    assert clean_body(clean_body(body)) == clean_body(body)
    assert clean_body(body) in render(*blocks)


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<p>甲<script>alert(1)</script>乙</p>", "<p>甲乙</p>"),
        ("<style>p{color:red}</style><p>甲</p>", "<p>甲</p>"),
        ('<p onclick="alert(1)" style="color:red">甲</p>', "<p>甲</p>"),
        ('<a href="javascript:alert(1)">甲</a>', "<a>甲</a>"),
        ('<a href="data:image/svg+xml;base64,PHN2Zy8+">甲</a>', "<a>甲</a>"),
        ('<a href="//evil.example" target="_blank">甲</a>', "<a>甲</a>"),
        ('<a href="https://example.cn">甲</a>', '<a href="https://example.cn">甲</a>'),
        ('<img src="https://evil.example/a.png" alt="图">', '<img alt="图">'),
        ('<img src="data:text/html,x" alt="图" onerror="alert(1)">', '<img alt="图">'),
        ("<svg><script>alert(1)</script></svg><p>甲</p>", "<p>甲</p>"),
        ("<iframe src=https://evil.example></iframe><form><input></form><!-- 注释 -->", ""),
        ('<meta http-equiv="refresh" content="0"><base href="//evil.example">', ""),
    ],
)
def test_the_gate_lets_nothing_else_through(markup: str, left: str) -> None:
    assert clean_body(markup) == left


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_hostile_text_does_nothing_on_the_page(text: str) -> None:
    def elements(content: str) -> list[str]:
        blocks = (
            title(content),
            Heading(1, content, id="a"),
            paragraph(content, Link(content, (Run(content),))),
        )
        return [name for name, *_ in html_reader.elements(render(*blocks).encode())]

    assert elements(text) == elements("示例区")


def test_a_draft_says_so_in_words_and_across_the_page() -> None:
    draft, final = (
        html_reader.parse(render(title(draft=draft), paragraph(PROSE))) for draft in (True, False)
    )
    assert "草稿" in draft.xpath("//main//*[@class='nb-draft']")[0].text
    assert draft.xpath("//div[@class='nb-watermark']/@aria-hidden") == ["true"]
    assert "草稿" not in final.body.text_content()
    assert not final.xpath("//*[@class='nb-watermark']")


def test_findings_are_for_reviewers_and_name_their_severity() -> None:
    blocks = (title(), FINDINGS, paragraph(PROSE))
    assert "T3-BAL" not in render(*blocks)
    root = html_reader.parse(render(*blocks, look="review"))
    assert [node.text for node in root.xpath("//main//li/strong")] == ["错误", "提醒", "说明"]


def test_a_page_without_charts_is_small() -> None:
    prose: list[Block] = [Heading(2, "（一）主动公开"), *(paragraph(PROSE) for _ in range(12))]
    page = render(title(), *prose, *tables(report(2021, lambda number: 10_000_000 + number)), *prose)
    assert len(page.encode()) < 90_000


def test_a_notebook_that_was_not_executed_is_refused() -> None:
    with pytest.raises(DocumentError, match="papermill"):
        render()


def test_the_page_is_the_same_under_any_name_in_any_folder_and_process(tmp_path: Path) -> None:
    source = notebook(full_document())
    expected = render(*full_document())
    for number, name in enumerate(["out.ipynb", "别的 名字.ipynb"]):
        folder = tmp_path / str(number)
        (folder / "nianbao").mkdir(parents=True)
        for stray in ("index.html.j2", "style.css.j2", "nianbao/index.html.j2", "nianbao/style.css.j2"):
            (folder / stray).write_text("STRAY", encoding="utf-8")
        nbformat.write(source, folder / name)
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "nianbao-html", name],
            cwd=folder,
            env=dict(os.environ, PYTHONHASHSEED=str(number), TZ=("UTC", "Asia/Shanghai")[number], LC_ALL="C"),
            check=True,
            capture_output=True,
        )
        assert (folder / name).with_suffix(".html").read_text(encoding="utf-8") == expected
