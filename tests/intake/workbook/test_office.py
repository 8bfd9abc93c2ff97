"""What LibreOffice makes of the workbook: it opens and computes it, and an office's edits in it come back."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories import listed
from tests.intake.published.papers import sample
from tests.intake.workbook.returned import NAME, came_back, opened, told, written

from helpers.form import Figures
from helpers.intake.workbook.write import workbook_of

if TYPE_CHECKING:
    from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Function Loaded(url)
 Dim options(0) As New com.sun.star.beans.PropertyValue
 options(0).Name = "Hidden"
 options(0).Value = True
 Loaded = StarDesktop.loadComponentFromURL(url, "_blank", 0, options())
End Function

Sub Store(book, url)
 Dim options(0) As New com.sun.star.beans.PropertyValue
 options(0).Name = "FilterName"
 options(0).Value = "Calc MS Excel 2007 XML"
 book.storeToURL(url, options())
 book.close(True)
End Sub

Sub Fill(folder)
 book = Loaded(folder &amp; "/sample.xlsx")
 sheet = book.Sheets.getByName("表三")
 sheet.getCellRangeByName("D7").Value = 60
 sheet.unprotect("")
 sheet.Rows.insertByIndex(1, 2)
 sheet.Rows.insertByIndex(13, 1)
 sheet.Columns.insertByIndex(5, 1)
 sheet.getCellRangeByName("C13").String = "涉及国家秘密"
 sheet.getCellRangeByName("D11").Formula = "=1+1"
 sheet.Name = "申请表"
 book.Sheets.moveByName("申请表", 0)
 book.Sheets.copyByName("表四", "表四备份", 1)
 sheet = book.Sheets.getByName("表二")
 sheet.unprotect("")
 sheet.Rows.insertByIndex(0, 1)
 sheet.Columns.insertByIndex(0, 1)
 Store(book, folder &amp; "/edited.xlsx")
End Sub
</script:module>
"""


@pytest.mark.reader("soffice")
def test_libreoffice_computes_the_checks_and_its_edits_come_back(
    readers: dict[str, Path], tmp_path: Path
) -> None:
    source = sample(NAME)
    # The natural persons' row is one more than its total, and so is their column.
    values = dict(source.figures) | listed("applications", "received", [59, 11, 1, 0, 9, 2, 81])
    wrong = replace(source, figures=Figures(source.edition, values))
    (tmp_path / "wrong.xlsx").write_bytes(workbook_of(wrong))
    (tmp_path / "sample.xlsx").write_bytes(written())
    profile, out = tmp_path / "profile", tmp_path / "out"
    office = [str(readers["soffice"]), "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    convert = ["--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "wrong.xlsx")]
    subprocess.run([*office, *convert], check=True, capture_output=True, timeout=180)
    _computed(opened((out / "wrong.xlsx").read_bytes(), computed=True))
    # A new profile has an empty module of that name, which its first start puts there.
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE, encoding="utf-8")
    macro = f'macro:///Standard.Module1.Fill("{tmp_path.as_uri()}")'
    subprocess.run([*office, macro], check=True, capture_output=True, timeout=180)
    _came_back((tmp_path / "edited.xlsx").read_bytes())


def _computed(book: Any) -> None:
    three = book["表三"]
    assert three["K7"].value == "各类申请人之和＝82，总计填 81，请核对"
    assert three["K8"].value == "平"
    assert three["D32"].value == 1
    assert three["K32"].value == "自然人一列差 1，请核对"
    assert three["K33"].value == "平"
    assert three["J30"].value == sample(NAME).figures["applications.total[6]"]
    assert three["A3"].value == "已填全；有 2 处不平，见右边和下边的核对"
    assert three["A2"].value == "示例区住房和城乡建设局　2022年度"
    assert book["表二"]["E7"].value == "平"
    assert book["表四"]["A8"].value == "平"
    assert [book["填表说明"].cell(row, 2).value for row in range(10, 14)] == [
        "已填全",
        three["A3"].value,
        "已填全",
        "已填全",
    ]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "e"] == []


def _came_back(data: bytes) -> None:
    read = came_back(data)
    expected = dict(sample(NAME).figures) | {
        "applications.received[0]": 60,
        "applications.received[6]": 83,
        "applications.granted[0]": 2,
        "applications.granted[6]": 10,
        "applications.total[0]": 40,
        "applications.total[6]": 62,
    }
    assert {address: cell.value for address, cell in read.cells.items()} == expected
    assert str(read.cells["applications.received[0]"].place) == "申请表!D9"
    assert read.missing == {}
    notes = told(read)
    assert "申请表!C13：标签“1.属于国家秘密”被改成“涉及国家秘密”" in notes
    assert "工作表“表四备份”和“表四”是同样的表，只读了“表四”，请核对" in notes
    assert any(note.startswith("申请表!D11：") and "取的是文件里存的计算结果" in note for note in notes)
