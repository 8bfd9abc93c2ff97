from __future__ import annotations

from itertools import cycle

import pytest
from tests.checks.expect import Brief, found, message
from tests.factories import balanced, listed, previous, report, stock

from helpers.checks import check
from helpers.form import Value

EDITIONS = (2019, 2021)
PAIRS = [(2021, 2021), (2019, 2019), (2021, 2019)]
IN_FORCE = "proactive.normative_documents.in_force"
RECEIVED = "applications.received"


def carried(out: bool, figures: list[int]) -> dict[str, Value]:
    """Applications that are carried out of the year, or into it and then done."""
    figures = [*figures, sum(figures)]
    rows = ("received", "carried_out") if out else ("carried_in", "granted", "total")
    values: dict[str, Value] = {}
    for row in rows:
        values |= listed("applications", row, figures)
    return values


@pytest.mark.parametrize(("edition", "before"), PAIRS)
def test_carry_compares_each_column(edition: int, before: int) -> None:
    last = previous({**balanced(before), **carried(True, [2, 0, 1, 0, 0, 0])}, before)
    right = {**balanced(edition), **carried(False, [2, 0, 1, 0, 0, 0])}
    assert found(report(right, edition=edition, last=last), without="info") == []
    wrong = {**balanced(edition), **carried(False, [2, 1, 0, 0, 0, 0])}
    assert found(report(wrong, edition=edition, last=last), without="info") == [
        ("XY-CARRY", "error", "applications.carried_in[1]", 0, 1),
        ("XY-CARRY", "error", "applications.carried_in[2]", 1, 0),
    ]


def test_carry_names_both_figures() -> None:
    last = previous({**balanced(), **carried(True, [2, 0, 0, 0, 0, 0])})
    messages = [finding.message for finding in check(report(last=last)) if finding.rule == "XY-CARRY"]
    assert messages[0] == (
        "自然人一列：“二、上年结转政府信息公开申请数量”填 0，而上年报告的“四、结转下年度继续办理”是 2，"
        "两数应当相同，请核对。"
    )
    assert len(messages) == 2


@pytest.mark.parametrize(("this", "that"), [(None, 2), ("/", 2), (2, None), (2, "/"), (None, None)])
def test_carry_takes_a_missing_figure_for_unknown(this: Value, that: Value) -> None:
    last = previous({**balanced(), "applications.carried_out[0]": that})
    faulty = report(last=last, changes={"applications.carried_in[0]": this})
    assert "XY-CARRY" not in [rule for rule, *_ in found(faulty)]


@pytest.mark.parametrize(("rule", "row"), [("XY-REG", "regulations"), ("XY-NORM", "normative_documents")])
def test_stock_follows_from_last_year(rule: str, row: str) -> None:
    last = previous({**balanced(), **stock(0, 0, 10, row=row)})
    right = {**balanced(), **stock(2, 1, 11, row=row)}
    assert found(report(right, kind="省级政府", last=last)) == []
    wrong = {**balanced(), **stock(2, 1, 12, row=row)}
    assert found(report(wrong, kind="省级政府", last=last)) == [
        (rule, "error", f"proactive.{row}.in_force", 11, 12)
    ]


def test_stock_writes_the_sum_out() -> None:
    last = previous({**balanced(), **stock(0, 0, 10)})
    assert message(report({**balanced(), **stock(2, 1, 12)}, last=last), "XY-NORM") == (
        "行政规范性文件：上年现行有效（10）＋本年制发（2）－本年废止（1）＝11，而现行有效填 12，请核对；"
        "确实如此的，请在 reasons 中写明 XY-NORM 的原因。"
    )


@pytest.mark.parametrize(
    "values",
    [
        stock(None, 1, 12),
        stock(2, None, 12),
        stock(2, 1, None),
        stock("/", 1, 3),
    ],
)
def test_stock_takes_a_missing_figure_for_unknown(values: dict[str, Value]) -> None:
    last = previous({**balanced(), **stock(0, 0, 10)})
    assert "XY-NORM" not in [rule for rule, *_ in found(report({**balanced(), **values}, last=last))]


def test_stock_is_silent_without_last_years() -> None:
    values = {**balanced(), **stock(2, 1, 50)}
    assert found(report(values)) == []
    unknown = previous({**balanced(), **stock(0, 0, None)})
    assert "XY-NORM" not in [rule for rule, *_ in found(report(values, last=unknown))]


def test_a_reason_turns_the_error_into_information() -> None:
    last = previous({**balanced(), **stock(0, 0, 10)})
    values = {**balanced(), **stock(2, 1, 12)}
    excused = report(values, last=last, reasons={"XY-NORM": "清理口径调整"})
    assert found(excused) == [("XY-NORM", "info", IN_FORCE, 11, 12)]
    assert "现行有效填 12，请核对（已说明原因：清理口径调整；" in message(excused, "XY-NORM")


