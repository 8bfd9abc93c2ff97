from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from tests.factories import balanced, report

from helpers.checks import Finding, Severity, check


def test_a_finding_has_the_form_that_other_programs_read() -> None:
    values = {**balanced(), "applications.received[0]": 3, "applications.total[0]": 2}
    [finding] = [finding for finding in check(report(values)) if finding.rule == "T3-BAL"]
    assert finding.to_json() == {
        "rule": "T3-BAL",
        "severity": "error",
        "file": "params/shili/ceshi/2022.yaml",
        "line": 182,
        "column": 5,
        "cell": "applications.total[0]",
        "label": "三、（七）总计 × 自然人",
        "message": "自然人一列：一（3）＋二（0）＝3，而（七）总计（2）＋四（0）＝2，相差 1，请核对。",
        "expected": 3,
        "actual": 2,
    }


def test_a_finding_in_words_leads_with_its_place() -> None:
    finding = Finding("READ", Severity.ERROR, "不是 YAML。", file="a.yaml", line=3, column=7)
    assert str(finding) == "a.yaml:3:7: 错误 READ 不是 YAML。"
    assert str(Finding("READ", Severity.INFO, "空。", file="a.yaml")) == "a.yaml: 说明 READ 空。"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("0.04"), 0.04),
        (Decimal("0.12345678901234567890123"), "0.12345678901234567890123"),
        (Decimal("NaN"), "NaN"),
        (Decimal("Infinity"), "Infinity"),
        pytest.param(10**5000, "约 5001 位的数", id="huge"),
        ("/", "/"),
        (None, None),
    ],
)
def test_what_a_cell_holds_is_plain_json(value: Any, plain: Any) -> None:
    json_form = Finding("T2-FEE", Severity.ERROR, "", actual=value).to_json()
    assert json_form["actual"] == plain
    json.dumps(json_form, allow_nan=False)
