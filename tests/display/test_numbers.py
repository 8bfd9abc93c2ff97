"""A figure is printed as it is: never rounded, never made up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.display.numbers import print_value
from helpers.display.numerals import chinese_numeral
from helpers.form import EDITIONS, Field, Kind, Value, edition_of

COUNT = edition_of(2021).fields["applications.received[0]"]
FEES = edition_of(2021).fields["proactive.fees"]
YUAN = edition_of(2019).fields["proactive.procurement.amount"]
FIELDS = [field for edition in EDITIONS.values() for field in edition.fields.values()]

# What the reader lets through: 15 digits, the point within or beside them.
amounts = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**15 - 1), st.integers(0, 15)
)
places = st.one_of(st.none(), st.integers(0, 4))


@pytest.mark.parametrize(
    ("field", "value", "decimals", "text"),
    [
        (COUNT, 0, None, "0"),
        (COUNT, 1234567, None, "1234567"),
        (COUNT, None, None, ""),
        (COUNT, "/", None, "/"),
        (COUNT, -3, None, "-3"),
        (COUNT, Decimal("1.5"), None, "1.5"),
        (COUNT, 5, 4, "5"),
        (FEES, Decimal("0.0"), None, "0"),
        (FEES, Decimal("0.0400"), None, "0.04"),
        (FEES, Decimal("0.04"), 4, "0.0400"),
        (FEES, 0, 4, "0.0000"),
        (FEES, 12, 2, "12.00"),
        (FEES, Decimal("0.04"), 1, "0.04"),
        (FEES, Decimal("3E+5"), None, "300000"),
        (FEES, None, 4, ""),
        (FEES, "无", 4, "无"),
        (YUAN, Decimal("251000.5"), 4, "251000.5"),
    ],
)
def test_a_figure_is_printed(field: Field, value: Value, decimals: int | None, text: str) -> None:
    assert print_value(field, value, decimals) == text


@given(st.sampled_from(FIELDS), amounts, places)
def test_an_amount_reads_back_as_the_very_amount(field: Field, amount: Decimal, decimals: int | None) -> None:
    text = print_value(field, amount, decimals)
    assert Decimal(text) == amount
    assert set(text) <= set("0123456789.")


@given(st.sampled_from(FIELDS), st.integers(-(10**15) + 1, 10**15 - 1), places)
def test_a_count_reads_back_as_the_very_count(field: Field, count: int, decimals: int | None) -> None:
    text = print_value(field, count, decimals)
    assert Decimal(text) == count
    if field.kind is not Kind.MONEY:
        assert text == str(count)


@given(amounts)
def test_without_a_wish_for_places_there_are_as_few_as_can_be(amount: Decimal) -> None:
    text = print_value(FEES, amount)
    assert "." not in text or text[-1] not in "0."
    assert text == "0" or text.startswith("0.") or text[0] != "0"


@given(amounts, st.integers(0, 4))
def test_the_wish_for_places_is_met_where_no_digit_is_lost(amount: Decimal, decimals: int) -> None:
    text = print_value(FEES, amount, decimals)
    shown = len(text.partition(".")[2])
    assert shown == decimals or (shown > decimals and text[-1] != "0")


@given(st.sampled_from(FIELDS), st.text(), places)
def test_text_in_a_cell_stays_as_it_is(field: Field, text: str, decimals: int | None) -> None:
    assert print_value(field, text, decimals) == text


def test_chinese_numerals_number_sub_sections() -> None:
    assert [chinese_numeral(number) for number in (1, 6, 9, 10, 11, 19, 20, 21, 25, 99)] == [
        *("一", "六", "九", "十", "十一", "十九", "二十", "二十一", "二十五", "九十九"),
    ]
    assert len({chinese_numeral(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, -1, 100])
def test_a_numeral_out_of_range_is_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 99"):
        chinese_numeral(number)
