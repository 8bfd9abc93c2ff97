from __future__ import annotations

from decimal import Decimal

import pytest
from tests.checks.expect import found, message
from tests.factories import balanced, listed, report

from helpers.form import Value

EDITIONS = (2019, 2021)
ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
APPLICATIONS = {"applications.received[0]": 9, "applications.received[6]": 9,
                "applications.carried_out[0]": 9, "applications.carried_out[6]": 9}  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("value", [None, "/", Decimal("0.5"), -1, "7件"])
def test_int_names_the_cell(edition: int, row: str, value: Value) -> None:
    place = f"appeals.{row}[3]"
    assert found(report(edition=edition, changes={place: value})) == [("T4-INT", "error", place, None, value)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("row", ROWS)
def test_sum_checks_each_kind_of_case(edition: int, row: str) -> None:
    values = {**balanced(edition), **APPLICATIONS, **listed("appeals", row, [5, 0, 0, 2, 7])}
    assert found(report(values, edition=edition)) == []
    place = f"appeals.{row}[4]"
    assert found(report({**values, place: 5}, edition=edition)) == [("T4-SUM", "error", place, 7, 5)]


def test_sum_writes_the_sum_out() -> None:
    values = {**balanced(), **APPLICATIONS, **listed("appeals", "litigation_direct", [8, 0, 0, 1, 8])}
    assert message(report(values), "T4-SUM") == (
        "行政诉讼 未经复议直接起诉：结果维持（8）＋结果纠正（0）＋其他结果（0）＋尚未审结（1）＝9，"
        "而总计填 8，相差 1，请核对。"
    )
