from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from tests import factories

from helpers.form import Figures, Narrative, Report, Text
from helpers.review.comparison import compare_reports, compare_years

NAMES = ("旧", "新")


def saying(report: Report, **texts: str) -> Report:
    parts = {key.replace("__", "."): Text(text) for key, text in texts.items()}
    return replace(report, narrative=Narrative({**report.narrative.parts, **parts}))


def test_equal_reports_have_no_difference() -> None:
    found = compare_reports(factories.report(), factories.report(), NAMES)
    assert found.equal
    assert found.to_json() == {
        "before": "旧", "after": "新", "equal": True, "facts": [], "cells": [], "sections": [],
    }  # fmt: skip


def test_a_changed_cell_is_named_as_the_form_names_it() -> None:
    changed = factories.report(changes={"applications.total[0]": 3, "proactive.fees": Decimal("0.04")})
    found = compare_reports(factories.report(), changed, NAMES)
    assert found.to_json()["cells"] == [
        {"cell": "proactive.fees", "label": "行政事业性收费 × 本年收费金额", "before": 0, "after": 0.04, "change": 0.04},
        {"cell": "applications.total[0]", "label": "三、（七）总计 × 自然人", "before": 0, "after": 3, "change": 3},
    ]  # fmt: skip


def test_a_cell_without_a_number_differs_from_0_and_has_no_change() -> None:
    empty = factories.report(changes={"appeals.reconsideration[0]": None, "appeals.reconsideration[1]": "/"})
    found = compare_reports(factories.report(), empty, NAMES)
    assert [(cell.after, cell.change) for cell in found.changed_cells] == [(None, None), ("/", None)]


def test_a_changed_text_is_told_with_its_section() -> None:
    found = compare_reports(
        saying(factories.report(), overview__management="清理3份。"),
        saying(factories.report(), overview__management="清理5份。"),
        NAMES,
    )
    assert found.to_json()["sections"] == [
        {
            "cell": "narrative.overview.management",
            "label": "一、总体情况（三）政府信息管理",
            "paragraphs": [
                [
                    {"mark": "same", "text": "清理"},
                    {"mark": "gone", "text": "3"},
                    {"mark": "new", "text": "5"},
                    {"mark": "same", "text": "份。"},
                ]
            ],
        }
    ]


def test_what_the_report_says_of_itself_counts() -> None:
    found = compare_reports(
        factories.report(), factories.report(kind="乡镇", reasons={"XY-NORM": "清理"}), NAMES
    )
    assert [(fact.address, fact.before, fact.after) for fact in found.facts] == [
        ("office.kind", "街道", "乡镇"),
        ("reasons.XY-NORM", "", "清理"),
    ]
    assert not found.equal


def test_a_report_is_compared_with_last_year() -> None:
    assert compare_years(factories.report()) is None
    last = factories.previous(factories.balanced() | {"proactive.licences": 4})
    found = compare_years(factories.report(last=last))
    assert found is not None
    assert (found.before.name, found.after.name) == ("2021年", "2022年")
    assert [(cell.field.address, cell.change) for cell in found.changed_cells] == [("proactive.licences", -4)]


def test_cells_that_only_one_edition_has_are_no_change() -> None:
    old = factories.previous(factories.balanced(2019), edition=2019)
    found = compare_years(factories.report(last=old))
    assert found is not None
    assert found.changed_cells == []
    only_now = found.cells["applications.other.fee_overdue[6]"]
    assert (only_now.in_before, only_now.in_after) == (False, True)
    assert [address for address, cell in found.cells.items() if not cell.in_after][:1] == [
        "proactive.regulations.made"
    ]


def test_a_missing_figure_is_not_0_in_the_other_version() -> None:
    form = factories.report().edition
    empty = replace(factories.report(), figures=Figures(form, {}))
    found = compare_reports(empty, factories.report(), NAMES)
    assert len(found.changed_cells) == len(form.fields)


def test_no_comparison_repeats_a_secret() -> None:
    number = "110105194912310011"
    found = compare_reports(
        replace(
            factories.report(changes={"proactive.penalties": number}), reasons={"D-TYPO": f"身份证{number}"}
        ),
        saying(factories.report(), overview__on_request=f"申请人王建国（身份证号{number}）提出申请。"),
        NAMES,
    )
    told = json.dumps(found.to_json(), ensure_ascii=False)
    assert "110******11" in told
    assert "110****11" in told
    assert "王**" in told
    assert number not in told
    assert "王建国" not in told
