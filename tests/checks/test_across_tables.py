from __future__ import annotations

import pytest
from tests.checks.expect import found, message
from tests.factories import balanced, listed, previous, report

from helpers.form import Previous, Value

EDITIONS = (2019, 2021)
PLACE = "appeals.litigation_direct[4]"


def appeals(edition: int, cases: int) -> dict[str, Value]:
    """A report with nothing but so many lawsuits."""
    return {**balanced(edition), **listed("appeals", "litigation_direct", [cases, 0, 0, 0, cases])}


def applications(received: int = 0, carried_in: int = 0, done: int = 0) -> dict[str, Value]:
    """So many applications by natural persons; what isn't done is carried out."""
    rows = {
        "received": received,
        "carried_in": carried_in,
        "granted": done,
        "total": done,
        "carried_out": received + carried_in - done,
    }
    values: dict[str, Value] = {}
    for row, number in rows.items():
        values |= {f"applications.{row}[0]": number, f"applications.{row}[6]": number}
    return values


def last_year(edition: int, received: int = 0, carried_in: int = 0, done: int = 0) -> Previous:
    return previous({**balanced(edition), **applications(received, carried_in, done)}, edition)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("before", EDITIONS)
def test_appeal_doubts_cases_without_any_application(edition: int, before: int) -> None:
    doubt = [("X-APPEAL", "warning", PLACE, None, 4)]
    values = appeals(edition, 4)
    assert found(report(values, edition=edition)) == doubt
    faulty = report(values, edition=edition, last=last_year(before))
    assert [brief for brief in found(faulty, without="info") if brief[0] != "XY-JUMP"] == doubt


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("there", [{"received": 1}, {"carried_in": 1}])
def test_appeal_is_silent_where_there_was_an_application_this_year(
    edition: int, there: dict[str, int]
) -> None:
    assert found(report({**appeals(edition, 4), **applications(**there)}, edition=edition)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_appeal_is_silent_where_there_was_an_application_last_year(edition: int) -> None:
    last = last_year(edition, received=4, done=4)
    briefs = found(report(appeals(edition, 4), edition=edition, last=last))
    assert "X-APPEAL" not in [rule for rule, *_ in briefs]


def test_appeal_says_whether_last_year_is_known() -> None:
    unknown = message(report(appeals(2021, 4)), "X-APPEAL")
    assert unknown == (
        "行政复议、行政诉讼共 4 件，而本年新收和上年结转的申请都是 0，上年有无申请又无从核对，"
        "请核对是否只计了政府信息公开案件；确实如此的，请在 reasons 中写明 X-APPEAL 的原因。"
    )
    known = message(report(appeals(2021, 4), last=last_year(2021)), "X-APPEAL")
    assert known == unknown.replace("上年有无申请又无从核对", "上年也没有收到申请")
    blank = previous({**balanced(), "applications.received[6]": None})
    assert message(report(appeals(2021, 4), last=blank), "X-APPEAL") == unknown


@pytest.mark.parametrize(
    "cell", ["applications.received[6]", "applications.carried_in[6]", "appeals.reconsideration[4]"]
)
def test_appeal_takes_a_missing_figure_for_unknown(cell: str) -> None:
    assert "X-APPEAL" not in [rule for rule, *_ in found(report({**appeals(2021, 4), cell: None}))]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("before", EDITIONS)
def test_ratio_doubts_more_cases_than_applications_in_two_years(edition: int, before: int) -> None:
    last = last_year(before, received=1, done=1)
    for cases, doubts in ((4, []), (5, [("X-APPEAL-RATIO", "warning", PLACE, None, 5)])):
        values = {**appeals(edition, cases), **applications(received=3, done=3)}
        briefs = found(report(values, edition=edition, last=last), without="info")
        assert [brief for brief in briefs if brief[0] != "XY-JUMP"] == doubts


def test_ratio_writes_the_sum_out() -> None:
    values = {**appeals(2021, 5), **applications(received=3, done=3)}
    assert "多于本年办理总计（3）＋上年办理总计（1）＝4" in message(
        report(values, last=last_year(2021, received=1, done=1)), "X-APPEAL-RATIO"
    )


def test_ratio_is_silent_without_last_year_or_where_a_figure_is_missing() -> None:
    values = {**appeals(2021, 5), **applications(received=3, done=3)}
    assert found(report(values)) == []
    blank = previous({**balanced(), "applications.total[6]": None})
    assert "X-APPEAL-RATIO" not in [rule for rule, *_ in found(report(values, last=blank))]
