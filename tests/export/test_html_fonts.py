"""The option that embeds fonts: the page carries its faces, cut down to its characters."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from tests.export.chromium import chromium
from tests.export.pdf_samples import notebook, paragraph, title

from helpers.display.blocks import Block
from helpers.display.fonts import SANS, SERIF
from helpers.export.html import HtmlExporter


def render(*texts: str, **settings: Any) -> str:
    blocks: list[Block] = [title(), *(paragraph(text) for text in texts)]
    exporter: Any = HtmlExporter
    page: str
    page, _ = exporter(**settings).from_notebook_node(notebook(blocks))
    return page


def embedded(page: str) -> dict[str, bytes]:
    rule = r"font-family: '([^']+)'; src: url\(data:font/woff;base64,([^)]+)\)"
    return {family: base64.b64decode(data) for family, data in re.findall(rule, page)}


def test_by_default_a_page_carries_no_font() -> None:
    page = render("有。")
    assert "@font-face" not in page
    assert "font-src" not in page


def test_both_faces_are_embedded_with_the_pages_characters_alone() -> None:
    page = render("喆昇珺，有。", embed_fonts=True)
    assert "font-src data:" in page
    found = embedded(page)
    assert set(found) == {SERIF, SANS}
    for data in found.values():
        points = set(TTFont(io.BytesIO(data)).getBestCmap())
        assert {ord(character) for character in "喆昇珺，有。草稿A1"} <= points
        assert ord("龙") not in points
    assert len(page) < 400_000


def test_the_same_page_has_the_same_fonts() -> None:
    again = 'import sys; from tests.export.test_html_fonts import render; sys.stdout.write(render("有。", embed_fonts=True))'
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", again],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "99"},
        capture_output=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.decode() == render("有。", embed_fonts=True)


@pytest.mark.reader("chromium")
def test_a_browser_takes_the_embedded_faces(readers: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(render("有。", embed_fonts=True), encoding="utf-8")
    with chromium(readers["chromium"]) as page:
        page.open(file, 800)
        loaded = page.run("document.fonts.ready.then(all => [...all].map(one => one.family + one.status))")
        assert page.problems == []
    assert f'"{SERIF}"loaded' in loaded or f"{SERIF}loaded" in loaded
