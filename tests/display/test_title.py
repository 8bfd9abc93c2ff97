"""A title's lines are the title, broken where its words allow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import report

from helpers.display.title import title_lines
from helpers.form import Report

LAST = "政府信息公开工作年度报告"

names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=80)
official = st.lists(
    st.sampled_from(
        [
            *("黑龙江省", "齐齐哈尔市", "示例区", "人民政府", "办公室", "西关街道", "办事处", "委员会"),
            *("住房和城乡建设", "局", "内蒙古", "自治区", "自治州", "开发区", "镇", "州", "县", "厅", " "),
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


def named(name: str) -> Report:
    made = report()
    return replace(made, office=replace(made.office, name=name))


@given(st.one_of(names, official))
def test_the_lines_joined_are_the_title(name: str) -> None:
    made = named(name)
    lines = title_lines(made)
    assert "".join(lines) == made.title
    assert all(lines)
    assert lines[-1] == LAST


@given(official)
def test_no_line_is_empty_and_none_begins_inside_the_year(name: str) -> None:
    *before, _ = title_lines(named(name))
    assert before[-1].endswith("2022年")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("老城区西关街道办事处", ["老城区西关街道办事处2022年", LAST]),
        (
            "黑龙江省齐齐哈尔市建华区人民政府西大桥街道办事处",
            ["黑龙江省齐齐哈尔市建华区人民政府", "西大桥街道办事处2022年", LAST],
        ),
        ("示例市示例区政府办公室", ["示例市示例区政府办公室2022年", LAST]),
        (
            "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人民政府办公室",
            ["内蒙古自治区呼伦贝尔市", "莫力达瓦达斡尔族自治旗人民政府办公室", "2022年", LAST],
        ),
    ],
)
def test_a_long_name_is_broken_behind_its_parts(name: str, lines: list[str]) -> None:
    assert list(title_lines(named(name))) == lines
