"""The look for reviewers: findings and last year's figures in the cells, the code folded, the origin with hashes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import nbformat.v4
import pytest
from tests import factories
from tests.export import docx_reader, html_reader, pdf_reader
from tests.export.chromium import axe_script, chromium

from helpers.display.blocks import (
    MIME,
    Block,
    FindingItem,
    FindingList,
    Heading,
    Paragraph,
    TableBlock,
    TableCell,
)
from helpers.display.review import Origin, for_public, for_review
from helpers.display.view import ReportView
from helpers.export.document import Document, DocumentError, Look, document_of
from helpers.export.formats import render

if TYPE_CHECKING:
    from pathlib import Path

HASH = "0123456789abcdef" * 4
ADDRESS = "applications.received[0]"


def notebook(metadata: Any = None) -> Any:
    """A report whose first figure is wrong, with last year's beside it."""
    report = factories.report(
        factories.balanced(draw=lambda: 2),
        last=factories.previous(factories.balanced(draw=lambda: 1)),
        changes={ADDRESS: 99},
    )
    # As the notebook has it: it is given the figures alone.
    view = ReportView(replace(report, places={}))
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                f"report.part({number})  # <&>",
                outputs=[
                    nbformat.v4.new_output("display_data", {MIME: [block.to_json() for block in output]})
                ],
            )
            for number, output in enumerate(view.outputs())
        ]
    )
    if metadata is not None:
        made.metadata["nianbao"] = metadata
    return made


ORIGIN = {"inputs": {"2022.yaml": HASH}, "versions": {"typst": "0.15.2"}, "lines": {ADDRESS: 41}}


def document(look: Look = "review", metadata: Any = ORIGIN) -> Document:
    return document_of(notebook(metadata), look)


def test_a_cell_names_the_findings_that_concern_it_and_a_note_repeats_them() -> None:
    blocks = document().blocks
    [findings] = [block for block in blocks if isinstance(block, FindingList)]
    numbers = tuple(number for number, item in enumerate(findings.items, 1) if item.cell == ADDRESS)
    assert numbers
    [table] = [block for block in blocks if isinstance(block, TableBlock) and block.id == "applications"]
    [cell] = [cell for row in table.rows for cell in row if cell.address == ADDRESS]
    assert cell.marks == numbers
    assert cell.previous == "21"
    notes = blocks[blocks.index(table) + 1 :][: len(numbers)]
    assert all(isinstance(note, Paragraph) and note.audience == "review" for note in notes)


def test_lines_of_the_params_file_come_from_the_metadata() -> None:
    for look_metadata, lines in ((ORIGIN, {41}), (None, {None})):
        [findings] = [
            block for block in document(metadata=look_metadata).blocks if isinstance(block, FindingList)
        ]
        assert {item.line for item in findings.items if item.cell == ADDRESS} == lines


def test_every_format_shows_what_reviewers_need() -> None:
    made = document()
    page = render(made, "html").decode()
    texts = {
        "html": html_reader.parse(page).text_content(),
        "pdf": pdf_reader.structure(render(made, "pdf")).text,
        "docx": docx_reader.text_of(docx_reader.part(render(made, "docx"))),
    }
    for kind, text in texts.items():
        words = "".join(text.split())
        for wanted in ("99上年21［", "附：编制信息", HASH, "0.15.2", "report.part(0)#<&>", "（第41行）"):
            assert wanted in words, (kind, wanted)
    marks = re.findall(r'href="#(nb-finding-\d+)"', page)
    assert marks
    assert set(marks) <= set(re.findall(r'<li id="(nb-finding-\d+)"', page))
    assert page.count("<details>") == len(notebook().cells)
    assert "<details open" not in page


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_public_sees_none_of_it_even_of_a_report_without_mistakes(kind: str) -> None:
    report = factories.report(last=factories.previous(factories.balanced()))
    blocks = [block for output in ReportView(report).outputs() for block in output]
    assert any(
        cell.previous
        for block in blocks
        if isinstance(block, TableBlock)
        for row in block.rows
        for cell in row
    )
    left = list(for_public(blocks))
    assert not any(isinstance(block, FindingList) for block in left)
    assert not any(
        cell.previous for block in left if isinstance(block, TableBlock) for row in block.rows for cell in row
    )
    source = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "secret()",
                outputs=[
                    nbformat.v4.new_output("display_data", {MIME: [block.to_json() for block in blocks]})
                ],
            )
        ],
        metadata={"nianbao": ORIGIN},
    )
    made = render(document_of(source), kind)
    text = {
        "html": lambda: made.decode(),
        "pdf": lambda: pdf_reader.structure(made).text,
        "docx": lambda: docx_reader.text_of(docx_reader.part(made)),
    }[kind]()
    assert not [word for word in ("上年0", "secret", HASH, "编制信息", "审核提示") if word in text]


def test_without_a_record_the_origin_says_so() -> None:
    texts = [str(block) for block in document(metadata=None).blocks]
    assert any("没有记录输入文件和程序版本" in text for text in texts)


@pytest.mark.parametrize(
    "metadata",
    [
        [],
        "x",
        {"inputs": []},
        {"inputs": {"a": 5}},
        {"versions": {"a": None}},
        {"lines": {ADDRESS: "41"}},
        {"lines": {ADDRESS: True}},
        {"inputs": {str(number): "" for number in range(5000)}},
    ],
)
def test_forged_metadata_are_refused_with_a_sentence(metadata: Any) -> None:
    with pytest.raises(DocumentError, match="请重新执行"):
        document(metadata=metadata)


def test_a_finding_about_no_cell_marks_none() -> None:
    table = TableBlock("t", "表", ((TableCell("1"),),), 1, 0, (1,))
    blocks: list[Block] = [FindingList((FindingItem("N", "info", "甲"),)), table]
    shown = list(for_review(blocks, Origin()))
    assert shown[:2] == blocks
    assert isinstance(shown[2], Heading)


@pytest.mark.reader("chromium")
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_reviewers_page(
    readers: dict[str, Path], tmp_path: Path, width: int
) -> None:
    file = tmp_path / "review.html"
    file.write_bytes(render(document(), "html"))
    with chromium(readers["chromium"]) as page:
        page.open(file, width)
        page.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.run("document.documentElement.scrollWidth") == width
        page.run(f"{axe_script()};0")
        found = page.run(
            "axe.run().then(result => result.violations.map(one => [one.id, one.nodes[0].html]))"
        )
        assert page.problems == []
    assert found == []
