from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.checks.prose_cases import FALSE, ODD, OF_FIGURES, ON_REQUEST, TRUE, report_with
from tests.checks.wording_cases import RIGHT, WRONG

from helpers.checks import CATALOGUE, Finding, check
from helpers.checks.prose.names import is_own_name
from helpers.checks.prose.numerals import figures, number_of, shares
from helpers.checks.prose.passage import passage
from helpers.checks.values import masked
from helpers.form import Text, Value
from helpers.form.text import Origin
from helpers.intake import read_params

PUBLISHED = Path(__file__).parents[1] / "data" / "published" / "layout25" / "2019.yaml"
# A rule that needs more than a text: its figures.
CHANGES: dict[str, dict[str, Value]] = {
    "T3-FEE": {
        "applications.other.fee_overdue[0]": 1,
        "applications.other.fee_overdue[6]": 1,
        "applications.other.other[0]": 0,
        "applications.other.other[6]": 0,
    }
}
# Slips that are two faults at once.
BESIDE = {
    "统计期限为20231月1日至202312月31日。": "D-TYPO",
    "加上上年度未办结的4件，全年共需办理24件。": "N-DONE",
    "未收到涉密的申请，故该类办结率为100%。": "N-PCT",
}


def spoken(address: str, text: str, rule: str = "") -> list[Finding]:
    findings = check(report_with(address, text, CHANGES.get(rule)))
    return [each for each in findings if each.severity.value != "info" and each.rule not in OF_FIGURES]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        *((address, text) for cases in (TRUE, ODD) for address, texts in cases.items() for text in texts),
        *RIGHT,
    ],
)
def test_no_rule_speaks_on_a_true_sentence(address: str, text: str) -> None:
    assert [finding.message for finding in spoken(address, text)] == []


@pytest.mark.parametrize(
    ("rule", "address", "text"),
    [(rule, *case) for faults in (FALSE, WRONG) for rule, cases in faults.items() for case in cases],
)
def test_a_rule_speaks_on_a_false_sentence(rule: str, address: str, text: str) -> None:
    findings = spoken(address, text, rule)
    assert {finding.rule for finding in findings} - {BESIDE.get(text)} == {rule}
    for finding in findings:
        assert finding.cell.startswith("narrative.")
        assert finding.message.endswith("。")
        assert "。" not in finding.message[:-1].replace("。”", "”"), finding.message


def test_every_rule_that_reads_text_has_an_example_here() -> None:
    elsewhere = {"D-SIM", "D-GENERIC", "D-TODO"}
    text_rules = {name for name in CATALOGUE if name.startswith(("N-", "D-"))} | {
        "T3-FEE",
        "X-FEE",
        "XY-TITLE",
    }
    assert text_rules - set(FALSE) == elsewhere


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("23", 23),
        ("1,024", 1024),
        ("二十三", 23),
        ("廿三", 23),
        ("一百零五", 105),
        ("一百五", 150),
        ("一十二", 12),
        ("二〇二三", 2023),
        ("三点三", Decimal("3.3")),
        ("两", 2),
        ("万一", None),
    ],
)
def test_numbers_are_read(words: str, number: object) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("text", "value", "about"),
    [
        ("1.2万件", 12000, ""),
        ("约1.2万件", 12000, "~"),
        ("近百件", 100, "<"),
        ("五百余次", 500, ">"),
        ("十四(14)件", 14, ""),
        ("超过9件", 9, ">"),
    ],
)
def test_a_figure_says_how_exact_it_is(text: str, value: int, about: str) -> None:
    assert [(int(figure.value), figure.about) for figure in figures(text)] == [(value, about)]


@pytest.mark.parametrize("text", ["第三件", "2至4件", "10—12件", "没有一件", "统一件", "几十几件"])
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("占66.7%", "66.7"), ("百分之三点三", "3.3"), ("六成", "60"), ("七成半", "75")]
)
def test_shares_are_read(text: str, value: str) -> None:
    assert [share.value for share in shares(text)] == [Decimal(value)]


def test_a_passage_leaves_out_marks_and_blanks_and_knows_its_lines() -> None:
    raw = "- **收到** 1 ２ 件\n- 办结\n  3件"
    text = Text(raw, origin=Origin(raw, 7, 1))
    read = passage("narrative.other", text)
    assert read.text == "收到12件\n办结3件"
    assert [read.line(read.text.index(character)) for character in "收办3"] == [7, 8, 9]


def test_a_finding_stands_on_the_line_of_its_sentence() -> None:
    text = Text("无误。\n\n新收申请13件。", origin=Origin("|\n      无误。\n\n      新收申请13件。", 40, 17))
    report = report_with(ON_REQUEST, "")
    parts = {**report.narrative.parts, ON_REQUEST: text}
    [finding] = [
        each
        for each in check(replace(report, narrative=replace(report.narrative, parts=parts)))
        if each.rule == "N-NEW"
    ]
    assert (finding.line, finding.cell) == (43, "narrative.overview.on_request")
    assert finding.expected == 20
    assert finding.actual == 13


