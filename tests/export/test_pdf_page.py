"""The page as poppler sees it: GB/T 9704—2012's type area, grid, page numbers and faces."""

from __future__ import annotations

import itertools
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.export.pdf_samples import PROSE, full_document, paragraph, render, tables, title

from helpers.display.blocks import Heading

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.reader("pdftotext")

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM


@dataclass(frozen=True)
class Word:
    """A word and its box in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def pages_of(pdf: bytes, program: Path) -> list[list[Word]]:
    done = subprocess.run([program, "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = []
    for width, height, body in _PAGE.findall(done.stdout.decode()):
        assert (float(width), float(height)) == pytest.approx((210 * MM, 297 * MM), abs=0.01)
        pages.append(
            [Word(text, *map(float, (x0, y0, x1, y1))) for x0, y0, x1, y1, text in _WORD.findall(body)]
        )
    return pages


def lines_of(words: list[Word]) -> list[list[Word]]:
    """The words of the type area by line."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        if word.bottom < BOTTOM + 6:
            lines.setdefault(round(word.bottom), []).append(word)
    return [lines[place] for place in sorted(lines)]


def test_a_full_page_has_22_lines_of_28_characters(readers: dict[str, Path]) -> None:
    pages = pages_of(render(title(), paragraph("政" * 28 * 60)), readers["pdftotext"])
    lines = lines_of(pages[1])
    assert len(lines) == 22
    assert {sum(len(word.text) for word in line) for line in lines} == {28}
    pitches = {round(after[0].bottom - before[0].bottom, 1) for before, after in itertools.pairwise(lines)}
    assert pitches == {29.0}  # 225 mm / 22
    assert min(word.left for word in pages[1]) == pytest.approx(LEFT, abs=0.5)
    assert max(word.right for line in lines for word in line) == pytest.approx(RIGHT, abs=1)


def test_everything_stands_in_the_type_area(readers: dict[str, Path]) -> None:
    long = title("示例省示例市示例区" * 22)
    names = [long, Heading(1, "很长的标题" * 30), paragraph("https://example.gov.cn/" + "x" * 300)]
    for document in (full_document(), [*names, *tables()]):
        for words in pages_of(render(*document), readers["pdftotext"]):
            for word in words:
                # Latin letters in poppler's boxes reach a little above and below the line.
                assert word.left >= LEFT - 1
                # A full-width mark at a line's end hangs its blank half over the edge.
                hangs = 8 if word.text[-1] in "，。、；：）》” " else 0
                assert word.right <= RIGHT + 1 + hangs
                assert word.top >= TOP - 6
                assert word.bottom <= BOTTOM + 6 or re.fullmatch(r"[—\d]+", word.text)


def test_page_numbers_stand_outside_below_the_type_area(readers: dict[str, Path]) -> None:
    pages = pages_of(render(title(), *[paragraph(PROSE) for _ in range(30)]), readers["pdftotext"])
    character = 156 * MM / 28
    for number, words in enumerate(pages, 1):
        footer = [word for word in words if word.top > BOTTOM]
        assert "".join(word.text for word in footer) == f"—{number}—"
        left, right = min(word.left for word in footer), max(word.right for word in footer)
        if number % 2:
            assert right == pytest.approx(RIGHT - character, abs=3)
        else:
            assert left == pytest.approx(LEFT + character, abs=3)
        [digit] = [word for word in footer if word.text.isdigit()]
        assert digit.right - digit.left == pytest.approx(14 * 0.56 * len(digit.text), abs=1.5)
        # 7 mm from the type area to the dashes, which are drawn half-way up a line of 14 pt.
        assert (digit.top + digit.bottom) / 2 - BOTTOM == pytest.approx(7 * MM + 7, abs=4)


def test_first_lines_are_indented_by_two_characters(readers: dict[str, Path]) -> None:
    [words] = pages_of(
        render(title(), Heading(1, "一、总体情况"), paragraph("政" * 60)), readers["pdftotext"]
    )
    heading, first, second, _ = lines_of(words)[-4:]
    two = 2 * 156 * MM / 28
    assert heading[0].left == pytest.approx(LEFT + two, abs=1)
    assert first[0].left == pytest.approx(LEFT + two, abs=1)
    assert second[0].left == pytest.approx(LEFT, abs=1)


def test_the_title_is_broken_at_its_lines_and_centred(readers: dict[str, Path]) -> None:
    [words] = pages_of(render(title()), readers["pdftotext"])
    first, second = lines_of(words)
    assert "".join(word.text for word in first) == "示例区东街街道办事处2022年"
    assert "".join(word.text for word in second) == "政府信息公开工作年度报告"
    for line in (first, second):
        assert line[0].left - LEFT == pytest.approx(RIGHT - line[-1].right, abs=1)


def text_of(pdf: bytes, program: Path) -> list[str]:
    done = subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_text_is_read_in_order(readers: dict[str, Path]) -> None:
    text = "".join("".join(text_of(render(*full_document()), readers["pdftotext"])).split())
    marks = (
        "年度报告",
        "编制本报告",
        "一、总体情况",
        "（一）主动公开",
        "1.其他说明",
        "二、主动",
        "第二十条第（八）项",
    )
    more = (
        "三、收到",
        "四、结转",
        "四、政府信息",
        "复议后起诉",
        "五、存在",
        "六、其他",
        "附：图表",
        "收办情况",
    )
    places = [text.index(mark) for mark in (*marks, *more)]
    assert places == sorted(places)


def test_every_page_of_a_draft_is_marked(readers: dict[str, Path]) -> None:
    draft = render(*full_document(draft=True))
    assert all("草" in page and "稿" in page for page in text_of(draft, readers["pdftotext"]))
    # The mark is no part of what a screen reader reads.
    assert "草稿" not in text_of(render(*full_document()), readers["pdftotext"])[0]


def test_fonts_are_embedded_subsets_with_text(readers: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(render(*full_document()))
    program = readers["pdftotext"].with_name("pdffonts")
    done = subprocess.run([program, file], capture_output=True, check=True, text=True)
    fonts = [line.split() for line in done.stdout.splitlines()[2:]]
    assert len(fonts) == 3
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts)
