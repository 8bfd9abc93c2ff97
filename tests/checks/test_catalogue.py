from __future__ import annotations

import re

import pytest
from tests.checks.expect import found, message
from tests.factories import balanced, previous, report, stock

from helpers.checks import CATALOGUE, Finding, ReportRule, Rule, Severity, check, rule_of, settled
from helpers.checks.examples import PASSING
from helpers.checks.profile import Profile
from helpers.checks.rules import RULES
from helpers.form import EDITIONS

DOMAIN = """
T2-INT T2-FEE T2-REG-AUTH T2-STOCK
T3-INT T3-BAL T3-SUM7 T3-ROW T3-TOT2 T3-BLANKTOT T3-FEE T3-ONLYTOT
T4-INT T4-SUM
X-APPEAL X-APPEAL-RATIO X-FEE
XY-CARRY XY-REG XY-NORM XY-FMT XY-PENDING XY-JUMP XY-TITLE
N-NEW N-CARRYIN N-DONE N-CARRYOUT N-RESULT N-PCT N-REVIEW N-OUTCOME N-T2 N-ZERO N-ITEMS N-CHANNEL N-CHANGE
D-SEC D-EMPTY5 D-SEC6 D-CITE D-PERIOD D-COUNT D-NAME D-SIM D-GENERIC D-PII D-TYPO D-ABS D-TBLIMG
AGG-SET AGG-YEAR AGG-CELL AGG-BAL AGG-XY AGG-DUP AGG-TRACE
TM-DUE
""".split()  # noqa: SIM905  # the domain's list, to be read as it is there
"""The IDs that offices, reasons and other programs know."""

SECTIONS = ("T2", "T3", "T4", "X", "XY", "N", "D", "AGG", "TM")


def test_every_rule_has_an_id_of_its_own() -> None:
    assert len(CATALOGUE) == len(RULES)
    pattern = re.compile(rf"({'|'.join(SECTIONS)})-[A-Z0-9]+(-[A-Z]+)?")
    assert [name for name in CATALOGUE if not pattern.fullmatch(name)] == []


def test_no_rule_of_the_domain_is_missing() -> None:
    assert len(DOMAIN) == 58
    assert set(DOMAIN) <= set(CATALOGUE)
    # A report with a place left to be written in is the kit's own affair.
    assert set(CATALOGUE) - set(DOMAIN) == {"D-TODO"}


def test_rules_stand_in_the_order_of_the_form() -> None:
    places = [SECTIONS.index(name.partition("-")[0]) for name in CATALOGUE]
    assert places == sorted(places)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_every_rule_tells_what_it_checks_and_why(rule: Rule) -> None:
    for words in (rule.title, rule.basis, rule.example, rule.passing):
        assert re.search("[\u4e00-\u9fff]{2}", words)
        assert words.isprintable()
    assert not rule.title.endswith("。")
    assert not rule.basis.endswith("。")
    assert rule.example.endswith("。")
    assert rule.passing.endswith("。")
    assert rule.passing != rule.example
    assert re.search(r"条例第.+条|号|统计勾稽", rule.basis)
    assert isinstance(rule.severity, Severity)
    assert set(rule.editions) <= set(EDITIONS)
    assert rule.__doc__


def test_every_rule_that_warns_takes_a_reason() -> None:
    assert all(rule.excusable for rule in CATALOGUE.values() if rule.severity is Severity.WARNING)
    errors = {rule.id for rule in CATALOGUE.values() if rule.severity is Severity.ERROR and rule.excusable}
    assert errors == {"T2-STOCK", "XY-REG", "XY-NORM"}


def test_titles_differ() -> None:
    assert len({rule.title for rule in CATALOGUE.values()}) == len(CATALOGUE)


def test_a_rule_is_found_by_its_id_in_any_case() -> None:
    assert rule_of("t3-bal") is CATALOGUE["T3-BAL"]
    with pytest.raises(KeyError):
        rule_of("T9-NONE")


def test_a_rule_of_the_other_edition_is_left_out() -> None:
    """T2-STOCK reads cells that edition 2019 doesn't have: it would raise."""
    rule = CATALOGUE["T2-STOCK"]
    assert isinstance(rule, ReportRule)
    subject = report(edition=2019)
    with pytest.raises(KeyError):
        list(rule.check(subject))
    assert check(subject) == []


