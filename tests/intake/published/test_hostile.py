"""Files that are broken, locked, lying or meant to harm: one line says what is wrong, and nothing is written."""

from __future__ import annotations

import io
import json
import os
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


def _lying() -> bytes:
    """A Word file whose part says that it is small."""
    made = bytearray(_zip({"word/document.xml": b"<x>" + b"0" * 200_000 + b"</x>"}))
    size = (200_007).to_bytes(4, "little")
    for _ in range(2):
        at = made.index(size)
        made[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(made)


def _many_parts() -> bytes:
    return _zip({"word/document.xml": b"<x/>"} | {f"word/media/{number}.bin": b"" for number in range(5100)})


def _nested() -> bytes:
    inner = _zip({"0": b"0" * 30_000_000})
    for _ in range(3):
        inner = _zip({"a.zip": inner, "word/document.xml": b"<x/>"})
    return inner


def _huge_sheet() -> bytes:
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = "一、总体情况"
    book.active["XFD500"] = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merged_sheet() -> bytes:
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = "一、总体情况"
    book.active.merge_cells("A1:B2")
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip({name: part.replace(b'"A1:B2"', b'"A1:XFD1048576"') for name, part in parts.items()})


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
    "a zip bomb that lies": ("a.docx", _lying, "不完整或已损坏"),
    "a zip bomb of many parts": ("a.docx", _many_parts, "解开后过大"),
    "zip files in one another": ("a.docx", _nested, "不是完整的 Word"),
    "entities far down in a Word file": (
        "a.docx",
        lambda: _zip({"word/document.xml": b"<!--" + b" " * 9000 + b"-->" + _LAUGHS[21:]}),
        "XML 实体",
    ),
    "entities in UTF-16": (
        "a.xlsx",
        lambda: _zip({"xl/workbook.xml": _LAUGHS[21:].decode().encode("utf-16")}),
        "XML 实体",
    ),
    "a sheet without end": ("a.xlsx", _huge_sheet, "工作表超过"),
    "merged cells without end": ("a.xlsx", _merged_sheet, "合并单元格过大"),
    "a web page called a Word file": ("a.docx", lambda: b"<html><p>x</p></html>", "内容不是扩展名所说的格式"),
    "a PDF called a text": ("a.txt", lambda: b"%PDF-1.7\n" + b"x" * 100, "而是PDF"),
    "a text called a workbook": ("a.xlsx", lambda: _REPORT.encode(), "内容不是扩展名所说的格式"),
    "an old Word file called a text": ("a.txt", lambda: _OLE + b"\x00" * 600, "旧版 Office"),
    "a picture": ("a.png", lambda: b"\x89PNG\r\n", "图片里的数读不了"),
    "an archive": ("a.rar", lambda: b"Rar!", "请先解压"),
    "an OFD file": ("a.ofd", lambda: b"PK\x03\x04", "另存为 .pdf"),
    "a WPS sheet": ("a.et", lambda: _OLE, "另存为 .xlsx"),
    "a page without text": ("a.html", lambda: b"<html><body><script>x</script></body></html>", "没有文字"),
    "a page of entities": (
        "a.html",
        lambda: b"<!DOCTYPE html [<!ENTITY a 'aaaa'>]><html><body>&a;&b;</body></html>",
        "没有读到年报",
    ),
    "a text of very many lines": ("a.txt", lambda: b"x\n" * 30_000, "行，不像一份年报"),
    "a text without end": ("a.txt", lambda: b"x" * 5_000_000, "文字超过 4 MiB"),
    "a table without end": (
        "a.html",
        lambda: b"<html><table>" + b"<tr>" + b"<td>1" * 250_000 + b"</table></html>",
        "表格超过",
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


@pytest.mark.parametrize(
    ("kind", "message"), [("docx", "不完整"), ("xlsx", "不完整"), ("pdf", "不是完整的 PDF")]
)
def test_a_truncated_file_is_refused(kind: str, message: str) -> None:
    source = sample("shili/dongjie/2022.yaml")
    data = workbook(source) if kind == "xlsx" else exported(source, kind)
    with pytest.raises(UnreadableError, match=message):
        source_of(data[: len(data) // 2], f"report.{kind}")


def test_formats_that_go_on_to_the_end_of_a_sheet_are_no_cells() -> None:
    openpyxl: Any = import_module("openpyxl")
    source = random_report(2)
    book = openpyxl.load_workbook(io.BytesIO(workbook(source)))
    far = book["表三"]["XFD1048576"]
    far.font = openpyxl.styles.Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    assert tally(source, imported(stream.getvalue(), "report.xlsx")) == Tally(right=200)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.other+xml"),
        ("word/numbering.xml", b'w:ilvl="0"', b'w:ilvl="\xc2\xb2"'),
        ("word/numbering.xml", b'w:ilvl="0"', b'w:ilvl="99999999"'),
        ("word/document.xml", b"<w:gridSpan w:val=", b'<w:gridSpan w:val="-9" x='),
    ],
)
def test_a_spoilt_part_of_a_word_file_is_read_or_refused(part: str, old: bytes, new: bytes) -> None:
    data = exported(sample("shili/zhujian/2022.yaml"), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    try:
        imported(_zip(parts), "report.docx", 2022)
    except UnreadableError as error:
        assert "不是完整的 Word" in error.message  # noqa: PT017  # either outcome is right


def test_a_link_to_a_template_is_told_and_not_followed() -> None:
    data = exported(sample("shili/dongjie/2022.yaml"), "docx")
    stream = io.BytesIO()
    link = (
        b'<Relationship Id="rId999" Type="http://x/relationships/attachedTemplate" '
        b'Target="http://192.0.2.1/a.dotm" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", link)
            out.writestr(name, part)
    read = imported(stream.getvalue(), "report.docx")
    assert any("链接，没有打开" in note.message for note in read.notes)


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


def test_what_is_no_file_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    for name, message in (("pipe", "不是普通文件"), ("device", "不是普通文件"), ("circle", "链接绕成了圈")):
        done = invoke(capsys, "import", tmp_path / f"{name}.txt", "--to", tmp_path / "out" / "2022.yaml")
        assert (done.code, done.err.startswith(f"{name}.txt：")) == (2, True)
        assert message in done.err


def test_a_name_that_is_not_in_utf_8_is_told_and_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As files come out of an archive that was packed on a Chinese Windows."""
    content, _ = laid_out(random_report(1), "html")
    path = tmp_path / os.fsdecode("年报.html".encode("gb18030"))
    path.write_bytes(content)
    target = tmp_path / "out" / "2022.yaml"
    done = invoke(capsys, "import", path, "--to", target, "--json")
    assert json.loads(done.out)["sources"][0]["name"] == "年报.html"
    assert '"年报.html"' in target.with_name("2022.import.json").read_text(encoding="utf-8")
