from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import cycle

import pytest
from tests.checks.expect import Brief, found, message
from tests.factories import balanced, listed, report

from helpers.checks import check
from helpers.form import EDITIONS as FORMS
from helpers.form import Value

EDITIONS = (2019, 2021)
EMPTY: list[Value] = [None] * 7


def filled(edition: int) -> dict[str, int]:
    """A report with figures in every row that all add up."""
    figures = cycle([3, 0, 1, 0, 2, 5, 0, 7])
    return balanced(edition, lambda: next(figures))


def cell(row: str, column: int) -> str:
    return f"applications.{row}[{column}]"


@pytest.mark.parametrize("edition", EDITIONS)
def test_figures_that_add_up_give_no_finding(edition: int) -> None:
    assert found(report(filled(edition), edition=edition)) == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("value", ["/", "", "0l", Decimal("1.5"), -3, None])
def test_int_names_the_cell_and_leaves_its_sums_alone(edition: int, value: Value) -> None:
    place = cell("granted", 0)
    faulty = report({**filled(edition), place: value}, edition=edition)
    assert found(faulty) == [("T3-INT", "error", place, None, value)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_int_names_every_cell_of_an_empty_table(edition: int) -> None:
    form = FORMS[edition]
    cells = [field.address for field in form.table("applications").fields]
    assert len(cells) == (23 + (2 if edition == 2021 else 0)) * 7
    faulty = report({**balanced(edition), **dict.fromkeys(cells)}, edition=edition)
    assert found(faulty) == [("T3-INT", "error", place, None, None) for place in cells]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("column", range(7))
@pytest.mark.parametrize("row", ["received", "carried_in"])
def test_bal_checks_every_column(edition: int, row: str, column: int) -> None:
    values = filled(edition)
    values[cell(row, column)] += 1
    total = values[cell("total", column)]
    briefs = found(report(values, edition=edition), without="info")
    assert briefs[0] == ("T3-BAL", "error", cell("total", column), total + 1, total)
    assert [rule for rule, *_ in briefs] == ["T3-BAL", "T3-ROW"]


def test_bal_writes_the_sum_out() -> None:
    values = {
        **balanced(),
        cell("received", 0): 58,
        cell("carried_in", 0): 2,
        cell("total", 0): 3,
        cell("carried_out", 0): 1,
    }
    assert message(report(values), "T3-BAL") == (
        "自然人一列：一（58）＋二（2）＝60，而（七）总计（3）＋四（1）＝4，相差 56，请核对。"
    )
    [balance] = [brief for brief in found(report(values)) if brief[0] == "T3-BAL"]
    assert balance == ("T3-BAL", "error", cell("total", 0), 59, 3)


def test_bal_expects_nothing_where_more_is_carried_out_than_came_in() -> None:
    values = {**balanced(), cell("carried_out", 0): 5}
    assert ("T3-BAL", "error", cell("total", 0), None, 0) in found(report(values))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("column", range(7))
def test_sum7_checks_every_column(edition: int, column: int) -> None:
    values = filled(edition)
    place = cell("refused.state_secret", column)
    values[place] += 4
    total = values[cell("total", column)]
    briefs = found(report(values, edition=edition), without="info")
    assert briefs[0] == ("T3-SUM7", "error", cell("total", column), total + 4, total)
    assert [rule for rule, *_ in briefs] == ["T3-SUM7", "T3-ROW"]


@pytest.mark.parametrize(("edition", "other"), [(2019, "other"), (2021, "other.other")])
def test_sum7_counts_the_other_results_of_the_edition(edition: int, other: str) -> None:
    values = {**balanced(edition), cell(other, 0): 2, cell(other, 6): 2}
    assert found(report(values, edition=edition), without="info") == [
        ("T3-SUM7", "error", cell("total", 0), 2, 0),
        ("T3-SUM7", "error", cell("total", 6), 2, 0),
    ]
    messages = [finding.message for finding in check(report(values, edition=edition))]
    assert messages[0] == "自然人一列：（一）至（六）各项结果之和＝2，而（七）总计填 0，相差 2，请核对。"


@pytest.mark.parametrize("edition", EDITIONS)
def test_row_checks_every_row(edition: int) -> None:
    values = filled(edition)
    for row, fields in FORMS[edition].table("applications").row_fields.items():
        place = fields[6].address
        total = values[place]
        faulty = report({**values, place: total + 1}, edition=edition)
        assert ("T3-ROW", "error", place, total, total + 1) in found(faulty), row


def test_row_writes_the_sum_out() -> None:
    values = {**balanced(), **listed("applications", "refused.state_secret", [1, 2, 0, 0, 0, 1, 5])}
    assert message(report(values), "T3-ROW") == (
        "三、（三）1.属于国家秘密一行：自然人（1）＋商业企业（2）＋科研机构（0）＋社会公益组织（0）＋"
        "法律服务机构（0）＋其他（1）＝4，而总计填 5，相差 1，请核对。"
    )


def which(values: Mapping[str, Value], edition: int = 2021) -> list[Brief]:
    return [brief for brief in found(report(values, edition=edition)) if brief[0] == "T3-TOT2"]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("row", ["received", "carried_in", "granted", "not_processed.petition", "total"])
@pytest.mark.parametrize("column", [0, 5, 6])
def test_tot2_names_the_one_wrong_cell(edition: int, row: str, column: int) -> None:
    values = filled(edition)
    place = cell(row, column)
    right = values[place]
    assert which({**values, place: right + 9}, edition) == [("T3-TOT2", "info", place, right, right + 9)]


def test_tot2_says_what_would_put_it_right() -> None:
    values = {**filled(2021), cell("granted", 0): 99}
    assert message(report(values), "T3-TOT2") == (
        "三、（一）予以公开 × 自然人填 99，所在的行和列都因此不平；改为 "
        f"{filled(2021)[cell('granted', 0)]} 则都平，最可能填错的是这一格，请先核对。"
    )


def test_tot2_names_two_cells_that_are_wrong_apart() -> None:
    values = filled(2021)
    first, second = cell("granted", 0), cell("unable.not_held", 3)
    right = values[first], values[second]
    faulty = {**values, first: 40, second: 90}
    assert which(faulty) == [
        ("T3-TOT2", "info", first, right[0], 40),
        ("T3-TOT2", "info", second, right[1], 90),
    ]


def test_tot2_names_no_cell_where_several_would_do() -> None:
    values = {**balanced(draw=lambda: 9), cell("granted", 0): 13, cell("unable.not_held", 3): 13}
    [finding] = which(values)
    assert finding[3:] == (None, None)
    assert "没有哪一格能单独说明" in message(report(values), "T3-TOT2")


def test_tot2_never_asks_for_less_than_nothing() -> None:
    """The other two corners of the crossing would have to be -4, so these two are it."""
    values = {**balanced(), cell("granted", 0): 4, cell("unable.not_held", 3): 4}
    assert which(values) == [
        ("T3-TOT2", "info", cell("granted", 0), 0, 4),
        ("T3-TOT2", "info", cell("unable.not_held", 3), 0, 4),
    ]


def test_tot2_suspects_the_totals_of_rows_where_columns_hold() -> None:
    values = filled(2021)
    for row in ("granted", "total", "received"):
        values[cell(row, 6)] += 2
    assert message(report(values), "T3-TOT2") == (
        "一、本年新收政府信息公开申请数量一行、三、（一）予以公开一行、三、（七）总计一行横向不平，"
        "纵向没有发现不平：多半是行的总计填错，请先核对总计一列。"
    )


@pytest.mark.parametrize(
    ("rows", "advice"),
    [
        (("total",), "按结果相加和按一＋二－四算出的总计相同，多半是（七）总计填错。"),
        (("granted",), "（七）总计与一＋二－四相符，多半是某项办理结果漏填或多填。"),
        (("received",), "（七）总计与各项结果之和相符，多半是一、二或四填错。"),
        (("granted", "received", "received"), "请先核对（七）总计，再核对各项办理结果。"),
    ],
)
def test_tot2_suspects_columns_where_rows_hold(rows: tuple[str, ...], advice: str) -> None:
    values = filled(2021)
    for row in rows:
        for column in (0, 6):
            values[cell(row, column)] += 2
    assert message(report(values), "T3-TOT2") == (f"自然人一列、总计一列纵向不平，横向没有发现不平：{advice}")


def test_tot2_lists_no_more_than_three_lines() -> None:
    values = filled(2021)
    for row in ("refused.state_secret", "granted", "partly_granted", "total", "received"):
        values[cell(row, 6)] += 3 if row in ("total", "received") else 1
    assert "三、（二）部分公开一行等 5 处横向不平" in message(report(values), "T3-TOT2")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("blank", [None, "", "/", "—"])
def test_blanktot_asks_for_the_total_of_a_row(edition: int, blank: Value) -> None:
    values = {**filled(edition), cell("granted", 6): blank}
    expected = filled(edition)[cell("granted", 6)]
    assert found(report(values, edition=edition)) == [
        ("T3-INT", "error", cell("granted", 6), None, blank),
        ("T3-BLANKTOT", "error", cell("granted", 6), expected, blank),
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_blanktot_asks_for_the_total_of_a_column(edition: int) -> None:
    values = {**filled(edition), cell("total", 2): None}
    expected = filled(edition)[cell("total", 2)]
    assert found(report(values, edition=edition))[1:] == [
        ("T3-BLANKTOT", "error", cell("total", 2), expected, None)
    ]
    assert message(report(values, edition=edition), "T3-BLANKTOT") == (
        f"科研机构一列：分项已填，（七）总计空着，应为 {expected}，请补填。"
    )


def test_blanktot_names_the_corner_once() -> None:
    values = {**filled(2021), cell("total", 6): None}
    assert [rule for rule, *_ in found(report(values))] == ["T3-INT", "T3-BLANKTOT"]


def test_blanktot_takes_a_missing_part_for_unknown() -> None:
    """As a provincial office printed it: blanks for 0 and no totals."""
    figures: list[Value] = [258, 12, None, None, 1, 1, None]
    values: dict[str, Value] = {**balanced(), **listed("applications", "granted", figures)}
    briefs = [brief for brief in found(report(values)) if "granted" in brief[2]]
    assert briefs[-1] == ("T3-BLANKTOT", "error", cell("granted", 6), None, None)
    assert [rule for rule, *_ in briefs] == ["T3-INT"] * 3 + ["T3-BLANKTOT"]
    assert message(report(values), "T3-BLANKTOT") == "三、（一）予以公开一行：分项已填，总计空着，请补填。"


def test_blanktot_is_silent_where_there_is_something_wrong_instead_of_nothing() -> None:
    values: dict[str, Value] = {**filled(2021), cell("granted", 6): "五"}
    assert [rule for rule, *_ in found(report(values))] == ["T3-INT"]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("blank", [None, "", "/"])
def test_onlytot_asks_for_the_kinds_of_applicants(edition: int, blank: Value) -> None:
    figures: list[Value] = [*[blank] * 6, 7]
    values: dict[str, Value] = {**balanced(edition), **listed("applications", "received", figures)}
    briefs = found(report(values, edition=edition))
    assert ("T3-ONLYTOT", "error", cell("received", 6), None, 7) in briefs
    assert [rule for rule, *_ in briefs].count("T3-INT") == 6
    assert message(report(values, edition=edition), "T3-ONLYTOT") == (
        "一、本年新收政府信息公开申请数量一行只填了总计 7，各类申请人都空着，请分别填写，没有的填 0。"
    )


@pytest.mark.parametrize("figures", [EMPTY, [0, None, None, None, None, None, 7], ["五"] * 6 + [7]])
def test_onlytot_is_silent_where_more_or_less_is_filled_in(figures: list[Value]) -> None:
    values: dict[str, Value] = {**balanced(), **listed("applications", "received", figures)}
    assert "T3-ONLYTOT" not in [rule for rule, *_ in found(report(values))]
