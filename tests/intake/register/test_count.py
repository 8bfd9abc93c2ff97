"""Applications counted into tables three and four."""

from __future__ import annotations

from itertools import count as numbers

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import YEARS, balanced

from helpers.form import EDITIONS, edition_of
from helpers.intake.register.count import count
from helpers.intake.register.counted import Counted
from helpers.intake.register.sheet import RegisterRow
from helpers.intake.register.template import grounds, groups
from helpers.intake.register.words import applicants, day_of, results_of

YEAR = 2022


def counted(*rows: dict[str, str], edition: int = 2021) -> Counted:
    return count((RegisterRow(f"台账!{at}", row) for at, row in enumerate(rows, 3)), YEAR, edition)


def figures(found: Counted) -> dict[str, int]:
    """Every figure that isn't 0."""
    return {address: value for address in found.rows if (value := found.value(address))}


def row(**cells: str) -> dict[str, str]:
    return {"received": "2022-03-01", "applicant": "自然人", **cells}


DONE = row(result="予以公开", answered="2022-03-20")


def test_an_answered_application_is_received_and_dealt_with() -> None:
    found = counted(DONE)
    expected = {
        f"applications.{key}[{index}]": 1 for key in ("received", "granted", "total") for index in (0, 6)
    }
    assert figures(found) == expected
    assert found.rows["applications.granted[0]"] == ["台账!3"]
    assert not found.problems
    assert not found.other_years


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (row(), {"received", "carried_out"}),
        (row(result="在办"), {"received", "carried_out"}),
        (row(received="2021-12-31"), {"carried_in", "carried_out"}),
        (
            row(received="2021-12-31", result="予以公开", answered="2022-01-01"),
            {"carried_in", "granted", "total"},
        ),
        (row(result="予以公开", answered="2023-01-01"), {"received", "carried_out"}),
        (row(result="予以公开", answered="2022-12-31", carried="否"), {"received", "granted", "total"}),
        (row(carried="是"), {"received", "carried_out"}),
        (row(received="2021-01-01", result="予以公开", answered="2021-12-31"), set()),
        (row(received="2023-01-01"), set()),
    ],
)
def test_days_decide_what_belongs_to_the_year(cells: dict[str, str], rows: set[str]) -> None:
    found = counted(cells)
    assert {address for address in figures(found) if address.endswith("[0]")} == {
        f"applications.{key}[0]" for key in rows
    }
    assert found.other_years == ([] if rows else ["台账!3"])
    assert not found.problems


@pytest.mark.parametrize(
    ("cells", "problem", "unknown"),
    [
        (
            row(applicant="", result="予以公开", answered="2022-03-20"),
            "申请人类型",
            {"received", "granted", "total"},
        ),
        (
            row(applicant="张三", result="予以公开", answered="2022-03-20"),
            "申请人类型",
            {"received", "granted", "total"},
        ),
        (
            row(received="", result="予以公开", answered="2022-03-20"),
            "没有填“收到日期”",
            {"received", "carried_in"},
        ),
        (
            row(received="三月初", result="予以公开", answered="2022-03-20"),
            "不是日期",
            {"received", "carried_in"},
        ),
        (row(result="予以公开"), "没有办结日期", {"granted", "total", "carried_out"}),
        (row(result="予以公开", answered="去年"), "不是日期", {"granted", "total", "carried_out"}),
        (row(result="予以公开", answered="2022-02-01"), "早于收到日期", {"granted", "total", "carried_out"}),
        (
            row(result="予以公开", answered="2022-03-20", carried="是"),
            "是否结转",
            {"granted", "total", "carried_out"},
        ),
        (
            row(result="无法提供", answered="2022-03-20"),
            "具体情形",
            {"unable.not_held", "unable.needs_creating", "unable.unclear_after_correction"},
        ),
    ],
)
def test_a_row_that_cannot_be_classified_leaves_the_cells_it_may_count_in_empty(
    cells: dict[str, str], problem: str, unknown: set[str]
) -> None:
    found = counted(DONE, cells)
    assert [where for where, _ in found.problems] == ["台账!4"]
    assert problem in found.problems[0][1]
    assert "张三" not in found.problems[0][1]
    empty = {address for address in found.rows if found.value(address) is None}
    assert {address.split("[")[0] for address in empty} == {f"applications.{key}" for key in unknown}


def test_where_only_the_applicant_is_unclear_the_total_still_is_a_figure() -> None:
    found = counted(DONE, row(applicant="某", result="予以公开", answered="2022-03-20"))
    assert found.value("applications.granted[6]") == 2
    assert found.value("applications.granted[0]") is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_words_of_the_lists_name_one_row_each(edition: int) -> None:
    leaves = [key.key for key in edition_of(edition).table("applications").rows if key.leaf]
    named = [results_of(ground.split("：")[0], ground, edition) for ground in grounds(edition)]
    alone = [found for word in groups(edition) if len(found := results_of(word, "", edition)) == 1]
    assert sorted(key for found in (*named, *alone) for key in found) == sorted(leaves)
    assert all(
        results_of("", ground, edition) == found
        for ground, found in zip(grounds(edition), named, strict=True)
    )


