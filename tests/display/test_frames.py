"""Frames hold a report's figures for those who compute with them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from tests.factories import balanced, listed, previous, report

from helpers.display.frames import applicant_frame, figures_frame, result_frame, yearly_frame
from helpers.form import EDITIONS, Value


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_frame_has_a_line_for_each_cell_of_the_form(edition: int) -> None:
    frame = figures_frame(report(edition=edition))
    fields = EDITIONS[edition].fields
    assert list(frame.index) == list(fields)
    assert frame.index.name == "address"
    assert list(frame.columns) == ["table", "row", "column", "label", "unit", "value", "number"]
    assert list(frame["label"]) == [field.label for field in fields.values()]


def test_a_value_is_kept_as_given_and_its_number_beside_it() -> None:
    changes: dict[str, Value] = {
        "proactive.fees": Decimal("0.092"),
        "applications.received[0]": None,
        "applications.received[1]": "/",
        "applications.received[2]": -4,
        "applications.received[3]": 5,
    }
    frame = figures_frame(report(changes=changes))
    given = frame["value"].to_dict()
    assert {address: given[address] for address in changes} == changes
    assert frame["unit"].to_dict()["proactive.fees"] == "万元"
    assert frame["number"].to_dict()["proactive.fees"] == 0.092
    numbers = frame.loc[list(changes)[1:], "number"]
    assert numbers.isna().tolist() == [True, True, True, False]
    assert numbers.iloc[-1] == 5


def test_years_stand_side_by_side_the_older_first() -> None:
    last = previous({**balanced(), **listed("applications", "carried_out", [3, 0, 0, 0, 0, 0, 3])})
    frame = yearly_frame(report({**balanced(), **listed("applications", "total", [9] * 7)}, last=last))
    assert list(frame.columns) == ["2021年", "2022年"]
    assert list(frame.index) == ["本年新收", "上年结转", "办理总计", "结转下年"]
    assert frame["2021年"].tolist() == [0, 0, 0, 3]
    assert frame["2022年"].tolist() == [0, 0, 9, 0]


@pytest.mark.parametrize("edition", EDITIONS)
def test_results_by_kind_are_sums_over_the_kinds_rows(edition: int) -> None:
    rows = [row for row in EDITIONS[edition].table("applications").rows if row.leaf]
    values = {**balanced(edition)}
    for number, row in enumerate(rows, 1):
        values |= listed("applications", row.key, [0, 0, 0, 0, 0, 0, number])
    frame = result_frame(report(values, edition=edition))
    assert list(frame.index) == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    assert frame.iloc[:, 0].sum() == sum(range(1, len(rows) + 1))
    assert frame.iloc[:, 0].tolist()[:4] == [1, 2, sum(range(3, 11)), 11 + 12 + 13]


def test_applicants_leave_the_total_out() -> None:
    frame = applicant_frame(
        report({**balanced(), **listed("applications", "received", [1, 2, 3, 4, 5, 6, 21])})
    )
    assert frame.iloc[:, 0].tolist() == [1, 2, 3, 4, 5, 6]
    assert list(frame.index) == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织"]


def test_what_is_missing_is_missing_in_every_frame() -> None:
    gaps: dict[str, Value] = {
        "applications.received[6]": None,
        "applications.received[0]": "/",
        "applications.granted[6]": None,
    }
    made = report(changes=gaps)
    assert yearly_frame(made).loc["本年新收", "2022年"] is pd.NA
    assert applicant_frame(made).loc["自然人", "2022年"] is pd.NA
    assert result_frame(made).loc["予以公开", "2022年"] is pd.NA
