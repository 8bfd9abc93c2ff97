"""Files that are broken, locked, lying or meant to harm: one line says what is wrong, and nothing is written."""

from __future__ import annotations

import io
import time
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.invoke import invoke
from tests.intake.published.papers import (
    Tally,
    exported,
    imported,
    laid_out,
    random_report,
    sample,
    tally,
    workbook,
)

from helpers.errors import NianbaoError
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.formats import source_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REPORT = "示例区测试局2022年政府信息公开工作年度报告\n一、总体情况\n示例。\n"


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _locked_pdf() -> bytes:
    pypdf: Any = import_module("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _pages(count: int) -> bytes:
    pypdf: Any = import_module("pypdf")
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'

UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "文件是空的"),
    "blank": ("a.txt", lambda: b" \n\n", "文件是空的"),
    "a program called a text": ("a.txt", lambda: bytes(range(256)) * 40, "不是"),
    "a program called a PDF": ("a.pdf", lambda: b"MZ\x90\x00" * 100, "内容不是扩展名所说的格式"),
    "a text called a Word file": ("a.docx", lambda: _REPORT.encode(), "内容不是扩展名所说的格式"),
    "a PDF called a Word file": ("a.docx", lambda: b"%PDF-1.7\n" + b"x" * 100, "而是PDF"),
    "a Word file called a text": ("a.txt", lambda: _zip({"word/document.xml": b"<x/>"}), "而是压缩文件"),
    "a Word file called a workbook": ("a.xlsx", lambda: _zip({"word/document.xml": b"<x/>"}), "扩展名所说"),
    "an old Word file": ("a.docx", lambda: _OLE + b"\x00" * 600, "旧版 Office"),
    "an old Word file by name": ("a.doc", lambda: _OLE + b"\x00" * 600, "另存为 .docx"),
    "a locked Word file": ("a.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "有密码"),
    "a locked workbook": ("a.xlsx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "有密码"),
    "a locked PDF": ("a.pdf", _locked_pdf, "有密码"),
    "a PDF of blank pages": ("a.pdf", lambda: _pages(1), "没有文字"),
    "a PDF of very many pages": ("a.pdf", lambda: _pages(130), "有 130 页"),
    "a broken PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj<<", "不是完整的 PDF"),
    "a broken old workbook": ("a.xls", lambda: _OLE + b"\x00" * 600, "不是完整的 Excel"),
    "a web page called a workbook": ("a.xls", lambda: b"<html><table></table></html>", "网页"),
    "a zip bomb": (
        "a.docx",
        lambda: _zip({"word/document.xml": b"<x/>", "word/media/a.xml": b"0" * 30_000_000}),
        "解开后过大",
    ),
    "entities in a Word file": ("a.docx", lambda: _zip({"word/document.xml": _LAUGHS}), "XML 实体"),
    "entities in a workbook": ("a.xlsx", lambda: _zip({"xl/workbook.xml": _LAUGHS}), "XML 实体"),
    "no XML in a Word file": ("a.docx", lambda: _zip({"word/document.xml": b"<x/>"}), "不是完整的 Word"),
    "no XML in a workbook": ("a.xlsx", lambda: _zip({"xl/workbook.xml": b"<x/>"}), "不是完整的 Excel"),
    "a page nested without end": ("a.html", lambda: b"<html><body>" + b"<div>" * 240 + b"x", "嵌套超过"),
    "half a UTF-16 file": ("a.txt", lambda: b"\xff\xfe" + _REPORT.encode("utf-16-le") + b"\x00", "UTF-16"),
    "no report at all": ("a.txt", lambda: "今天天气很好，适合散步。\n".encode(), "没有读到年报"),
    "an unknown ending": ("a.pages", lambda: b"x", "不认识的格式"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, content, message = UNREADABLE[case]
    (tmp_path / name).write_bytes(content())
    target = tmp_path / "out" / "2022.yaml"
    done = invoke(capsys, "import", tmp_path / name, "--to", target)
    assert done.code == 2
    assert message in done.err
    assert done.err.startswith(f"{name}：")
    assert done.err.count("\n") == 1
    assert done.out == ""
    assert not target.parent.exists()


def test_a_truncated_file_of_each_format_is_refused(tmp_path: Path) -> None:
    source = sample("shili/dongjie/2022.yaml")
    for kind in ("docx", "xlsx"):
        data = workbook(source) if kind == "xlsx" else exported(source, kind)
        with pytest.raises(UnreadableError, match="不完整"):
            source_of(data[: len(data) // 2], f"report.{kind}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("layout", ["tabs", "html"])
def test_every_encoding_in_use_is_read(encoding: str, layout: str) -> None:
    source = random_report(1)
    data, name = laid_out(source, layout)
    read = imported(data.decode().encode(encoding), name)
    assert tally(source, read) == Tally(right=len(source.figures))
    assert read.office == source.office.name


def test_a_formula_is_not_evaluated(tmp_path: Path) -> None:
    openpyxl: Any = import_module("openpyxl")
    source = random_report(2)
    book = openpyxl.load_workbook(io.BytesIO(workbook(source)))
    cell = next(
        cell
        for row in book["表三"].iter_rows()
        for cell in row
        if cell.value == "一、本年新收政府信息公开申请数量"
    )
    place = book["表三"].cell(cell.row, 4)
    place.value = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    read = imported(stream.getvalue(), "report.xlsx")
    assert read.cells["applications.received[0]"].value is None
    assert any(
        f"公式没有算出的值，按没有填写读取：表三!{place.coordinate}" in note.message for note in read.notes
    )


def test_a_macro_is_told_and_not_run() -> None:
    data = workbook(random_report(2))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    read = imported(stream.getvalue(), "report.xlsx")
    assert any("宏" in note.message for note in read.notes)


def test_text_is_never_a_placeholder_or_markup(tmp_path: Path) -> None:
    from helpers.display.plain import render_text
    from helpers.display.prose import markdown_blocks

    text = "**a** <b>x</b> {{ office.name }} [a](javascript:b) `c` # 1. - &lt;"
    read = imported(f"{_REPORT}{text}\n".encode(), "a.txt")
    written = read.texts["overview.lead"]
    assert "{{" not in written
    assert text in render_text(markdown_blocks(written))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damage_never_crashes_nor_hangs(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["docx", "xlsx", "html", "txt"]))
    source = sample("shili/dongjie/2022.yaml")
    content = bytearray(_documents(kind, source))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.binary(max_size=40))
        content[start : start + data.draw(st.integers(0, 200))] = piece
    began = time.monotonic()
    try:
        imported(bytes(content), f"report.{kind}", 2022)
    except NianbaoError as error:
        assert "\n" not in error.message  # noqa: PT017  # either outcome is right
    assert time.monotonic() - began < 10


_MADE: dict[str, bytes] = {}


def _documents(kind: str, source: Any) -> bytes:
    if kind not in _MADE:
        _MADE[kind] = workbook(source) if kind == "xlsx" else exported(source, kind)
    return _MADE[kind]
