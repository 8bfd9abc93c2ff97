"""The editions hold the official form's cells, sections and years."""

from __future__ import annotations

from collections import Counter

import pytest

from helpers.form import EDITIONS, Edition, Kind, edition_of

SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
BOTH = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: str(edition.id))


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        (2021, {"proactive": 10, "applications": 175, "appeals": 15}),
        (2019, {"proactive": 22, "applications": 161, "appeals": 15}),
    ],
)
def test_an_edition_has_the_official_forms_cells(number: int, cells: dict[str, int]) -> None:
    fields = edition_of(number).fields
    assert Counter(field.table for field in fields.values()) == cells
    assert len(fields) == sum(cells.values()) == {2021: 200, 2019: 198}[number]


@BOTH
def test_the_six_sections_are_in_order_under_their_official_titles(edition: Edition) -> None:
    assert [section.title for section in edition.sections] == SECTIONS
    assert [part.title for part in edition.sections[0].parts if part.title] == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]


@BOTH
def test_sections_two_to_four_are_the_three_tables(edition: Edition) -> None:
    shown = [section.table for section in edition.sections if section.table]
    assert shown == [table.key for table in edition.tables] == ["proactive", "applications", "appeals"]
    for section in edition.sections:
        if section.table:
            table = edition.table(section.table)
            assert section.title == f"{table.ordinal}、{table.caption}"
            assert not section.parts


@pytest.mark.parametrize(("number", "leaves"), [(2021, 21), (2019, 19)])
def test_the_results_that_add_up_to_the_total_are_the_forms(number: int, leaves: int) -> None:
    rows = edition_of(number).table("applications").rows
    assert sum(row.leaf for row in rows) == leaves
    assert [row.key for row in rows if not row.leaf] == ["received", "carried_in", "total", "carried_out"]


def test_only_amounts_may_be_decimals_and_only_changes_negative() -> None:
    special = {
        (edition.id, field.address): (field.kind, field.column.unit, field.column.decimals)
        for edition in EDITIONS.values()
        for field in edition.fields.values()
        if field.kind is not Kind.COUNT
    }
    assert special == {
        (2021, "proactive.fees"): (Kind.MONEY, "万元", 4),
        (2019, "proactive.procurement.amount"): (Kind.MONEY, "元", 2),
        **{
            (2019, f"proactive.{row}.change"): (Kind.CHANGE, "项", 0)
            for row in ("licences", "other_services", "penalties", "coercive_measures", "fee_items")
        },
    }


def test_each_report_year_has_one_edition() -> None:
    for year in range(2019, 2101):
        of_year = [edition.id for edition in EDITIONS.values() if year in edition.years]
        assert of_year == [2019 if year < 2021 else 2021]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("applications.total[0]", "三、（七）总计 × 自然人"),
        ("applications.received[6]", "一、本年新收政府信息公开申请数量 × 总计"),
        ("applications.partly_granted[1]", "三、（二）部分公开 × 商业企业"),
        ("applications.refused.state_secret[5]", "三、（三）1.属于国家秘密 × 其他"),
        ("appeals.litigation_direct[3]", "行政诉讼 未经复议直接起诉 × 尚未审结"),
        ("proactive.fees", "行政事业性收费 × 本年收费金额"),
    ],
)
def test_a_cell_is_called_as_the_form_calls_it(address: str, label: str) -> None:
    assert edition_of(2021).fields[address].label == label


@BOTH
def test_no_two_cells_are_called_alike(edition: Edition) -> None:
    called = Counter((field.table, field.label) for field in edition.fields.values())
    assert [label for label, count in called.items() if count > 1] == []


def test_an_edition_that_there_is_not_is_told_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="没有 2024 版的格式，可用：2019、2021"):
        edition_of(2024)
