"""What a PDF says of itself, and that it is the same wherever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.export.pdf_samples import export, full_document, notebook, render, title

from helpers.display.blocks import Figure
from helpers.errors import NianbaoError
from helpers.export.pdf import PdfExporter
from helpers.export.typst_compile import TypesettingError


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(*full_document())


def test_the_exporter_is_found_by_its_name_and_says_what_it_makes() -> None:
    from nbconvert.exporters import get_exporter

    find: Any = get_exporter
    assert find("nianbao-pdf") is PdfExporter
    assert PdfExporter.output_mimetype == "application/pdf"
    assert export([title()])[1]["output_extension"] == ".pdf"


def test_listing_the_exporters_loads_neither_typst_nor_pikepdf() -> None:
    code = "import sys, helpers.export.pdf; print([m for m in ('typst', 'pikepdf', 'fontTools') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_the_notebook_is_left_as_it_was() -> None:
    node = notebook(full_document())
    before = json.dumps(node)
    make: Any = PdfExporter
    make().from_notebook_node(node)
    assert json.dumps(node) == before


def test_it_claims_pdf_ua_1_and_pdf_a_2a(pdf: bytes) -> None:
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


def test_metadata_say_what_the_report_is(pdf: bytes) -> None:
    metadata: Any = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata.title == "示例区东街街道办事处2022年政府信息公开工作年度报告"
    assert metadata.author == "示例区东街街道办事处"
    assert metadata["/Keywords"] == "政府信息公开, 年度报告, 2022"
    # The last day that the report is about, never the day on which it is made.
    assert metadata["/CreationDate"] == metadata["/ModDate"] == "D:20221231000000Z"


def test_bookmarks_nest(pdf: bytes) -> None:
    def titles(items: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(PdfReader(io.BytesIO(pdf)).outline) == [
        "一、总体情况",
        ["（一）主动公开情况", "（二）依申请公开情况", ["1.其他说明"]],
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "附：图表",
    ]


def test_links_lead_out_and_say_where(pdf: bytes) -> None:
    annotations = [
        annotation.get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for annotation in page.get("/Annots", [])
    ]
    assert [annotation["/A"]["/URI"] for annotation in annotations] == [
        "https://example.gov.cn/%E5%B9%B4%E6%8A%A5"
    ]
    assert all(annotation["/Contents"] for annotation in annotations)


def test_every_font_is_embedded(pdf: bytes) -> None:
    names = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            [descendant] = font["/DescendantFonts"]
            assert descendant.get_object()["/FontDescriptor"].keys() & {"/FontFile2", "/FontFile3"}
            names.add(font["/BaseFont"].split("+")[1].split("-")[0])
    assert names == {"NotoSerifSC", "NotoSansSC", "DejaVuSansMono"}


_MAKE = """
import json, sys, nbformat
from helpers.export.pdf import PdfExporter
node = nbformat.from_dict(json.loads(sys.stdin.read()))
sys.stdout.buffer.write(PdfExporter().from_notebook_node(node)[0])
"""


def test_two_processes_in_two_places_write_the_same_bytes(tmp_path: Path, pdf: bytes) -> None:
    made = set()
    for number, settings in enumerate(
        (
            {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LANG": "C", "HOME": "/"},
            {
                "TZ": "America/New_York",
                "PYTHONHASHSEED": "2",
                "LANG": "zh_CN.UTF-8",
                "SOURCE_DATE_EPOCH": "1",
            },
        )
    ):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", _MAKE],
            input=json.dumps(notebook(full_document())).encode(),
            capture_output=True,
            check=True,
            cwd=folder,
            env=os.environ | settings,
        )
        made.add(hashlib.sha256(done.stdout).hexdigest())
    assert made == {hashlib.sha256(pdf).hexdigest()}


def test_another_report_does_not_change_the_bytes(pdf: bytes) -> None:
    render(title("示例区西街街道办事处"))
    assert render(*full_document()) == pdf


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_what_typst_refuses_is_a_plain_error(svg: str) -> None:
    with pytest.raises(TypesettingError, match=r"^排版失败，没有写出文件：") as caught:
        render(title(), Figure("f", svg, "图", "图"))
    assert isinstance(caught.value, NianbaoError)
    assert "\n" not in caught.value.message
