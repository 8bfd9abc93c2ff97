"""LibreOffice opens the Word file and lays it out as it is meant."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.export.docx_office import convert, greys, pages, words
from tests.export.docx_reader import paragraphs, table_cells
from tests.export.docx_samples import docx, every_block, paragraph, statutory_sections

from helpers.display.blocks import TableBlock, TableCell

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.reader("soffice"), pytest.mark.reader("pdftotext")]

LONG = TableBlock(
    "long",
    "长表",
    (
        (TableCell("序号", role="column"), TableCell("内容", role="column")),
        *((TableCell(f"第{number}行", role="row"), TableCell(f"值{number}")) for number in range(120)),
    ),
    columns=2,
    header_rows=1,
    widths=(1.0, 3.0),
)

DOCUMENTS = {
    "all": docx(*every_block()),
    "draft": docx(*every_block(), draft=True),
    "edition-2019": docx(*statutory_sections(2019)),
    "large": docx(*statutory_sections(first=10_000_000)),
    "long": docx(paragraph("表前"), LONG, paragraph("表后")),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return convert(tmp_path_factory.mktemp("office"), DOCUMENTS)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_text_is_on_the_pages(made: dict[str, Path], name: str) -> None:
    found = "".join(pages(made[name]))
    texts = [plain(text) for _, text in paragraphs(DOCUMENTS[name])]
    cells = [plain(text) for table in table_cells(DOCUMENTS[name]) for row in table for text in row]
    assert [text for text in texts if text not in found] == []
    # A cell's lines stand between those of its neighbours, so of the cells the characters are counted.
    assert Counter("".join(texts + cells)) - Counter(found) == Counter()


@pytest.mark.parametrize("name", ["all", "edition-2019", "large"])
def test_heading_caption_and_table_stand_on_one_page(made: dict[str, Path], name: str) -> None:
    for heading, first, last in (
        ("二、主动公开政府信息情况", "第二十条第（一）项", "第二十条第（八）项"),
        ("三、收到和处理政府信息公开申请情况", "申请人情况", "四、结转下年度继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "未经复议直接起诉", "复议后起诉"),
    ):
        assert [heading in page and first in page and last in page for page in pages(made[name])].count(
            True
        ) == 1


def test_a_long_table_repeats_its_header(made: dict[str, Path]) -> None:
    found = pages(made["long"])
    assert len(found) >= 3
    assert [page.count("序号") for page in found] == [1] * len(found)
    assert all("".join(found).count(f"值{number}第") == 1 for number in (0, 60, 118))


def test_pages_are_numbered_outside(made: dict[str, Path]) -> None:
    for page in range(1, len(pages(made["all"])) + 1):
        found = words(made["all"], page)
        numbers = [
            number.x
            for before, number, after in zip(found, found[1:], found[2:], strict=False)
            if (before.text, number.text, after.text) == ("—", str(page), "—")
        ]
        assert len(numbers) == 1
        assert numbers[0] > 480 if page % 2 else numbers[0] < 120


def test_a_draft_is_marked_on_every_page(made: dict[str, Path]) -> None:
    assert all("草稿" in page for page in pages(made["draft"]))
    assert not any("草稿" in page for page in pages(made["all"]))
    pictures = zip(greys(made["draft"]), greys(made["all"]), strict=True)
    assert [draft - other > 0.01 for draft, other in pictures] == [True] * len(pages(made["all"]))


def test_headings_are_bookmarks_and_the_page_is_a4(made: dict[str, Path]) -> None:
    reader: Any = PdfReader(made["all"])
    outline = reader.outline
    assert outline[0].title == "一、总体情况"
    assert outline[1][0].title == "（一）主动公开"
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx([595.3, 841.9], abs=0.5)
    assert reader.root_object["/Lang"] == "zh-CN"
