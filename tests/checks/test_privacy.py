"""What must not become public is found, and nothing that tells of it repeats it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.factories import report

from helpers.checks import check
from helpers.display.view import ReportView
from helpers.form import Text

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
