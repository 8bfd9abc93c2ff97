"""What must not become public is found, and nothing that tells of it repeats it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.factories import report

from helpers.checks import Finding, Severity, check
from helpers.checks.prose.personal import hide
from helpers.display.view import ReportView
from helpers.form import Text, Value

SECRETS = {
    "identity number": ("11010519491231002X", "申请人提供的身份证号为11010519491231002X。"),
    "spaced identity number": ("110105 19491231 002X", "身份证号110105 19491231 002X。"),
    "full-width identity number": (
        "１１０１０５１９４９１２３１００２Ｘ",
        "身份证号１１０１０５１９４９１２３１００２Ｘ。",
    ),
    "mobile": ("13812345678", "请拨打申请人手机13812345678联系。"),
    "bank card": ("6222020200112230004", "款项退回银行卡6222020200112230004。"),
    "spaced bank card": ("6222020200112230004", "款项退回银行卡6222 0202 0011 2230 004。"),
    "account": ("sunxx1985", "申请人孙某某，微信号sunxx1985，已通过网络答复。"),
    "name": ("王建国", "申请人王建国不服答复，申请行政复议。"),
}


@pytest.mark.parametrize("kind", SECRETS)
def test_nothing_secret_is_repeated(kind: str) -> None:
    secret, sentence = SECRETS[kind]
    made = report()
    made = replace(
        made,
        narrative=replace(
            made.narrative, parts={**made.narrative.parts, "overview.on_request": Text(sentence)}
        ),
    )
    found = [finding for finding in check(made) if finding.rule == "D-PII"]
    assert len(found) == 1
    every = json.dumps([finding.to_json() for finding in check(made)], ensure_ascii=False)
    shown = str(ReportView(made).findings()._repr_mimebundle_())
    for text in (every, shown):
        assert secret not in text
        assert secret.replace(" ", "")[-6:] not in text.replace(" ", "")


ANYWHERE = "110105194912310011"
"""An identity number that isn't in a text."""


@pytest.mark.parametrize("value", [ANYWHERE, int(ANYWHERE), f"见{ANYWHERE}"])
def test_a_cell_that_holds_a_secret_is_told_of_without_it(value: Value) -> None:
    found = check(report(changes={"proactive.penalties": value}))
    assert {finding.rule for finding in found} >= ({"T2-INT"} if isinstance(value, str) else set())
    assert ANYWHERE not in json.dumps([finding.to_json() for finding in found], ensure_ascii=False)


def test_no_finding_repeats_a_long_number_whatever_it_speaks_of() -> None:
    finding = Finding("READ", Severity.ERROR, f"没有“{ANYWHERE}”这个键", cell=ANYWHERE, actual=int(ANYWHERE))
    assert finding.to_json() == {
        "rule": "READ",
        "severity": "error",
        "file": "",
        "line": None,
        "column": None,
        "cell": "110******11",
        "label": "",
        "message": "没有“110******11”这个键",
        "expected": None,
        "actual": "110******11",
    }


def test_another_rule_that_quotes_the_sentence_hides_the_name() -> None:
    made = report()
    text = Text("全年未收到申请人王建国提出的申请0件。")
    made = replace(
        made, narrative=replace(made.narrative, parts={**made.narrative.parts, "overview.on_request": text})
    )
    told = check(made)
    assert {"D-PII", "D-ABS"} <= {finding.rule for finding in told}
    assert any("王**" in finding.message for finding in told if finding.rule != "D-PII")
    assert "王建国" not in json.dumps([finding.to_json() for finding in told], ensure_ascii=False)


def test_reasons_are_looked_at_too() -> None:
    told = check(report(reasons={"D-TYPO": "申请人王建国（手机13812345678）来电要求"}))
    assert [(each.rule, each.cell) for each in told if each.rule == "D-PII"] == [
        ("D-PII", "reasons.D-TYPO")
    ] * 2


@pytest.mark.parametrize("kind", SECRETS)
def test_a_text_is_shown_without_its_secrets(kind: str) -> None:
    secret, sentence = SECRETS[kind]
    shown = hide(f"前言。{sentence}后语。")
    assert secret not in shown
    assert (shown[:3], shown[-3:]) == ("前言。", "后语。")
    assert hide("本局共公开信息312条，电话0000-1234567。") == "本局共公开信息312条，电话0000-1234567。"