def test_a_warning_asks_for_a_reason_and_takes_it() -> None:
    values = {**balanced(), **stock(12, 0, 12)}
    asked = report(values)
    cell = "proactive.normative_documents.in_force"
    assert found(asked) == [("T2-STOCK", "warning", cell, None, 12)]
    assert message(asked, "T2-STOCK").endswith("；确实如此的，请在 reasons 中写明 T2-STOCK 的原因。")
    given = report(values, reasons={"T2-STOCK": "首年\n制发"})
    assert found(given) == [("T2-STOCK", "info", cell, None, 12)]
    said = message(given, "T2-STOCK")
    assert "请核对（已说明原因：首年 制发；写成“首年 制发〔" in said
    assert said.endswith("〕”的，数字变动后自动失效）。")


def test_a_bound_reason_lapses_when_a_figure_changes() -> None:
    values = {**balanced(), **stock(12, 0, 12)}
    bound = (
        "首年制发〔"
        + message(report(values, reasons={"T2-STOCK": "首年制发"}), "T2-STOCK").split("〔")[1][:6]
        + "〕"
    )
    same = report(values, reasons={"T2-STOCK": bound})
    assert [severity for _, severity, *_ in found(same)] == ["info"]
    assert message(same, "T2-STOCK").endswith("请核对（已说明原因：首年制发）。")
    changed = report({**values, **stock(13, 0, 13)}, reasons={"T2-STOCK": bound})
    assert [severity for _, severity, *_ in found(changed)] == ["warning"]
    said = message(changed, "T2-STOCK")
    assert "原来的原因“首年制发”是对另外的数字说的，已经失效" in said
    assert bound not in said
    renewed = "首年制发〔" + said.split("〔")[1][:6] + "〕"
    assert [
        severity
        for _, severity, *_ in found(report({**values, **stock(13, 0, 13)}, reasons={"T2-STOCK": renewed}))
    ] == ["info"]


def test_an_empty_reason_is_none() -> None:
    values = {**balanced(), **stock(12, 0, 12)}
    assert check(report(values, reasons={"T2-STOCK": "  "})) == check(report(values))


def test_an_error_takes_a_reason_only_where_the_rule_allows_it() -> None:
    last = previous({**balanced(), **stock(0, 0, 10), "applications.carried_out[0]": 1})
    values = {**balanced(), **stock(0, 0, 9)}
    broken = {"applications.granted[0]": "/"}
    reasons = {"XY-NORM": "修改计件", "XY-CARRY": "机构改革", "T3-INT": "没有"}
    subject = report(values, last=last, reasons=reasons, changes=broken)
    severities = {rule: severity for rule, severity, *_ in found(subject)}
    assert severities == {"T3-INT": "error", "XY-CARRY": "error", "XY-NORM": "info"}


def test_a_reason_of_another_rule_excuses_nothing() -> None:
    values = {**balanced(), **stock(12, 0, 12)}
    assert check(report(values, reasons={"XY-NORM": "修改计件"})) == check(report(values))


def test_findings_come_in_the_catalogues_order() -> None:
    values = dict.fromkeys(EDITIONS[2021].fields, "/")
    order = list(CATALOGUE)
    places = [order.index(finding.rule) for finding in check(report(values))]
    assert places == sorted(places)


def test_one_reason_may_be_bound_to_several_things() -> None:
    """D-SIM is found by year and among offices: one reason answers both."""
    rule = CATALOGUE["D-SIM"]
    here, there = (rule.finding(report(), "", "雷同。", actual=words) for words in ("甲段", "乙段"))

    def told(finding: Finding, reason: str) -> Finding:
        [settled_] = settled(rule, [finding], reason, beside=True)
        return settled_

    first = told(here, "统一样稿").message.split("写成“")[1].split("”")[0]
    assert told(here, first).severity is Severity.INFO
    other = told(there, first)
    assert other.severity is Severity.WARNING
    assert "原来的原因“统一样稿”不是对这一处说的" in other.message
    both = other.message.split("改写为“")[1].split("”")[0]
    assert both.startswith("统一样稿〔")
    assert {told(each, both).severity for each in (here, there)} == {Severity.INFO}


def test_no_example_is_of_a_rule_that_is_gone() -> None:
    assert list(PASSING) == [name for name in CATALOGUE if name in PASSING]
    assert set(PASSING) == set(CATALOGUE)


def test_a_reason_answers_a_warning_that_a_district_raised_but_not_what_a_rule_finds_an_error() -> None:
    rule, profile = CATALOGUE["D-SEC6"], Profile({"D-SEC6": Severity.ERROR})
    assert rule.severity is Severity.WARNING
    found = [
        rule.finding(report(), "", "说明。", severity=each) for each in (Severity.WARNING, Severity.ERROR)
    ]
    told = settled(rule, found, "已核对", profile)
    assert [finding.severity.value for finding in told] == ["info", "error"]