def test_no_finding_repeats_a_secret() -> None:
    secrets = ("11010519491231002X", "13912345678", "王建国")
    text = f"新收申请13件，申请人{secrets[2]}，身份证号{secrets[0]}，手机{secrets[1]}，来信,反映问题问题。"
    findings = check(report_with(ON_REQUEST, text))
    assert {"N-NEW", "D-PII"} <= {finding.rule for finding in findings}
    pii = [finding for finding in findings if finding.rule == "D-PII"]
    assert len(pii) == 3
    for finding in findings:
        shown = str(finding.to_json())
        assert not [secret for secret in secrets[:2] if secret in shown]
    assert not [finding for finding in pii if secrets[2] in str(finding.to_json())]
    assert masked("139 1234 5678") == "139******78"


def test_a_long_or_hostile_text_is_read_in_time() -> None:
    for text in (
        "没有" * 3000,
        "其中" * 3000,
        "一" * 6000,
        "（" * 3000,
        "收到申请1件、" * 800,
        "未因被申请的" * 800,
    ):
        check(report_with(ON_REQUEST, text))


def test_copying_from_last_year_is_seen_whatever_the_figures() -> None:
    ours = (
        "围绕{n}个村的饮水工程，逐项公开机井位置、出水量和水质检测结果，检测不合格的停用整改，每月把化验单贴到井房门口；"
        "对轮灌安排按村组排出放水顺序，调整时打电话通知到组长，并在闸口张贴新的顺序，由村民代表签字确认后执行；"
        "农村公墓的收费标准和收支账目按季度上墙，群众有疑问的由民政所当面答复并登记，年底由纪委逐村核对一遍账目和公示内容是否一致。"
    )
    report = report_with("overview.proactive", ours.format(n=9))
    previous = report.previous
    assert previous is not None
    copied = replace(previous, narrative=report_with("overview.proactive", ours.format(n=6)).narrative)
    fresh = replace(previous, narrative=report_with("overview.proactive", ours[::-1]).narrative)
    [finding] = [each for each in check(replace(report, previous=copied)) if each.rule == "D-SIM"]
    assert finding.cell == "narrative.overview.proactive"
    assert finding.message.count("围绕") == 2
    assert not [each for each in check(replace(report, previous=fresh)) if each.rule == "D-SIM"]


def test_prose_that_any_office_could_print_is_seen() -> None:
    report = report_with("overview.lead", "提高政治站位，强化责任担当。")
    bare = {"overview.proactive": Text("主动公开有序推进。"), "overview.on_request": Text("依法办理申请。")}
    narrative = replace(report.narrative, parts={**report.narrative.parts, **bare})
    assert "D-GENERIC" in {finding.rule for finding in check(replace(report, narrative=narrative))}
    named = {**narrative.parts, "overview.platform": Text("县自然资源局改版专栏。")}
    assert "D-GENERIC" not in {
        finding.rule for finding in check(replace(report, narrative=replace(narrative, parts=named)))
    }


def test_the_known_case_is_found_whole() -> None:
    """Domain, section 5: a provincial office's report of 2019 that balances, and whose text contradicts it."""
    report = read_params(PUBLISHED)
    found = [
        (each.rule, each.line, each.expected, each.actual)
        for each in check(report)
        if each.rule.startswith("N-")
    ]
    assert found == [
        ("N-RESULT", 20, 275, 258),
        ("N-RESULT", 20, 337, 265),
        ("N-PCT", 20, Decimal("32.05"), Decimal("33.9")),
        ("N-PCT", 20, Decimal("41.86"), Decimal("32.9")),
        ("N-OUTCOME", 22, 3, 0),
        ("N-ITEMS", 18, 716, 805),
    ]


def test_figures_beyond_all_bounds_are_shown_in_few_words() -> None:
    huge = 10**5000
    changes: dict[str, Value] = {"applications.received[6]": huge, "applications.carried_out[6]": huge}
    text = "新收申请13件，全年申请均已办结，结转下年度1件。"
    findings = check(report_with(ON_REQUEST, text, changes))
    assert {"N-NEW", "N-CARRYOUT"} <= {finding.rule for finding in findings}
    assert all(len(finding.message) < 400 for finding in findings)


def test_a_township_without_its_level_is_no_short_name() -> None:
    assert not is_own_name("示例区柳河人民政府", "示例区柳河乡人民政府")
    assert is_own_name("柳河乡政府", "示例区柳河乡人民政府")
