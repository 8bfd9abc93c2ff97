"""The report of faces: what a document is really set in, and every character that fell back or is missing."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.pdf_samples import export, notebook, paragraph, render, title

from helpers.display.blocks import Figure, Heading
from helpers.display.fonts import SANS, SERIF
from helpers.export.docx import DocxExporter
from helpers.export.html import HtmlExporter
from helpers.export.typst_faces import ROLES, SYSTEM_ROLES, coverage, fonts, roles

if TYPE_CHECKING:
    from pathlib import Path

NAMES = "喆昇珺琋烜㛃䶮𬭎"


def report(exporter: Any, *blocks: Any, **settings: Any) -> dict[str, Any]:
    _, resources = exporter(**settings).from_notebook_node(notebook([title(), *blocks]))
    found: dict[str, Any] = resources["fonts"]
    return found


def test_a_pdf_says_which_faces_each_role_is_set_in() -> None:
    _, resources = export([title(), Heading(1, "一、总体情况"), paragraph(f"有☑，{NAMES}，𠮷。")])
    assert resources["fonts"] == {
        "used": {"title": [SERIF], "body": [SERIF, "DejaVu Sans"], "heading-1": [SANS]},
        "fell_back": {"☑": "DejaVu Sans"},
        "missing": ["𠮷"],
    }


@pytest.mark.reader("pdftotext")
def test_a_pdf_is_set_in_the_faces_that_are_reported(tmp_path: Path) -> None:
    pdf, resources = export([title(), Heading(1, "一、总体情况"), paragraph("有☑。")])
    (tmp_path / "a.pdf").write_bytes(pdf)
    listed = subprocess.run(
        ["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    embedded = {row[0].split("+")[-1].split("-")[0] for row in rows}
    reported = {face.replace(" ", "") for used in resources["fonts"]["used"].values() for face in used}
    assert embedded == reported
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)  # embedded, a subset, with Unicode


def test_a_word_file_says_which_names_its_faces_lack() -> None:
    found = report(DocxExporter, Heading(1, NAMES), paragraph(f"{NAMES}𠮷有“引号”和abc。"))
    # 昇 is not in GB/T 2312; 黑体 has the characters of GBK.
    assert set("喆昇珺琋烜㛃䶮𬭎") == set(found["fell_back"])
    assert found["missing"] == ["𠮷"]
    assert found["used"]["body"] == ["仿宋_GB2312", "Times New Roman", SERIF]
    assert found["used"]["heading-1"] == ["黑体", SERIF]


def test_a_page_says_what_no_known_face_has() -> None:
    found = report(HtmlExporter, paragraph(f"{NAMES}𠮷"))
    assert found["missing"] == ["𠮷"]
    assert found["used"]["body"] == [SERIF]


def test_a_charts_words_are_looked_at_too() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    for exporter in (HtmlExporter, DocxExporter):
        found = report(exporter, Figure("f", svg, "条形图：喆𠮷", "图"))
        assert found["missing"] == ["𠮷"]
        assert found["used"]["chart"] == [SANS]


def test_pinned_faces_leave_the_machines_own_out() -> None:
    assert roles() == dict(ROLES)
    pinned = {family for families in ROLES.values() for family in families}
    assert set(coverage("pinned")) == pinned


def test_the_machines_faces_come_first_where_they_are_asked_for() -> None:
    there = set(fonts("system").families())
    for role, families in roles("system").items():
        own = [family for family in SYSTEM_ROLES[role] if family in there]
        assert list(families) == [*own, *ROLES[role]]
    assert render(title(), paragraph("有。"), fonts="system").startswith(b"%PDF")
