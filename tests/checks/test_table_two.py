from __future__ import annotations

from decimal import Decimal

import pytest
from tests.checks.expect import found, message
from tests.factories import balanced, previous, report, stock

from helpers.form import Value

EDITIONS = (2019, 2021)
LICENCES = {2019: "proactive.licences.decisions", 2021: "proactive.licences"}
MONEY = {2019: "proactive.procurement.amount", 2021: "proactive.fees"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_report_of_zeros_gives_no_finding(edition: int) -> None:
    assert found(report(edition=edition)) == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "没有填写；确实没有的请填 0"),
        (" ", "没有填写；确实没有的请填 0"),
        ("/", "填的是“/”；确实没有的请填 0，不要用符号或文字代替"),
        ("无", "填的是“无”；确实没有的请填 0，不要用符号或文字代替"),
        ("0l", "填的是“0l”，不是整数；请只填整数，单位是件，不写在格里"),
        ("１２", "填的是文字“１２”；请改成数字 12，用半角、不加引号"),
        (Decimal("1.5"), "填的是 1.5，件数只能是整数，请核对"),
        (Decimal("3.0"), "填的是 3.0，请写成不带小数点的整数"),
        (-3, "填的是 -3，不能是负数，请核对"),
    ],
)
def test_int_names_each_kind_of_fault(edition: int, value: Value, words: str) -> None:
    cell = LICENCES[edition]
    faulty = report(edition=edition, changes={cell: value})
    assert found(faulty) == [("T2-INT", "error", cell, None, value)]
    assert message(faulty, "T2-INT") == f"{faulty.edition.fields[cell].label}：{words}。"


def test_int_lets_a_change_be_negative_but_not_broken() -> None:
    cell = "proactive.fee_items.change"
    assert found(report(edition=2019, changes={cell: -2})) == []
    assert found(report(edition=2019, changes={cell: Decimal("-0.5")})) == [
        ("T2-INT", "error", cell, None, Decimal("-0.5"))
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "没有填写；确实没有的请填 0"),
        ("/", "填的是“/”；确实没有的请填 0，不要用符号或文字代替"),
        ("251000元", "填的是“251000元”，不是数字；请只填数字，单位是{unit}，不写在格里"),
        (Decimal("-0.04"), "填的是 -0.04，不能是负数，请核对"),
        (Decimal("NaN"), "填的是 NaN，不是数字，请改正"),
        (Decimal("Infinity"), "填的是 Infinity，不是数字，请改正"),
    ],
)
def test_fee_refuses_what_is_no_amount(edition: int, value: Value, words: str) -> None:
    cell = MONEY[edition]
    faulty = report(edition=edition, changes={cell: value})
    [(rule, severity, place, expected, actual)] = found(faulty)
    assert (rule, severity, place, expected) == ("T2-FEE", "error", cell, None)
    assert actual is value
    field = faulty.edition.fields[cell]
    assert message(faulty, "T2-FEE") == f"{field.label}：{words.format(unit=field.column.unit)}。"


@pytest.mark.parametrize(
    ("edition", "value"),
    [
        (2021, 0),
        (2021, Decimal("0.092")),
        (2021, 316441),
        (2021, Decimal("0.0400")),
        (2021, Decimal("0.04000")),
        (2019, Decimal("1646.50")),
    ],
)
def test_fee_takes_amounts_as_they_were_published(edition: int, value: Value) -> None:
    assert found(report(edition=edition, changes={MONEY[edition]: value})) == []


