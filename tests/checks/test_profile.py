"""What a district asks of its reports: stricter severities, deadlines of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.factories import balanced, report, stock

from helpers.checks import CATALOGUE, PLAIN, Profile, Severity, check
from helpers.form import Report, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW_STOCK = {**balanced(), **stock(12, 0, 12)}


def found(subject: Report, profile: Profile) -> list[tuple[str, str]]:
    return [(each.rule, each.severity.value) for each in check(subject, profile)]


def signed(words: str, **changes: object) -> Report:
    subject = report()
    parts: Mapping[str, Text] = {**subject.narrative.parts, "other": Text(f"没有收取信息处理费。\n{words}")}
    return replace(subject, narrative=replace(subject.narrative, parts=parts), **changes)  # type: ignore[arg-type]


def test_a_district_raises_a_warning_to_an_error() -> None:
    subject = report(NEW_STOCK)
    assert found(subject, PLAIN) == [("T2-STOCK", "warning")]
    assert found(subject, Profile({"T2-STOCK": Severity.ERROR})) == [("T2-STOCK", "error")]
    late = signed("2023年2月20日")
    assert found(late, PLAIN) == [("TM-DUE", "warning")]
    assert found(late, Profile({"TM-DUE": Severity.ERROR})) == [("TM-DUE", "error")]


def test_no_profile_lowers_a_severity() -> None:
    broken = report(changes={"applications.granted[0]": "/"})
    everything = dict.fromkeys(CATALOGUE, Severity.INFO)
    assert found(broken, Profile(everything)) == found(broken, PLAIN)


def test_what_a_rule_only_mentions_stays_information() -> None:
    rule = CATALOGUE["N-PCT"]
    mentioned = rule.finding(report(), "", "看不懂。", severity=Severity.INFO)
    assert Profile({"N-PCT": Severity.ERROR}).raised(rule, mentioned) is mentioned
    trace = CATALOGUE["AGG-TRACE"]
    shown = trace.finding(report(), "", "见文件。")
    assert Profile({"AGG-TRACE": Severity.WARNING}).raised(trace, shown).severity is Severity.WARNING


def test_a_raised_finding_still_hears_a_reason() -> None:
    late = signed("2023年2月20日", reasons={"TM-DUE": "系统故障"})
    [finding] = check(late, Profile({"TM-DUE": Severity.ERROR}))
    assert finding.severity is Severity.INFO
    assert "已说明原因：系统故障" in finding.message


@pytest.mark.parametrize(
    ("words", "deadlines", "said"),
    [
        ("2023年1月31日", {}, ""),
        ("2023年2月1日", {}, "晚于条例规定的公布期限 2023 年 1 月 31 日"),
        ("2023年1月25日", {"office": (1, 20)}, "晚于本地区规定的公布期限 2023 年 1 月 20 日"),
        ("2023年2月1日", {"office": (2, 10)}, ""),
        ("2023年2月1日", {"district": (2, 10)}, "晚于条例规定的公布期限"),
        ("2023年3月1日", {"office": (2, 29)}, "2023 年 2 月 28 日"),
    ],
)
def test_the_due_day_is_the_districts_where_it_set_one(
    words: str, deadlines: dict[str, tuple[int, int]], said: str
) -> None:
    messages = [each.message for each in check(signed(words), Profile(deadlines=deadlines))]
    assert len(messages) == bool(said)
    assert all(said in message for message in messages)


def test_a_whole_district_has_until_march() -> None:
    office = replace(report().office, scope="district")
    assert check(signed("2023年3月31日", office=office)) == []
    assert [each.rule for each in check(signed("2023年4月1日", office=office))] == ["TM-DUE"]


def test_only_the_rules_asked_for_are_applied() -> None:
    subject = report(NEW_STOCK, changes={"applications.granted[0]": "/"})
    assert {each.rule for each in check(subject, only={"T3-INT"})} == {"T3-INT"}
    assert check(subject, only=set()) == []


def test_a_profile_passes_through_the_notebooks_parameters() -> None:
    profile = Profile({"D-SIM": Severity.ERROR}, {"office": (1, 20)})
    assert profile.to_parameter() == {"severities": {"D-SIM": "error"}, "deadlines": {"office": [1, 20]}}
    assert Profile.from_parameter(profile.to_parameter()) == profile
    assert PLAIN.to_parameter() == {}
    for wrong in ({"severities": {"D-SIM": "fatal"}}, {"deadlines": {"office": [13, 1]}}, {"x": 1}):
        with pytest.raises(ValueError, match=r"."):
            Profile.from_parameter(wrong)
