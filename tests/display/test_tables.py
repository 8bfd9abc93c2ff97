"""A statutory table as a block: each figure in its place, under the headers that name it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.factories import report

from helpers.display.blocks import TableBlock, TableCell
from helpers.display.slots import slots_of
from helpers.display.tables import table_block
from helpers.form import EDITIONS, Edition, Report, Value

TABLES = [
    pytest.param(edition, table.key, id=f"{edition.id}-{table.key}")
    for edition in EDITIONS.values()
    for table in edition.tables
]


def numbered(edition: Edition) -> Report:
    """A report in which no two figures are equal."""
    values: dict[str, Value] = {address: 1000 + number for number, address in enumerate(edition.fields)}
    return report(values, edition=edition.id)


def block_of(edition: Edition, key: str) -> TableBlock:
    source = numbered(edition)
    return table_block(source, source.edition.table(key))


def cells(block: TableBlock) -> list[TableCell]:
    return [cell for row in block.rows for cell in row]


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_each_figure_is_shown_once_at_its_address(edition: Edition, key: str) -> None:
    figures = numbered(edition).figures
    shown = {cell.address: cell.text for cell in cells(block_of(edition, key)) if cell.role == "value"}
    assert shown == {
        address: str(figures[address]) for address, field in edition.fields.items() if field.table == key
    }


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_a_figures_headers_are_the_forms_labels_for_it(edition: Edition, key: str) -> None:
    block = block_of(edition, key)
    texts = {cell.id: cell.text for cell in cells(block) if cell.id}
    titles = {row.key: part.title for part in edition.table(key).blocks for row in part.rows}
    across = {row.key: part.across for part in edition.table(key).blocks for row in part.rows}
    for cell in cells(block):
        if cell.role != "value":
            assert cell.headers == ()
            continue
        field = edition.fields[cell.address]
        band = (titles[field.row.key],) if titles[field.row.key] else ()
        above = (
            field.row.labels + field.column.labels
            if across[field.row.key]
            else field.column.labels + field.row.labels
        )
        assert tuple(texts[name] for name in cell.headers) == band + above


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_a_figures_headers_stand_above_it_or_left_of_it(edition: Edition, key: str) -> None:
    block = block_of(edition, key)
    places = {
        slot.cell.id: (number, slot.column, slot.cell)
        for number, slots in enumerate(slots_of(block))
        for slot in slots
        if slot.cell.id
    }
    for number, slots in enumerate(slots_of(block)):
        for slot in slots:
            for name in slot.cell.headers:
                row, column, header = places[name]
                above = row + header.rowspan <= number and column <= slot.column < column + header.colspan
                left = row <= number < row + header.rowspan and column + header.colspan <= slot.column
                assert above != left


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_names_of_headers_are_unique_over_the_whole_report(edition: Edition, key: str) -> None:
    names = [cell.id for table in edition.tables for cell in cells(block_of(edition, table.key)) if cell.id]
    assert len(names) == len(set(names))
    assert all(cell.id for cell in cells(block_of(edition, key)) if cell.role != "value")


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_the_columns_fill_the_type_area(edition: Edition, key: str) -> None:
    block = block_of(edition, key)
    assert len(block.widths) == block.columns
    assert sum(block.widths) == pytest.approx(156, abs=0.2)
    assert min(block.widths) > 8


def test_the_caption_names_the_year() -> None:
    assert [block_of(EDITIONS[2021], table.key).caption for table in EDITIONS[2021].tables] == [
        "2022年主动公开政府信息情况",
        "2022年收到和处理政府信息公开申请情况",
        "2022年政府信息公开行政复议、行政诉讼情况",
    ]


def test_what_is_missing_is_shown_empty_and_what_is_no_number_as_it_is() -> None:
    source = report(
        changes={"applications.received[0]": None, "applications.received[1]": "/", "proactive.licences": -2}
    )
    shown = {
        cell.address: cell.text
        for table in source.edition.tables
        for cell in cells(table_block(source, table))
        if cell.address
    }
    assert shown["applications.received[0]"] == ""
    assert shown["applications.received[1]"] == "/"
    assert shown["proactive.licences"] == "-2"
    assert shown["applications.received[2]"] == "0"


@pytest.mark.parametrize(
    ("decimals", "text"), [(None, "0.092"), (4, "0.0920"), (3, "0.092"), (2, "0.092"), (0, "0.092")]
)
def test_fees_are_printed_with_the_places_that_are_asked_for(decimals: int | None, text: str) -> None:
    source = report(changes={"proactive.fees": Decimal("0.092")})
    block = table_block(source, source.edition.table("proactive"), decimals)
    assert [cell.text for cell in cells(block) if cell.address == "proactive.fees"] == [text]
    assert [cell.text for cell in cells(block) if cell.address == "proactive.licences"] == ["0"]
