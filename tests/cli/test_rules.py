"""`nianbao rules`: the catalogue."""

from __future__ import annotations

import pytest
from tests.cli.invoke import invoke

from helpers.checks import CATALOGUE

Capture = pytest.CaptureFixture[str]


def test_the_list_has_a_line_for_each_rule(capsys: Capture) -> None:
    done = invoke(capsys, "rules")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == list(CATALOGUE)


def test_json_has_all_about_each_rule(capsys: Capture) -> None:
    found = invoke(capsys, "rules", "--json").json
    assert [rule["id"] for rule in found] == list(CATALOGUE)
    for rule in found:
        keys = ["id", "severity", "title", "basis", "example", "passing", "editions", "excusable"]
        assert list(rule) == keys
        assert rule["severity"] in {"error", "warning", "info"}
        assert rule["title"]
        assert rule["basis"]
        assert rule["example"]
        assert rule["passing"]


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_each_rule_tells_what_it_checks_on_what_ground_and_an_example(capsys: Capture, name: str) -> None:
    done = invoke(capsys, "rules", name)
    assert done.code == 0
    rule = CATALOGUE[name]
    head, basis, example, passing, *_ = done.out.splitlines()
    assert head == f"{name}（{rule.severity.label}）{rule.title}"
    assert basis == f"依据：{rule.basis}"
    assert example == f"示例（违反）：{rule.example}"
    assert passing == f"示例（合规）：{rule.passing}"
    assert ("reasons" in done.out.split("适用格式")[1]) == rule.excusable


def test_a_rule_is_found_in_lower_case_too(capsys: Capture) -> None:
    assert invoke(capsys, "rules", "t3-bal").out == invoke(capsys, "rules", "T3-BAL").out
    assert invoke(capsys, "rules", "t3-bal", "--json").json["id"] == "T3-BAL"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_rule_that_there_is_not_is_wrong_usage(capsys: Capture, options: list[str]) -> None:
    done = invoke(capsys, "rules", "T9-NONE", *options)
    assert (done.code, done.out) == (2, "")
    assert "没有“T9-NONE”这条规则" in done.err


def test_a_misspelt_rule_is_told_the_closest(capsys: Capture) -> None:
    assert "是不是 T3-BAL？" in invoke(capsys, "rules", "T3-BALL").err
