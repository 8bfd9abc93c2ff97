from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.expect import Brief, brief
from tests.factories import balanced, previous, report

from helpers.checks import check
from helpers.form import EDITIONS, Report, Value

SUMS = {"T3-BAL", "T3-SUM7", "T3-ROW", "T4-SUM"}

editions = st.sampled_from(sorted(EDITIONS))
counts = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 10**8))
values_of_any_kind = st.one_of(
    st.none(),
    st.integers(),
    st.integers(0, 50),
    st.decimals(allow_nan=False),
    st.just(Decimal("NaN")),
    st.text(max_size=8),
    st.sampled_from(["/", "", "-", "0l", "１２", "1.2万元", "\x1b[2J", "\u202e7"]),
)


@st.composite
def balanced_values(draw: st.DrawFn, edition: int) -> dict[str, int]:
    figures = cycle(draw(st.lists(counts, min_size=1, max_size=60)))
    return balanced(edition, lambda: next(figures))


def briefs(subject: Report, rules: Iterable[str]) -> set[Brief]:
    return {brief(finding) for finding in check(subject) if finding.rule in rules}


def cells(edition: int, *tables: str) -> list[str]:
    return [field.address for key in tables for field in EDITIONS[edition].table(key).fields]


@settings(deadline=None)
@given(st.data(), editions)
def test_a_balanced_report_gives_no_finding_on_sums(data: st.DataObject, edition: int) -> None:
    values = data.draw(balanced_values(edition))
    subject = report(values, edition=edition)
    assert briefs(subject, {*SUMS, "T2-INT", "T3-INT", "T4-INT", "T3-TOT2", "T3-BLANKTOT"}) == set()


@settings(deadline=None)
@given(st.data(), editions)
def test_one_changed_figure_is_always_found_and_named(data: st.DataObject, edition: int) -> None:
    values = data.draw(balanced_values(edition))
    cell = data.draw(st.sampled_from(cells(edition, "applications")))
    wrong = data.draw(counts.filter(lambda number: number != values[cell]))
    subject = report(values, edition=edition, changes={cell: wrong})
    assert briefs(subject, SUMS)
    assert briefs(subject, {"T3-TOT2"}) == {("T3-TOT2", "info", cell, values[cell], wrong)}


@settings(deadline=None)
@given(st.data(), editions)
def test_one_changed_figure_of_table_four_is_always_found(data: st.DataObject, edition: int) -> None:
    values = data.draw(balanced_values(edition))
    cell = data.draw(st.sampled_from(cells(edition, "appeals")))
    wrong = data.draw(counts.filter(lambda number: number != values[cell]))
    assert len(briefs(report(values, edition=edition, changes={cell: wrong}), SUMS)) == 1


@settings(deadline=None)
@given(st.data(), editions)
def test_nothing_missing_is_taken_as_nought(data: st.DataObject, edition: int) -> None:
    """Whatever is wrong with the figures, to leave one out adds no finding that counts with it.

    And no finding is left on a sum in which it stands.
    """
    rules = {*SUMS, "XY-CARRY", "XY-REG", "XY-NORM", "XY-PENDING"}
    numbers = cycle(data.draw(st.lists(counts, min_size=1, max_size=60)))
    form = EDITIONS[edition]
    values = {address: next(numbers) for address in form.fields}
    last = {address: next(numbers) for address in form.fields}
    cell = data.draw(st.sampled_from(list(form.fields)))
    blank = data.draw(st.sampled_from([None, "/", ""]))
    full = briefs(report(values, edition=edition, last=previous(last, edition)), rules)
    this_blank = report(values, edition=edition, last=previous(last, edition), changes={cell: blank})
    last_blank = report(values, edition=edition, last=previous({**last, cell: blank}, edition))
    assert briefs(this_blank, rules) <= full
    assert briefs(last_blank, rules) <= full
    row = form.fields[cell].row.key
    if cell.startswith(("applications.", "appeals.")):
        total = f"{cell.partition('.')[0]}.{row}[{6 if cell.startswith('applications.') else 4}]"
        assert not {
            place for rule, _, place, *_ in briefs(this_blank, {"T3-ROW", "T4-SUM"}) if place == total
        }


def strange(edition: int, values: list[Value]) -> dict[str, Value]:
    """A report's cells filled with these values over and over."""
    return dict(zip(EDITIONS[edition].fields, cycle(values), strict=False))


@settings(deadline=None)
@given(
    editions,
    editions,
    st.lists(values_of_any_kind, min_size=1, max_size=30),
    st.lists(values_of_any_kind, min_size=1, max_size=30),
    st.text(max_size=6),
)
def test_no_rule_raises_whatever_stands_in_a_cell(
    edition: int, before: int, values: list[Value], last: list[Value], kind: str
) -> None:
    findings = check(
        report(
            strange(edition, values), edition=edition, kind=kind, last=previous(strange(before, last), before)
        )
    )
    for finding in findings:
        json.dumps(finding.to_json(), allow_nan=False)
        assert finding.message.isprintable(), finding.message
        assert len(finding.message) < 400


@settings(deadline=None)
@given(st.data(), editions, values_of_any_kind)
def test_one_strange_value_is_one_finding(data: st.DataObject, edition: int, value: Value) -> None:
    """Among figures that are right: a fault in a cell isn't a fault of each sum it stands in."""
    numbers = balanced(edition, lambda: 3)
    cell = data.draw(st.sampled_from(list(EDITIONS[edition].fields)))
    subject = report(numbers, edition=edition, changes={cell: value})
    if subject.figures.edition.fields[cell].kind != "money" and subject.figures.count(cell) is None:
        found = [finding for finding in check(subject) if finding.rule != "T3-BLANKTOT"]
        assert [(finding.rule[2:], finding.cell) for finding in found] == [("-INT", cell)]


@pytest.mark.parametrize("edition", sorted(EDITIONS))
@pytest.mark.parametrize(
    "number",
    [10**5000, -(10**5000), Decimal("9E+999999"), Decimal("1E-999999")],
    ids=["large", "negative", "large decimal", "small decimal"],
)
def test_numbers_beyond_all_bounds_are_shown_in_few_words(edition: int, number: int | Decimal) -> None:
    form = EDITIONS[edition]
    last: Mapping[str, Value] = dict.fromkeys(form.fields, 1)
    for address in list(form.fields)[::9]:
        subject = report(edition=edition, last=previous(last, edition), changes={address: number})
        for finding in check(subject):
            json.dumps(finding.to_json())
            assert len(finding.message) < 400
    everywhere = dict.fromkeys(form.fields, number)
    assert check(report(everywhere, edition=edition, last=previous(everywhere, edition)))
