"""The three statutory tables in the PDF, read back cell by cell."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from tests.export.pdf_reader import Element, structure, table_cells
from tests.export.pdf_samples import paragraph, render, report, tables, title

from helpers.display.blocks import Heading, TableBlock, TableCell
from helpers.display.slots import slots_of


def blocks_of(edition: int) -> list[TableBlock]:
    return [
        block for block in tables(report(edition, lambda number: number)) if isinstance(block, TableBlock)
    ]


@pytest.mark.parametrize("edition", [2019, 2021])
def test_every_cell_is_read_back(edition: int) -> None:
    source = report(edition, lambda number: 1000 + number)
    read = table_cells(render(title(), *tables(source)))
    printed = [block for block in tables(source) if isinstance(block, TableBlock)]
    assert read == [[[cell.text for cell in row] for row in table.rows] for table in printed]
    figures = [cell.text for table in printed for row in table.rows for cell in row if cell.role == "value"]
    assert figures == [f"{1000 + number}" for number in range(len(source.edition.fields))]


def grid(table: Element) -> dict[tuple[int, int], Element]:
    """The element that covers each place of a table."""
    places: dict[tuple[int, int], Element] = {}
    for row, element in enumerate(table.all("TR")):
        column = 0
        for cell in element.kids:
            while (row, column) in places:
                column += 1
            for down in range(cell.attributes.get("RowSpan", 1)):
                for across in range(cell.attributes.get("ColSpan", 1)):
                    assert (row + down, column + across) not in places
                    places[row + down, column + across] = cell
    return places


@pytest.mark.parametrize("edition", [2019, 2021])
def test_spans_close_the_grid(edition: int) -> None:
    root = structure(render(title(), *tables(report(edition))))
    for table, block in zip(root.all("Table"), blocks_of(edition), strict=True):
        wanted = {(row, column) for row in range(len(block.rows)) for column in range(block.columns)}
        assert set(grid(table)) == wanted


@pytest.mark.parametrize("edition", [2019, 2021])
def test_each_figure_names_its_headers(edition: int) -> None:
    """Headers (TH with scope) for columns and rows alike, and each figure refers to those that are its own."""
    root = structure(render(title(), *tables(report(edition))))
    for table, block in zip(root.all("Table"), blocks_of(edition), strict=True):
        places = grid(table)
        headers = {cell.identifier: cell for cell in table.all("TH")}
        texts = {cell.id: cell.text for row in block.rows for cell in row if cell.id}
        for number, row in enumerate(slots_of(block)):
            for slot in row:
                cell = places[number, slot.column]
                if slot.cell.role == "value":
                    assert cell.tag == "TD"
                    named = [headers[str(name)].text for name in cell.attributes["Headers"]]
                    assert sorted(named) == sorted(texts[name] for name in slot.cell.headers)
                else:
                    assert cell.tag == "TH"
                    assert cell.attributes["Scope"] == ("/Row" if slot.cell.role == "row" else "/Column")


def test_header_ids_can_be_looked_up() -> None:
    pdf = render(title(), *tables())
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    tree = root["/StructTreeRoot"]["/IDTree"]
    leaves = [leaf.get_object() for leaf in tree.get("/Kids", [tree])]
    names = [str(name) for leaf in leaves for name in leaf["/Names"][::2]]
    assert names == sorted(cell.identifier for cell in structure(pdf).all("TH"))


def long_table(rows: int) -> TableBlock:
    head = tuple(TableCell(text, "column") for text in "甲乙丙")
    body = tuple(tuple(TableCell(f"{row}-{column}") for column in range(3)) for row in range(rows))
    return TableBlock("long", "长表", (head, *body), 3, 1, (1, 1, 1))


def test_a_table_longer_than_a_page_repeats_its_header_and_is_read_once() -> None:
    pdf = render(title(), Heading(1, "表"), long_table(150))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 2
    assert all("甲" in page and "丙" in page for page in pages)
    [table] = table_cells(pdf)
    assert [row[0] for row in table] == ["甲", *(f"{row}-0" for row in range(150))]


@pytest.mark.parametrize("lines", range(0, 22, 3))
def test_heading_caption_and_table_stand_on_one_page(lines: int) -> None:
    text = [paragraph("行") for _ in range(lines)]
    source = report(value=lambda number: 10_000_000 + number)
    pages = PdfReader(io.BytesIO(render(title(), *text, *tables(source)))).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    for heading, caption, last in (
        ("二、主动公开政府信息情况", "2022年主动公开政府信息情况", "10000009"),
        ("三、收到和处理政府信息公开申请情况", "2022年收到和处理政府信息公开申请情况", "10000184"),
        ("四、政府信息公开行政复议、行政诉讼情况", "2022年政府信息公开行政复议、行政诉讼情况", "10000199"),
    ):
        assert len([page for page in texts if heading in page and caption in page and last in page]) == 1


def test_a_figure_that_is_no_number_is_shown() -> None:
    cells = ("/", "未填写，正在向有关科室核实后补报", "12345678901234567890123", "-3", "0.0921")
    block = TableBlock("t", "表", (tuple(TableCell(text) for text in cells),), 5, 0, (1, 1, 1, 1, 1))
    assert table_cells(render(title(), block)) == [[list(cells)]]
