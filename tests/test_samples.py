"""Every sample report is whole in every format: each figure, each paragraph, each heading, each picture's words."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import nbformat
import pytest
import yaml
from markdown_it import MarkdownIt
from tests import variations
from tests.export import docx_reader, html_reader, pdf_reader
from tests.kit import PARAMS, ROOT, nianbao

from helpers.form import EDITIONS, Field
from helpers.form.grid import grid_of
from helpers.intake import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

pytestmark = pytest.mark.notebook

FORMATS = ("html", "pdf", "docx")
NAMES = sorted(path.relative_to(PARAMS).with_suffix("").as_posix() for path in PARAMS.glob("*/*/[0-9]*.yaml"))
OFFICIAL = {
    1: [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "附：图表",
    ],
    2: [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ],
}


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, built once."""
    out = tmp_path_factory.mktemp("samples") / "build"
    done = nianbao("run", "params", "--out", out, "--jobs", "2", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@dataclass(frozen=True)
class Read:
    """What a reader of a format finds in a file."""

    tables: list[list[list[str]]]
    text: str
    headings: list[tuple[int, str]]
    captions: list[str]
    alts: list[str]
    title: str


@cache
def read_back(folder: Path, kind: str) -> Read:
    content = (folder / f"report.{kind}").read_bytes()
    return {"html": _read_html, "pdf": _read_pdf, "docx": _read_docx}[kind](content)


def _read_html(content: bytes) -> Read:
    page = html_reader.parse(content)
    body = page.xpath("//main")[0]
    return Read(
        tables=html_reader.table_cells(content),
        text=body.text_content(),
        headings=[
            (int(str(node.tag)[1]) - 1, node.text_content())
            for node in body.iter("h2", "h3", "h4", "h5", "h6")
        ],
        captions=[node.text_content() for node in body.iter("caption", "figcaption")],
        alts=[node.get("alt", "") for node in body.iter("img")],
        title=body.xpath(".//h1")[0].text_content(),
    )


def _read_pdf(content: bytes) -> Read:
    tree = pdf_reader.structure(content)
    headings = [(int(node.tag[1:]), node.text) for node in tree.walk() if re.fullmatch("H[1-6]", node.tag)]
    return Read(
        tables=pdf_reader.table_cells(content),
        text=tree.text,
        headings=headings,
        captions=[node.text for node in tree.all("Caption")],
        alts=[node.alt for node in tree.all("Figure")],
        title="".join(node.text for node in tree.all("Title")),
    )


def _read_docx(content: bytes) -> Read:
    document = docx_reader.part(content)
    levels = {f"{number}级标题": level for level, number in enumerate("一二三四五六", 1)}
    paragraphs = docx_reader.paragraphs(content)
    return Read(
        tables=docx_reader.table_cells(content),
        text="\n".join(docx_reader.text_of(node) for node in docx_reader.find(document, "//w:p")),
        headings=[(levels[style], text) for style, text in paragraphs if style in levels],
        captions=[text for style, text in paragraphs if style in ("表题", "图题")],
        alts=docx_reader.values(document, "//wp:docPr/@descr"),
        title="".join(text for style, text in paragraphs if style == "公文标题"),
    )


def squeezed(text: str) -> str:
    """The text without white space: formats break lines and indent as they need."""
    return "".join(text.split())


@cache
def params(name: str) -> dict[str, Any]:
    """The params as any YAML reader sees them, without the kit."""
    loaded: dict[str, Any] = yaml.safe_load((PARAMS / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def figure(name: str, field: Field) -> Decimal:
    """What the params have in a cell: its address is the way through their keys."""
    value: Any = params(name)
    for step in re.findall(r"[a-z_]+|[0-9]+", field.address):
        value = value[int(step) if step.isdigit() else step]
    return Decimal(str(value))


@cache
def narrative(name: str) -> list[str]:
    """Every paragraph, heading and list item of the office's text, as a stock Markdown renderer has them."""
    texts = [text.value for _, text in read(PARAMS / f"{name}.yaml").report.narrative.texts()]
    found: list[str] = []
    for text in texts:
        page = lxml.html.fragment_fromstring(MarkdownIt("commonmark").render(text), create_parent="div")
        found += [_own_text(node) for node in page.iter("p", "li", "h1", "h2", "h3")]
    return [paragraph for paragraph in found if paragraph.strip()]


def _own_text(node: HtmlElement) -> str:
    """The text in an element that isn't in a paragraph, an item or a list within it."""
    nested = {part for inner in node.iterdescendants("p", "li", "ul", "ol") for part in inner.iter()}
    texts = node.xpath(".//text()")
    return "".join(
        text
        for text in texts
        if (text.getparent() if text.is_text else text.getparent().getparent()) not in nested
    )


def each(*formats: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("name", "kind"),
        [pytest.param(name, kind, id=f"{name}-{kind}") for name in NAMES for kind in formats],
    )


@each(*FORMATS)
def test_every_cell_reads_back_as_the_params_have_it(build: Path, name: str, kind: str) -> None:
    edition = EDITIONS[params(name)["edition"]]
    found = read_back(build / name, kind).tables
    assert len(found) == 3
    read_cells = 0
    for table, rows in zip(edition.tables, found, strict=True):
        for expected, row in zip(grid_of(table).rows, rows, strict=True):
            assert len(row) == len(expected)
            for cell, text in zip(expected, row, strict=True):
                if cell.field is None:
                    assert squeezed(text) == squeezed(cell.text)
                else:
                    assert Decimal(text) == figure(name, cell.field), cell.field.address
                    read_cells += 1
    assert read_cells == {2021: 200, 2019: 198}[edition.id]


@each(*FORMATS)
def test_every_paragraph_is_there_in_its_order(build: Path, name: str, kind: str) -> None:
    text, end = squeezed(read_back(build / name, kind).text), 0
    assert narrative(name)
    for paragraph in map(squeezed, narrative(name)):
        found = text.find(paragraph, end)
        assert found >= end, paragraph
        end = found


@each(*FORMATS)
def test_the_headings_are_the_official_ones_in_their_order(build: Path, name: str, kind: str) -> None:
    headings = [(level, squeezed(text)) for level, text in read_back(build / name, kind).headings]
    assert [text for level, text in headings if level == 1] == OFFICIAL[1]
    more = params(name)["narrative"]["overview"].get("more") or []
    assert [text for level, text in headings if level == 2] == [
        *OFFICIAL[2],
        *(f"（{numeral}）{squeezed(item['title'])}" for numeral, item in zip("六七八九", more, strict=False)),
        "（一）存在问题",
        "（二）改进措施",
    ]


@each(*FORMATS)
def test_the_title_names_office_and_year(build: Path, name: str, kind: str) -> None:
    given = params(name)
    expected = f"{given['office']['name']}{given['year']}年政府信息公开工作年度报告"
    assert squeezed(read_back(build / name, kind).title) == squeezed(expected)


@pytest.mark.parametrize("name", NAMES)
def test_captions_and_words_for_pictures_are_the_same_in_every_format(build: Path, name: str) -> None:
    html, pdf, docx = (read_back(build / name, kind) for kind in FORMATS)
    assert html.alts == pdf.alts == docx.alts
    captions = [squeezed(text) for text in html.captions]
    assert captions == [squeezed(text) for text in pdf.captions] == [squeezed(text) for text in docx.captions]
    year = params(name)["year"]
    assert captions[:3] == [
        f"{year}年主动公开政府信息情况",
        f"{year}年收到和处理政府信息公开申请情况",
        f"{year}年政府信息公开行政复议、行政诉讼情况",
    ]
    assert len(captions) == 3 + len(html.alts)


@pytest.mark.parametrize("name", NAMES)
def test_a_pictures_words_have_its_figures_and_a_missing_picture_a_sentence(build: Path, name: str) -> None:
    html = read_back(build / name, "html")
    applications = params(name)["applications"]
    charts = {
        "申请收办情况": [applications[key][6] for key in ("received", "carried_in", "total", "carried_out")],
        "申请办理结果": [applications["granted"][6], applications["partly_granted"][6]],
        "的申请人": applications["received"][:6],
    }
    for caption, figures in charts.items():
        said = [alt for alt in html.alts if caption in alt.partition("。")[0]]
        if said:
            this_year = said[0].rpartition(f"{params(name)['year']}年")[2]
            counts = [int(count) for count in re.findall("([0-9]+)件", this_year)]
            assert counts[: len(figures)] == figures
        else:
            assert not any(figures)
            assert re.search(f"“[^”]*{caption}[^”]*”没有可以作图的数据", squeezed(html.text))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_no_draft_and_shows_the_public_no_finding(build: Path, name: str) -> None:
    for kind in FORMATS:
        text = read_back(build / name, kind).text
        assert "草稿" not in text
        assert "没有发现问题" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_is_executed_and_valid(build: Path, name: str) -> None:
    notebook = nbformat.read(build / name / "report.ipynb", as_version=4)
    nbformat.validate(notebook)
    source = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in source)
    assert not [
        output for cell in source for output in cell.outputs if output.output_type in ("error", "stream")
    ]


def test_each_sample_has_a_record_and_its_line_in_the_index(build: Path) -> None:
    page = lxml.html.document_fromstring((build / "index.html").read_bytes())
    listed = {link.get("href", "") for link in page.iter("a")}
    for name in NAMES:
        record = json.loads((build / name / "record.json").read_text(encoding="utf-8"))
        assert (record["status"], record["office"], record["year"]) == (
            "ok",
            params(name)["office"]["name"],
            params(name)["year"],
        )
        assert {f"{name}/report.{kind}" for kind in (*FORMATS, "ipynb")} <= listed


@pytest.mark.reader("faketime")
def test_a_build_elsewhere_at_another_time_gives_the_same_bytes(
    build: Path, tmp_path: Path, readers: Mapping[str, Path]
) -> None:
    """Everything of `VARIATIONS` at once; `python -m tests.variations` tells which of them is at fault."""
    varied = variations.build(variations.all_at_once(), tmp_path, readers["faketime"])
    assert list(variations.different(build, varied)) == []
    with contextlib.closing(sqlite3.connect(varied / "ledger.sqlite")) as ledger:
        ((ended,),) = ledger.execute("select max(ended) from tries")
    assert datetime.fromisoformat(ended) > datetime.now(UTC) + timedelta(days=1000)
