"""Each file of a report is told apart from another by what its reader sees first."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import nbformat
import pikepdf
import pytest
from tests.factories import report
from tests.review.approvals import notebook

from helpers.display.view import ReportView
from helpers.export.document import Document
from helpers.export.formats import render
from helpers.verify.explain import Explanation, explain

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = {
    "office": "示例区",
    "year": 2022,
    "status": "ok",
    "findings": [],
    "inputs": {"params": "0" * 64},
    "outputs": {},
    "versions": {"python": "3.11.0"},
}


@cache
def rendered(kind: str) -> bytes:
    """A short report as a file of the kind."""
    view = ReportView(report())
    title = view.title()
    blocks = [*title.blocks, *view.section("proactive").blocks]
    return render(Document(blocks[0], tuple(blocks)), kind)  # type: ignore[arg-type]


def said(found: Explanation) -> str:
    return "\n".join(
        f"{change.place}|" + "".join(f"{piece.mark.value[0]}:{piece.text};" for piece in passage)
        for change in found.changes
        for passage in change.passages
    )


def repacked(content: bytes, change: Callable[[str, bytes], bytes], compression: int = 8) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(
                zipfile.ZipInfo(part.filename),
                change(part.filename, old.read(part)),
                compress_type=compression,
            )
    return target.getvalue()


def test_a_notebook_differs_by_the_form_then_its_code_then_the_rest() -> None:
    before = notebook(report())
    other = json.loads(before)
    other["metadata"]["papermill"]["parameters"]["proactive"]["penalties"] = 77
    found = explain("report.ipynb", json.dumps(other).encode(), before)
    assert "行政处罚" in said(found)
    assert "g:77" in said(found)
    assert found.remark == ""

    code = before.replace(b"report.title()", b"report.title(1)")
    assert "第 1 格的代码" in said(explain("report.ipynb", code, before))

    node = nbformat.reads(before.decode(), as_version=4)
    node.metadata["nianbao"] = {"inputs": {"helpers": "0" * 64}}
    found = explain("report.ipynb", nbformat.writes(node).encode(), before)
    assert "只是记下的输入校验值或软件版本不同" in found.remark
    assert found.repeats
    assert "metadata.nianbao.inputs.helpers" in said(found)


def test_a_page_differs_by_its_text_then_its_code() -> None:
    page = rendered("html")
    found = explain("report.html", page.replace("行政许可".encode(), "行政准许".encode()), page)
    assert said(found).startswith("第 1 个表第 7 行|s:行政;g:准许;n:许可;")
    found = explain("report.html", page.replace(b"<td", b'<td class="x"', 1), page)
    assert "其余部分" in found.remark
    assert 'class="x"' in said(found)


def test_a_word_file_differs_by_its_text_then_its_parts() -> None:
    file = rendered("docx")

    def reworded(_: str, part: bytes) -> bytes:
        return part.replace("行政许可".encode(), "行政准许".encode())

    assert "个表第" in said(explain("report.docx", repacked(file, reworded), file))

    def restyled(name: str, part: bytes) -> bytes:
        return part.replace(b"w:styleId=", b"w:styleid=", 1) if name == "word/styles.xml" else part

    found = explain("report.docx", repacked(file, restyled), file)
    assert "word/styles.xml" in said(found)
    assert "格式" in found.remark
    assert (
        "压缩包" in explain("report.docx", repacked(file, lambda _, part: part, compression=0), file).remark
    )


def test_a_pdf_differs_by_its_text_then_what_it_says_of_itself_then_its_pages() -> None:
    file = rendered("pdf")

    def saved(change: Callable[[pikepdf.Pdf], None]) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(file)) as pdf:
            change(pdf)
            pdf.save(target)
        return target.getvalue()

    def retitled(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "别的标题"

    found = explain("report.pdf", saved(retitled), file)
    assert "文件信息不同" in found.remark
    assert "别的标题" in said(found)

    def moved(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"1 0 0 1 0 0 cm", prepend=True)

    assert "版面不同" in explain("report.pdf", saved(moved), file).remark

    def emptied(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"")

    assert explain("report.pdf", saved(emptied), file).remark != ""


def test_a_record_differs_by_how_it_ended_then_its_hashes() -> None:
    now = json.dumps(RECORD).encode()
    refused = json.dumps({**RECORD, "status": "refused"}).encode()
    assert "状态|" in said(explain("record.json", refused, now))
    other = json.dumps({**RECORD, "versions": {"python": "3.12.0"}}).encode()
    found = explain("record.json", other, now)
    assert "versions.python" in said(found)
    assert "版本不同" in found.remark
    assert found.repeats


def test_bytes_that_say_the_same_are_told_by_where_they_begin_to_differ() -> None:
    found = explain("record.json", json.dumps(RECORD).encode(), json.dumps(RECORD, indent=1).encode())
    assert found.changes == ()
    assert "只是存储的字节不同" in found.remark


@pytest.mark.parametrize("name", ["report.ipynb", "report.html", "report.pdf", "report.docx", "record.json"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"[" * 100_000, b"%PDF-1.7 \xff", b"PK\x03\x04 junk", b"[]", b'{"cells": [1]}'],
)
def test_what_isnt_such_a_file_is_said_to_be_none(name: str, content: bytes) -> None:
    good = json.dumps(RECORD).encode() if name == "record.json" else b""
    found = explain(name, content, good)
    assert found.changes == ()
    assert found.remark
