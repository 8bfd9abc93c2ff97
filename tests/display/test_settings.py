"""The notebook's parameter `settings` is read strictly."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.display.settings import Settings
from helpers.errors import UsageError


@pytest.mark.parametrize("settings", [Settings(), Settings(draft=True), Settings(fee_decimals=4)])
def test_settings_come_back_from_the_parameter(settings: Settings) -> None:
    assert Settings.from_parameter(settings.to_parameter()) == settings


def test_no_parameter_means_the_defaults() -> None:
    assert Settings.from_parameter(None) == Settings.from_parameter({}) == Settings(False, None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"drafts": True}, "没有“drafts”这一项，可用：draft、fee_decimals"),
        ({1: True}, "没有“1”这一项"),
        ({"draft": "yes"}, "draft 须为 true 或 false"),
        ({"draft": 1}, "draft 须为 true 或 false"),
        ({"draft": None}, "draft 须为 true 或 false"),
        ({"fee_decimals": 5}, "fee_decimals 须为 0 至 4"),
        ({"fee_decimals": -1}, "fee_decimals 须为 0 至 4"),
        ({"fee_decimals": True}, "fee_decimals 须为 0 至 4"),
        ({"fee_decimals": 2.0}, "fee_decimals 须为 0 至 4"),
        ({"fee_decimals": "4"}, "fee_decimals 须为 0 至 4"),
        ({"fee_decimals": []}, "fee_decimals 须为 0 至 4"),
        ([], "应为一组设置"),
        ("draft", "应为一组设置"),
        (True, "应为一组设置"),
    ],
)
def test_what_is_no_setting_is_an_error_that_says_so(value: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Settings.from_parameter(value)
