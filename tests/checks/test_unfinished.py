from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import narrative, report

from helpers.checks import check
from helpers.form import Narrative, Report, Text


def with_text(address: str, words: str) -> Report:
    texts = narrative()
    return replace(report(), narrative=Narrative({**texts.parts, address: Text(words)}))


def todos(subject: Report) -> list[tuple[str, str, str]]:
    return [(f.severity.value, f.cell, f.message) for f in check(subject) if f.rule == "D-TODO"]


@pytest.mark.parametrize("mark", ["〔待填写：责任追究〕", "［待填写］", "[待填写]", "【待填写】", "〔待填写"])
def test_a_place_left_to_write_is_an_error(mark: str) -> None:
    message = f"一、总体情况（五）监督保障：“{mark}”还没有写，请写好后去掉这个标记。"
    assert todos(with_text("overview.oversight", f"全年已考核。\n\n{mark}")) == [
        ("error", "narrative.overview.oversight", message)
    ]


def test_each_place_is_named() -> None:
    assert len(todos(with_text("other", "〔待填写：甲〕\n\n〔待填写：乙〕"))) == 2


@pytest.mark.parametrize("words", ["表格待填写的，次日补齐。", "无〔见附表〕", "待填写"])
def test_the_words_alone_are_no_mark(words: str) -> None:
    assert todos(with_text("other", words)) == []
