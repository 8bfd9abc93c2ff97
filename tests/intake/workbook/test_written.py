"""The workbook that goes out: the official form, its colours and locks, its checks, its paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.factories import listed, report
from tests.intake.published.papers import sample
from tests.intake.workbook.returned import NAME, opened, written

from helpers.errors import UsageError
from helpers.form import EDITIONS, Figures, Kind, Narrative, Text
from helpers.form.grid import Role
from helpers.intake.workbook.design import TOP, sheet_of
from helpers.intake.workbook.names import name_of
from helpers.intake.workbook.write import workbook_of

SAMPLES = {2021: NAME, 2019: "shili/jiaoyu/2020.yaml"}


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def book(request: pytest.FixtureRequest) -> Any:
    return opened(written(SAMPLES[request.param]))


def edition_in(book: Any) -> int:
    return int(book.defined_names["nianbao.edition"].value)


def test_the_sheets_are_the_forms_tables(book: Any) -> None:
    assert book.sheetnames == ["填表说明", "表二", "表三", "表四", "文字"]
    for table in EDITIONS[edition_in(book)].tables:
        plan = sheet_of(edition_in(book), table.key)
        sheet = book[plan.title]
        merged = {str(found) for found in sheet.merged_cells.ranges}
        for printed in plan.cells:
            cell = sheet.cell(printed.row, printed.column)
            if printed.cell.role is not Role.VALUE:
                assert cell.value == printed.cell.text
            if printed.cell.rowspan * printed.cell.colspan > 1:
                last = sheet.cell(printed.last_row, printed.last_column)
                assert f"{cell.coordinate}:{last.coordinate}" in merged
        assert sheet.cell(1, 1).value == f"{table.ordinal}、{table.caption}"


def test_labels_are_locked_and_cells_to_fill_in_are_not(book: Any) -> None:
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for table in EDITIONS[edition_in(book)].tables:
        plan = sheet_of(edition_in(book), table.key)
        sheet = book[plan.title]
        fills = set()
        for row in sheet.iter_rows():
            for cell in row:
                if type(cell).__name__ == "MergedCell":
                    continue
                value = (cell.row, cell.column) in {
                    (found.row, found.column) for found in plan.values().values()
                }
                assert cell.protection.locked is not value, (sheet.title, cell.coordinate)
                if value:
                    fills.add(cell.fill.fgColor.rgb[-6:])
        assert fills <= {"FFF8DC", "E3EDF7"}
        assert "FFF8DC" in fills


def test_each_cell_takes_only_what_its_kind_allows(book: Any) -> None:
    for table in EDITIONS[edition_in(book)].tables:
        plan = sheet_of(edition_in(book), table.key)
        rules = {
            coordinate: rule
            for rule in book[plan.title].data_validations.dataValidation
            for area in rule.sqref.ranges
            for row in book[plan.title][
                area.coord if area.size["rows"] * area.size["columns"] > 1 else f"{area.coord}:{area.coord}"
            ]
            for coordinate in (cell.coordinate for cell in row)
        }
        for address, printed in plan.values().items():
            rule = rules[book[plan.title].cell(printed.row, printed.column).coordinate]
            kind = EDITIONS[edition_in(book)].fields[address].kind
            assert rule.type == ("decimal" if kind is Kind.MONEY else "whole")
            assert rule.formula1 == ("-999999999" if kind is Kind.CHANGE else "0")
            assert rule.showErrorMessage


def test_every_cell_has_a_name(book: Any) -> None:
    names = book.defined_names
    for address, field in EDITIONS[edition_in(book)].fields.items():
        plan = sheet_of(edition_in(book), field.table)
        printed = plan.values()[address]
        coordinate = book[plan.title].cell(printed.row, printed.column).coordinate
        sheet, _, cell = names[name_of(field)].value.partition("!")
        assert (sheet.strip("'"), cell.replace("$", "")) == (plan.title, coordinate)


def test_it_is_printed_on_a4_landscape(book: Any) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.freeze_panes
    # What stands beside the form is for the screen.
    assert book["表三"].print_area.endswith(f"$J${sheet_of(edition_in(book), 'applications').last_row}")
    assert book["表三"].freeze_panes == f"D{TOP + 3}"
    assert book["文字"].print_title_rows == "$3:$3"


def test_last_years_figures_stand_beside_this_years() -> None:
    source = sample(NAME)
    assert source.previous is not None
    book = opened(written())
    assert book["表三"]["M7"].value == source.previous.figures["applications.received[0]"]
    assert book["表三"]["S31"].value == source.previous.figures["applications.carried_out[6]"]
    assert book["表三"]["M5"].value == "自然人\n（上年）"
    assert book["表二"]["G7"].value == source.previous.figures["proactive.normative_documents.issued"]
    assert book["表四"]["A11"].value == source.previous.figures["appeals.reconsideration[0]"]


def test_totals_are_formulas_where_the_report_agrees_with_them() -> None:
    values = listed("applications", "received", [1, 2, 3, 4, 5, 6, 21])
    values |= listed("applications", "carried_in", [0, 0, 0, 0, 0, 0, 9])
    figures = Figures(EDITIONS[2021], values)
    book = opened(workbook_of(replace(report({}), figures=figures)))
    assert book["表三"]["J7"].value == '=IF(COUNT(D7:I7)=6,SUM(D7:I7),"")'
    assert book["表三"]["J8"].value == 9
    assert book["表三"]["J9"].value == '=IF(COUNT(D9:I9)=6,SUM(D9:I9),"")'
    assert book["表三"]["D30"].value == '=IF(COUNT(D9:D29)=21,SUM(D9:D29),"")'


def test_an_empty_workbook_holds_no_figure() -> None:
    empty = replace(report({}), figures=Figures(EDITIONS[2021], {}), narrative=Narrative({}))
    book = opened(workbook_of(empty))
    for table in EDITIONS[2021].tables:
        plan = sheet_of(2021, table.key)
        for printed in plan.values().values():
            value = book[plan.title].cell(printed.row, printed.column).value
            assert value is None or value.startswith("=IF(COUNT("), value


def test_equal_reports_give_equal_bytes() -> None:
    assert workbook_of(sample(NAME), folder="shili/zhujian") == written()


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    parts = {**report({}).narrative.parts, "other": Text("长" * 32768)}
    with pytest.raises(UsageError, match="Excel 的一格最多放 32767 字"):
        workbook_of(replace(report({}), narrative=Narrative(parts)))


def test_nothing_points_outside() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
        core = archive.read("docProps/core.xml").decode()
    assert not any("vba" in name or "external" in name for name in names)
    assert b"External" not in relations
    assert "openpyxl" not in core
    assert "1980-01-01" in core
