from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.checks.values import is_blank, is_finite, on_one_line, show
from helpers.form import Value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (58, "58"),
        (-3, "-3"),
        (10**20, "1" + "0" * 20),
        pytest.param(10**5000, "约 5001 位的数", id="huge"),
        (Decimal("0.0400"), "0.0400"),
        (Decimal("4E+2"), "400"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal("9E+999999"), "9E+999999"),
        (Decimal("NaN"), "NaN"),
        ("7件", "7件"),
        ("一\n二\x1b[2J", "一 二 [2J"),
        ("长" * 40, "长" * 24 + "…"),
    ],
)
def test_a_value_is_shown_short_and_on_one_line(value: Value, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize("value", [None, "", "  ", "/", " / ", "－", "—", "无"])
def test_signs_for_nothing_are_blank(value: Value) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, "0", "五", "7件", Decimal(0)])
def test_a_nought_is_not_blank(value: Value) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("value", "finite"),
    [(0, True), (Decimal("0.5"), True), (Decimal("NaN"), False), (Decimal("-Infinity"), False), ("1", False),
     (None, False), (True, False)],
)  # fmt: skip
def test_only_finite_numbers_can_be_reckoned_with(value: Value, finite: bool) -> None:
    assert is_finite(value) is finite


def test_a_line_break_does_not_get_into_a_message() -> None:
    assert on_one_line(" 机构改革\n并入 ") == "机构改革 并入"