@pytest.mark.parametrize(
    ("result", "ground", "key"),
    [
        ("（三）不予公开", "1.属于国家秘密", "refused.state_secret"),
        ("不予公开（属于行政查询事项）", "", "refused.administrative_enquiry"),
        ("三、（五）2.重复申请", "", "not_processed.repeated"),
        ("部分公开", "保护第三方合法权益", "partly_granted"),
        ("予公开", "", None),
        ("予以公开", "属于国家秘密", None),
        ("其他", "", "other.other"),
    ],
)
def test_results_in_other_words(result: str, ground: str, key: str | None) -> None:
    found = results_of(result, ground, 2021)
    assert found == {key} if key else len(found) > 1


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-04",
        "2022/3/4",
        "2022年3月4日",
        "20220304",
        "2022.3.4",
        "２０２２-03-04",
        "2022-03-04 00:00:00",
    ],
)
def test_days_in_usual_writings(text: str) -> None:
    assert str(day_of(text)) == "2022-03-04"


@pytest.mark.parametrize(
    "text", ["2022-13-01", "2022-02-30", "3月4日", "44624", "2022", "2022-03-04 或 05", "22-3-4"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"reconsideration": "结果维持"}, {"reconsideration": 0}),
        ({"reconsideration": "维持", "reconsideration_closed": "2023-02-01"}, {"reconsideration": 3}),
        (
            {"litigation_direct": "尚未审结", "received": "2021-01-05", "answered": "2021-02-01"},
            {"litigation_direct": 3},
        ),
        ({"litigation_direct": "结果纠正", "litigation_direct_closed": "2021-12-01"}, {}),
        ({"reconsideration": "无"}, {}),
    ],
)
def test_appeals_count_by_the_day_of_their_decision(cells: dict[str, str], expected: dict[str, int]) -> None:
    found = counted({**DONE, **cells})
    appeals = {address: value for address, value in figures(found).items() if address.startswith("appeals.")}
    assert appeals == {f"appeals.{key}[{at}]": 1 for key, outcome in expected.items() for at in (outcome, 4)}
    assert not found.problems


@pytest.mark.parametrize(
    "cells",
    [
        {"reconsideration": "撤回"},
        {"reconsideration": "结果维持", "reconsideration_closed": "春天"},
        {"reconsideration": "结果维持", "received": "2021-01-05", "answered": "2021-02-01"},
    ],
)
def test_an_unclear_appeal_is_listed(cells: dict[str, str]) -> None:
    found = counted({**DONE, **cells})
    assert len(found.problems) == 1
    assert found.value("appeals.reconsideration[4]") is None


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_register_made_of_figures_gives_the_figures_again(edition: int, data: st.DataObject) -> None:
    values = balanced(edition, lambda: data.draw(st.integers(0, 3)))
    rows = list(register_of(values, edition, YEARS[edition]))
    found = count((RegisterRow(str(at), cells) for at, cells in enumerate(rows)), YEARS[edition], edition)
    assert not found.problems
    assert {address: found.value(address) for address in found.rows} == {
        address: value for address, value in values.items() if not address.startswith("proactive.")
    }


def register_of(values: dict[str, int], edition: int, year: int):  # type: ignore[no-untyped-def]  # a generator of rows
    form = edition_of(edition)
    leaves = [each for each in form.table("applications").rows if each.leaf]
    for index, applicant in enumerate(applicants(edition)):
        before = values[f"applications.carried_in[{index}]"]
        at = numbers()
        for leaf in (*leaves, None):
            key = leaf.key if leaf else "carried_out"
            for _ in range(values[f"applications.{key}[{index}]"]):
                cells = {
                    "applicant": applicant,
                    "received": f"{year - 1 if next(at) < before else year}-01-02",
                }
                if leaf:
                    cells |= {
                        "answered": f"{year}-12-30",
                        "result": leaf.labels[1],
                        "ground": "".join(leaf.labels[2:]),
                    }
                yield cells
    past = {
        "applicant": "自然人",
        "received": f"{year - 1}-01-02",
        "answered": f"{year - 1}-02-02",
        "result": "予以公开",
    }
    for key, fields in form.table("appeals").row_fields.items():
        for field in fields[:-1]:
            for _ in range(values[field.address]):
                yield {
                    **past,
                    key: field.column.label,
                    f"{key}_closed": "" if field is fields[3] else f"{year}-06-01",
                }
