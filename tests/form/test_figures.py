"""Figures keep what an office wrote, and count nothing that is missing as 0."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.form import EDITIONS, Edition, Figures, Kind, Value, edition_of
from helpers.form.figures import add, is_valid

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = edition_of(2021)
OLD = edition_of(2019)
COUNT = FORM.fields["applications.received[0]"]
CHANGE = OLD.fields["proactive.licences.change"]
MONEY = FORM.fields["proactive.fees"]

values = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-1000, max_value=1000),
    st.text(max_size=5),
)
filled = st.sampled_from(sorted(EDITIONS)).flatmap(
    lambda number: st.tuples(
        st.just(EDITIONS[number]), st.dictionaries(st.sampled_from(list(EDITIONS[number].fields)), values)
    )
)


@given(filled)
def test_figures_hold_each_cell_of_the_form_as_it_was_given(
    given_: tuple[Edition, Mapping[str, Value]],
) -> None:
    edition, cells = given_
    figures = Figures(edition, cells)
    assert list(figures) == list(edition.fields)
    assert len(figures) == len(edition.fields)
    assert dict(figures) == {address: cells.get(address) for address in figures}


def test_a_cell_left_out_is_nothing_and_not_zero() -> None:
    figures = Figures(FORM, {})
    assert set(figures.values()) == {None}
    assert figures.number("applications.received[0]") is None
    assert figures.count("proactive.fees") is None
    assert figures.row("appeals", "reconsideration") == (None,) * 5


def test_a_cell_that_the_form_lacks_is_an_error() -> None:
    figures = Figures(FORM, {"applications.recieved[0]": 1})
    with pytest.raises(KeyError):
        figures["applications.recieved[0]"]


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        (0, {Kind.COUNT, Kind.CHANGE, Kind.MONEY}),
        (7, {Kind.COUNT, Kind.CHANGE, Kind.MONEY}),
        (-1, {Kind.CHANGE}),
        (Decimal("0.092"), {Kind.MONEY}),
        (Decimal("-0.1"), set()),
        (Decimal("1.5"), {Kind.MONEY}),
        (True, set()),
        ("/", set()),
        ("3", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_what_counts_as_a_number_depends_on_the_cells_kind(value: Value, kinds: set[Kind]) -> None:
    assert {field.kind for field in (COUNT, CHANGE, MONEY) if is_valid(field, value)} == kinds


@given(filled)
def test_a_number_is_the_cells_own_value_or_none(given_: tuple[Edition, Mapping[str, Value]]) -> None:
    edition, cells = given_
    figures = Figures(edition, cells)
    for address, value in figures.items():
        number = figures.number(address)
        assert number is None or number is value
        count = figures.count(address)
        assert count is None or (count is value and isinstance(value, int))


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**15))))
def test_a_sum_with_a_gap_is_none(numbers: list[int | None]) -> None:
    total = add(iter(numbers))
    if None in numbers:
        assert total is None
    else:
        assert total == sum(number for number in numbers if number is not None)


def test_the_total_over_rows_is_one_columns_sum() -> None:
    rows = tuple(row for row in FORM.table("applications").rows if row.group == "unable")
    cells: dict[str, Value] = {
        f"applications.{row.key}[{column}]": 10 * number + column
        for number, row in enumerate(rows)
        for column in range(7)
    }
    assert Figures(FORM, cells).total("applications", rows, 6) == 6 + 16 + 26
    assert (
        Figures(FORM, {**cells, "applications.unable.not_held[6]": "/"}).total("applications", rows, 6)
        is None
    )
    assert (
        Figures(FORM, {**cells, "applications.unable.not_held[5]": "/"}).total("applications", rows, 6) == 48
    )
