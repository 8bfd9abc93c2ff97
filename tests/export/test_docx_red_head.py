"""The red head (红头): the office's mark above the title and a red line below it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.export.docx_reader import find, paragraphs, part, values
from tests.export.docx_samples import notebook, paragraph, title

from helpers.export.docx import DocxExporter


def export(**settings: Any) -> bytes:
    made: bytes
    exporter: Any = DocxExporter
    made, _ = exporter(**settings).from_notebook_node(notebook([title(), paragraph("有。")]))
    return made


def test_without_a_mark_there_is_no_red_head() -> None:
    assert [style for style, _ in paragraphs(export())] == ["公文标题", "公文正文"]


def test_the_mark_stands_above_the_title_and_the_line_below_it() -> None:
    made = export(red_head="示例区教育局文件")
    assert paragraphs(made)[0] == ("发文机关标志", "示例区教育局文件")
    styles = values(part(made), "//w:body/w:p/w:pPr/w:pStyle/@w:val")
    assert styles[:3] == ["RedHead", "DocumentNumber", "ReportTitle"]
    sheet = part(made, "word/styles.xml")
    assert values(sheet, "//w:style[@w:styleId='RedHead']/w:rPr/w:color/@w:val") == ["FF0000"]
    assert values(sheet, "//w:style[@w:styleId='DocumentNumber']/w:pPr/w:pBdr/w:bottom/@w:color") == [
        "FF0000"
    ]
    assert not find(part(made), "//w:body/w:p[1]/w:r/w:rPr")


@pytest.mark.parametrize(("length", "size"), [(20, "44"), (14, "63"), (60, "44")])
def test_a_long_mark_is_set_smaller(length: int, size: str) -> None:
    made = export(red_head="示“" * (length // 2))
    assert values(part(made), "//w:body/w:p[1]/w:r/w:rPr/w:sz/@w:val") == [size]
    assert len(find(part(made), "//w:body/w:p[1]/w:r/w:rPr")) == 1


def test_the_styles_that_an_office_adds_are_there() -> None:
    names = values(part(export(), "word/styles.xml"), "//w:style/w:name/@w:val")
    wanted = {"发文机关标志", "发文字号", "主送机关", "附件说明", "发文机关署名", "成文日期", "附注"}
    assert wanted <= set(names)
