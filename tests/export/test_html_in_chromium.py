"""The web page in a real browser: on a desk, on a phone, in the dark, on paper, by keyboard, read aloud."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.export.chromium import Page, axe_script, chromium
from tests.export.pdf_samples import SVG, full_document, paragraph, report, tables, title
from tests.export.test_html import FINDINGS, render

from helpers.display.blocks import (
    Code,
    Figure,
    FindingItem,
    FindingList,
    Heading,
    Link,
    Preformatted,
    Run,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.display.blocks import Block

pytestmark = pytest.mark.reader("chromium")

DESK, PHONE = 1280, 360

SECOND_REGION = "document.querySelectorAll('.nb-scroll')[1]"


@pytest.fixture
def browser(readers: dict[str, Path]) -> Iterator[Page]:
    with chromium(readers["chromium"]) as page:
        yield page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, [*full_document(draft=True), FINDINGS])


def write(folder: Path, blocks: list[Block]) -> Path:
    path = folder / "report.html"
    path.write_text(render(*blocks), encoding="utf-8")
    return path


def test_the_page_asks_for_nothing_and_has_no_complaint(browser: Page, file: Path) -> None:
    for width in (DESK, PHONE):
        browser.open(file, width)
    assert browser.requests == []
    assert browser.problems == []
    # The style counts: its hash in the policy is right.
    assert browser.run("getComputedStyle(document.querySelector('.nb-skip')).position") == "absolute"
    assert browser.run("[...document.images].every(image => image.naturalWidth > 0)") is True


@pytest.mark.parametrize("figure", [3, 98_765_432])
def test_only_tables_scroll_sideways_on_a_phone(browser: Page, tmp_path: Path, figure: int) -> None:
    long = "https://example.gov.cn/" + "a" * 300
    blocks = [
        title("示例区" + "很长的单位名称" * 28),
        paragraph(Link(long, (Run(long),)), Code("b" * 300)),
        Heading(2, "c" * 300),
        Preformatted("d" * 300),
        FindingList((FindingItem("e" * 300, "error", "f" * 300),)),
        Figure("g", SVG, "图", "h" * 300, width=500),
        *tables(report(2021, lambda _: figure)),
    ]
    path = tmp_path / "report.html"
    path.write_text(render(*blocks, look="review"), encoding="utf-8")
    browser.open(path, PHONE)
    assert browser.run("document.documentElement.scrollWidth") == PHONE
    assert browser.run(f"{SECOND_REGION}.scrollWidth > {SECOND_REGION}.clientWidth") is True


def test_row_labels_stay_while_a_table_scrolls(browser: Page, file: Path) -> None:
    browser.open(file, PHONE)
    places = f"""(() => {{
        const cell = text => [...{SECOND_REGION}.querySelectorAll('th')].find(th => th.textContent == text);
        return ['（七）总计', '3.其他', '自然人'].map(text => cell(text).getBoundingClientRect().left);
    }})()"""
    before = browser.run(places)
    browser.run(f"{SECOND_REGION}.scrollLeft = 150")
    after = browser.run(places)
    # The table's own border scrolls away.
    assert after[:2] == pytest.approx(before[:2], abs=1)
    assert after[2] == before[2] - 150
    labels = f"Math.max(...[...{SECOND_REGION}.querySelectorAll('tbody th')].map(th => th.getBoundingClientRect().right))"
    assert browser.run(labels) < PHONE * 0.6


def test_the_keyboard_reaches_the_skip_link_and_scrolls_a_table(browser: Page, file: Path) -> None:
    browser.open(file, PHONE)
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "nb-skip"
    assert browser.run("document.activeElement.getBoundingClientRect().top >= 0") is True
    for _ in range(20):
        browser.press("Tab")
        if browser.run(f"document.activeElement == {SECOND_REGION}"):
            break
    assert browser.run(f"getComputedStyle({SECOND_REGION}).outlineStyle") == "solid"
    browser.press("ArrowRight")
    moved = f"new Promise(done => setTimeout(() => done({SECOND_REGION}.scrollLeft), 500))"
    assert browser.run(moved) > 0


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_dark_scheme_is_dark(browser: Page, file: Path, width: int) -> None:
    colours: list[tuple[int, int]] = []
    for scheme in ("light", "dark"):
        browser.open(file, width, scheme=scheme)
        ink, paper = browser.run(
            "['color', 'backgroundColor'].map(name => getComputedStyle(document.querySelector('main'))[name])"
        )
        colours.append((_lightness(ink), _lightness(paper)))
    (light_ink, light_paper), (dark_ink, dark_paper) = colours
    assert light_ink < 60 < 200 < light_paper
    assert dark_paper < 60 < 200 < dark_ink


def _lightness(colour: str) -> int:
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")) // 3


@pytest.mark.parametrize("edition", [2019, 2021])
@pytest.mark.parametrize("figure", [3, 98_765_432])
def test_a_printed_table_stands_on_one_page_with_its_heading(
    browser: Page, tmp_path: Path, edition: int, figure: int
) -> None:
    form = report(edition, lambda _: figure)
    browser.open(write(tmp_path, [*full_document()[:8], *tables(form)]), DESK)
    pages = _printed(browser)
    for table, last in (
        ("收到和处理政府信息公开申请情况", "结转下年度继续办理"),
        ("行政诉讼情况", "复议后起诉"),
    ):
        (page,) = [page for page in pages if last in page]
        assert page.count(table) == 2  # heading and caption
        assert str(figure) in page
    assert sum(page.count(str(figure)) for page in pages) >= 190


def test_printed_pages_are_a4_numbered_and_marked_as_a_draft(browser: Page, file: Path) -> None:
    browser.open(file, DESK, scheme="dark")
    document = PdfReader(io.BytesIO(browser.pdf()))
    assert {
        tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in document.pages
    } == {(210, 297)}
    for number, page in enumerate(_printed(browser), 1):
        assert f"— {number} —" in page
        assert "草稿" in page
        assert "跳到正文" not in page


def _printed(browser: Page) -> list[str]:
    """The text of each printed page; the browser maps some characters to radicals that look alike."""
    pages = PdfReader(io.BytesIO(browser.pdf())).pages
    return [unicodedata.normalize("NFKC", page.extract_text()) for page in pages]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, 820, PHONE])
def test_axe_finds_no_barrier(browser: Page, file: Path, width: int, scheme: str) -> None:
    axe = axe_script()
    browser.open(file, width, scheme=scheme)
    browser.run(f"{axe};0")
    found: list[Any] = browser.run(
        "axe.run().then(found => found.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]))"
    )
    assert found == []