def test_fmt_skips_what_the_older_format_does_not_have() -> None:
    older = {
        **balanced(2019),
        "proactive.normative_documents.total": 40,
        "proactive.licences.decisions": 500,
    }
    values = {**balanced(), **stock(2, 1, 12)}
    assert found(report(values, last=previous(older, 2019))) == [("XY-FMT", "info", "", None, None)]
    assert message(report(values, last=previous(older, 2019)), "XY-FMT") == (
        "上年报告用国办公开办函〔2019〕60号的格式，本年用国办公开办函〔2021〕30号的格式，"
        "表二栏目不同，不与上年比较；表三的结转和表四照常核对。"
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_fmt_is_silent_where_the_format_is_the_same(edition: int) -> None:
    assert found(report(edition=edition, last=previous(balanced(edition), edition))) == []


@pytest.mark.parametrize(("edition", "before"), PAIRS)
@pytest.mark.parametrize("row", ["reconsideration", "litigation_direct", "litigation_after_reconsideration"])
def test_pending_asks_where_the_case_went(edition: int, before: int, row: str) -> None:
    last = previous({**balanced(before), **listed("appeals", row, [0, 0, 0, 1, 1])}, before)
    place = f"appeals.{row}[4]"
    assert found(report(edition=edition, last=last), without="info") == [
        ("XY-PENDING", "warning", place, None, 0)
    ]
    settled = {**balanced(edition), **listed("appeals", row, [1, 0, 0, 0, 1]), "applications.granted[0]": 1,
               "applications.granted[6]": 1, "applications.total[0]": 1, "applications.total[6]": 1,
               "applications.received[0]": 1, "applications.received[6]": 1}  # fmt: skip
    assert found(report(settled, edition=edition, last=last), without="info") == []
    assert "XY-PENDING" not in [
        rule for rule, *_ in found(report(edition=edition, last=last, changes={place: None}))
    ]


def test_pending_names_the_cases() -> None:
    last = previous({**balanced(), **listed("appeals", "reconsideration", [0, 0, 0, 2, 2])})
    assert message(report(last=last), "XY-PENDING") == (
        "行政复议：上年尚未审结 2 件，而本年总计为 0，请按本地口径判断这些案件本年是否应计；"
        "确实如此的，请在 reasons 中写明 XY-PENDING 的原因。"
    )


LICENCES = {2019: "proactive.licences.decisions", 2021: "proactive.licences"}


def jumps(before: Value, after: Value, edition: int = 2021) -> list[Brief]:
    cell = LICENCES[edition]
    last = previous({**balanced(edition), cell: before}, edition)
    return [
        brief
        for brief in found(report(edition=edition, last=last, changes={cell: after}))
        if brief[0] == "XY-JUMP"
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("before", "after"), [(12, 120), (12, 61), (120, 12), (26, 5), (0, 5), (5, 0), (0, 10**30), (1, 6)]
)
def test_jump_names_a_count_that_is_far_from_last_years(edition: int, before: int, after: int) -> None:
    assert jumps(before, after, edition) == [("XY-JUMP", "warning", LICENCES[edition], None, after)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("before", "after"),
    [(12, 60), (60, 12), (25, 5), (0, 4), (4, 0), (0, 0), (None, 90), (90, None), ("/", 90), (90, "/")],
)
def test_jump_lets_smaller_changes_pass(edition: int, before: Value, after: Value) -> None:
    assert jumps(before, after, edition) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (12, 120, "上年 12，本年 120，超过上年的 5 倍"),
        (120, 12, "上年 120，本年 12，不到上年的 1/5"),
        (0, 24, "上年 0，本年 24，相差悬殊"),
    ],
)
def test_jump_names_both_figures(before: int, after: int, words: str) -> None:
    last = previous({**balanced(), "proactive.licences": before})
    assert message(report(last=last, changes={"proactive.licences": after}), "XY-JUMP") == (
        f"行政许可 × 本年处理决定数量：{words}，请核对；确实如此的，请在 reasons 中写明 XY-JUMP 的原因。"
    )


@pytest.mark.parametrize(("edition", "before"), PAIRS)
def test_jump_names_the_total_alone_where_it_jumps_too(edition: int, before: int) -> None:
    last = previous({**balanced(before), **carried(True, [1, 1, 0, 0, 0, 0])}, before)
    many = report({**balanced(edition), **carried(True, [30, 1, 0, 0, 0, 0])}, edition=edition, last=last)
    found_jumps = [brief for brief in found(many) if brief[0] == "XY-JUMP"]
    assert found_jumps == [
        ("XY-JUMP", "warning", "applications.received[6]", None, 31),
        ("XY-JUMP", "warning", "applications.carried_out[6]", None, 31),
    ]


def test_jump_names_the_cell_where_the_total_does_not() -> None:
    last = previous({**balanced(), **carried(True, [9, 9, 0, 0, 0, 0])})
    moved = report({**balanced(), **carried(True, [18, 0, 0, 0, 0, 0])}, last=last)
    assert [brief[2] for brief in found(moved) if brief[0] == "XY-JUMP"] == [
        "applications.received[1]",
        "applications.carried_out[1]",
    ]


def test_jump_compares_table_two_within_an_edition_only() -> None:
    last = previous({**balanced(2019), "proactive.licences.decisions": 900}, 2019)
    assert found(report(last=last, changes={"proactive.licences": 1}), without="info") == []


def test_jump_leaves_out_rows_that_one_edition_alone_has() -> None:
    figures = [90, 0, 0, 0, 0, 0, 90]
    rows = {row: listed("applications", row, figures) for row in ("received", "other", "total")}
    older = {**balanced(2019), **rows["received"], **rows["other"], **rows["total"]}
    newer = {
        **balanced(),
        **rows["received"],
        **rows["total"],
        **listed("applications", "other.other", figures),
    }
    assert found(report(newer, last=previous(older, 2019)), without="info") == []


def test_jump_counts_neither_money_nor_changes() -> None:
    figures = cycle([100])
    values = balanced(2019, lambda: next(figures))
    older = {**values, "proactive.procurement.amount": 4, "proactive.licences.change": 1}
    newer = {**values, "proactive.procurement.amount": 150, "proactive.licences.change": 90}
    assert found(report(newer, edition=2019, last=previous(older, 2019))) == []