@pytest.mark.parametrize(("edition", "value"), [(2021, Decimal("0.00004")), (2019, Decimal("251000.125"))])
def test_fee_warns_of_too_many_places(edition: int, value: Decimal) -> None:
    cell = MONEY[edition]
    assert found(report(edition=edition, changes={cell: value})) == [("T2-FEE", "warning", cell, None, value)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_fee_warns_of_the_wrong_unit(edition: int) -> None:
    cell = MONEY[edition]
    last = previous({**balanced(edition), cell: Decimal("0.04")}, edition)
    assert found(report(edition=edition, last=last, changes={cell: 2})) == []
    assert found(report(edition=edition, last=last, changes={cell: Decimal("2.01")})) == [
        ("T2-FEE", "warning", cell, None, Decimal("2.01"))
    ]


def test_fee_says_what_last_year_was() -> None:
    last = previous({**balanced(), "proactive.fees": Decimal("0.04")})
    assert message(report(last=last, changes={"proactive.fees": 400}), "T2-FEE") == (
        "行政事业性收费 × 本年收费金额：本年 400 万元，超过上年（0.04 万元）的 50 倍，请核对单位是不是万元；"
        "确实如此的，请在 reasons 中写明 T2-FEE 的原因。"
    )


@pytest.mark.parametrize("last", [0, None, "/", Decimal("NaN")])
def test_fee_compares_with_a_known_amount_alone(last: Value) -> None:
    before = previous({**balanced(), "proactive.fees": last})
    assert found(report(last=before, changes={"proactive.fees": 400})) == []


def test_fee_has_no_counterpart_in_the_other_edition() -> None:
    before = previous({**balanced(2019), "proactive.procurement.amount": 1}, 2019)
    assert found(report(last=before, changes={"proactive.fees": 400}), without="info") == []


REGULATIONS = {2019: "proactive.regulations.made", 2021: "proactive.regulations.issued"}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "kind", ["街道", "乡镇", "镇", "乡", "民族乡", "镇政府", "区县政府", "县级部门", "区人民政府"]
)
def test_reg_auth_refuses_regulations_of_an_office_that_makes_none(edition: int, kind: str) -> None:
    cell = REGULATIONS[edition]
    faulty = report(edition=edition, kind=kind, changes={cell: 2})
    assert found(faulty) == [("T2-REG-AUTH", "error", cell, 0, 2)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", ["部门", "政府办公室", "乡村振兴局", "城镇建设部门", "市政府", "省级部门"])
def test_reg_auth_doubts_an_office_of_unknown_level(edition: int, kind: str) -> None:
    cell = REGULATIONS[edition]
    assert found(report(edition=edition, kind=kind, changes={cell: 2})) == [
        ("T2-REG-AUTH", "warning", cell, None, 2)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "kind", ["国务院部门", "省级政府", "自治区政府", "直辖市人民政府", "设区的市政府", "自治州政府"]
)
def test_reg_auth_is_silent_where_regulations_may_be_made(edition: int, kind: str) -> None:
    assert found(report(edition=edition, kind=kind, changes={REGULATIONS[edition]: 2})) == []


def test_reg_auth_points_to_the_first_figure_and_names_all() -> None:
    values = {**balanced(), **stock(0, 2, 22, row="regulations")}
    assert found(report(values)) == [("T2-REG-AUTH", "error", "proactive.regulations.repealed", 0, 2)]
    assert message(report(values), "T2-REG-AUTH") == (
        "规章一行填了本年废止件数 2、现行有效件数 22，而街道无权制定规章，应为 0；"
        "属于行政规范性文件的，请填到行政规范性文件一行。"
    )


REPEALED = "proactive.normative_documents.repealed"
IN_FORCE = "proactive.normative_documents.in_force"


def test_stock_refuses_to_repeal_more_than_there_was() -> None:
    last = previous({**balanced(), **stock(0, 0, 3)})
    assert found(report({**balanced(), **stock(1, 4, 0)}, last=last)) == []
    faulty = report({**balanced(), **stock(1, 6, 0)}, last=last)
    assert found(faulty, without="warning") == [("T2-STOCK", "error", REPEALED, None, 6)]
    assert "超过上年现行有效（3）＋本年制发（1）＝4" in message(faulty, "T2-STOCK")


def test_stock_holds_for_regulations_too() -> None:
    last = previous({**balanced(), **stock(0, 0, 3, row="regulations")})
    values = {**balanced(), **stock(0, 4, 0, row="regulations")}
    faulty = report(values, kind="省级政府", last=last)
    assert found(faulty) == [("T2-STOCK", "error", "proactive.regulations.repealed", None, 4)]


@pytest.mark.parametrize(("issued", "repealed", "in_force"), [(12, 0, 12), (22, 22, 22)])
def test_stock_doubts_a_stock_of_this_years_issue_alone(issued: int, repealed: int, in_force: int) -> None:
    values = {**balanced(), **stock(issued, repealed, in_force)}
    doubt = [("T2-STOCK", "warning", IN_FORCE, None, in_force)]
    assert found(report(values)) == doubt
    assert found(report(values, last=previous(balanced(2019), 2019)), without="info") == doubt
    unknown = previous({**balanced(), **stock(0, 0, None)})
    assert [brief for brief in found(report(values, last=unknown)) if brief[0] == "T2-STOCK"] == doubt


@pytest.mark.parametrize(("issued", "repealed", "last"), [(12, 0, 0), (22, 22, 22)])
def test_stock_believes_figures_that_follow_from_last_year(issued: int, repealed: int, last: int) -> None:
    before = previous({**balanced(), **stock(issued, 0, last)})
    values = {**balanced(), **stock(issued, repealed, issued)}
    assert "T2-STOCK" not in [rule for rule, *_ in found(report(values, last=before))]


def test_stock_leaves_a_stock_that_does_not_follow_to_the_rule_across_years() -> None:
    before = previous({**balanced(), **stock(12, 0, 40)})
    values = {**balanced(), **stock(12, 0, 12)}
    assert found(report(values, last=before)) == [("XY-NORM", "error", IN_FORCE, 52, 12)]


def test_stock_of_nothing_is_no_doubt() -> None:
    assert found(report({**balanced(), **stock(0, 0, 0)})) == []


def test_stock_that_came_from_another_office_can_be_explained() -> None:
    last = previous({**balanced(), **stock(0, 8, 3)})
    merged = report({**balanced(), **stock(0, 9, 4)}, last=last, reasons={"T2-STOCK": "机构改革并入"})
    assert found(merged) == [("T2-STOCK", "info", REPEALED, None, 9)]
