"""Whose report it is and of which year, however its title is written."""

from __future__ import annotations

import pytest
from tests.intake.published.papers import imported

from helpers.intake.published.identity import identify
from helpers.intake.published.source import Line, Place


@pytest.mark.parametrize(
    ("title", "office", "year"),
    [
        ("示例镇人民政府2022年政府信息公开工作年度报告", "示例镇人民政府", 2022),
        ("新示例街道办事处2022年度 政府信息公开工作年度报告", "新示例街道办事处", 2022),
        ("2023年示例镇政府信息公开工作年度报告", "示例镇", 2023),
        ("示例县示例镇2023\n政府信息公开工作年度报告", "示例县示例镇", 2023),
        ("示例县示例镇2023年政府信息公开 工作告年度报", "示例县示例镇", 2023),
        ("示例县示例镇2023年政府信息公开工作年度报告_示例县政府网", "示例县示例镇", 2023),
        ("《示例镇2022年政府信息公开工作年度报告》", "示例镇", 2022),
        ("名 称: 示例镇2022年度 政府信息公开工作年度报告", "示例镇", 2022),
        ("[2022年]示例镇政府信息公开工作年度报告", "示例镇", 2022),
        ("示例市民政局政府信息公开2022年度工作报告", "示例市民政局", 2022),
        ("示例市民政局关于2023年政府信息公开工作的年度报告", "示例市民政局", 2023),
        ("示例市民政局2022年政务公开工作总结", "示例市民政局", 2022),
        ("二〇二二年示例区民政局政府信息公开工作年度报告", "示例区民政局", 2022),
        ("示例区教育局政府信息公开工作年度报告（2021年度）", "示例区教育局", 2021),
        ("关于2022年度政府信息公开情况的报告", None, 2022),
        ("2022年政府信息公开工作年度报告", None, 2022),
        ("示例区人民政府办公室关于印发2022年政府信息公开工作年度报告的通知", None, None),
        ("现公布示例区2022年政府信息公开工作年度报告，请查阅。", None, None),
    ],
)
def test_a_title(title: str, office: str | None, year: int | None) -> None:
    found = identify([Line(text, Place(line=1)) for text in title.split("\n")])
    assert (found.office, found.year) == (office, year)


def test_who_published_a_report_without_a_name_in_its_title_is_told() -> None:
    text = "发布机构：示例区教育局　发布日期：2023-01-10\n关于2022年度政府信息公开情况的报告\n一、总体情况\n好。\n"
    read = imported(text.encode(), "a.txt")
    assert (read.office, read.kind, read.year) == ("示例区教育局", "部门", 2022)
    assert any("按页面的发布机构写作“示例区教育局”" in note.message for note in read.notes)
    assert "preamble" not in read.texts


def test_what_a_page_puts_round_the_report_is_no_preamble() -> None:
    head = (
        "登录 注册\n当前位置: 首页\n> 政务公开 > 政府信息公开年报\n- 设为首页\n索 引 号: 0001/2023-05\n"
        "示例镇2022年政府信息公开工作年度报告\n发布时间: 2024-01-31 08:51 字体:[]\n撰写时间\n2024年01月12日 17:12:21\n"
        "来源\n示例镇\n编辑\n某某某\n点击查看解读\n浏览次数：12\n"
    )
    read = imported(f"{head}本报告由示例镇编制。\n一、总体情况\n好。\n".encode(), "a.txt")
    assert read.texts["preamble"] == "本报告由示例镇编制。"


def test_parts_that_are_counted_are_known_where_none_is_numbered() -> None:
    head = "示例镇2022年政府信息公开工作年度报告\n一、总体情况\n"
    counted = "1、主动公开:发布3条。\n2、依申请公开：没有。\n3、平台建设。网站一个。\n"
    read = imported(f"{head}{counted}二、主动公开政府信息情况\n".encode(), "a.txt")
    assert read.texts["overview.proactive"] == "发布3条。"
    assert read.texts["overview.on_request"] == "没有。"
    assert read.texts["overview.platform"] == "网站一个。"
    below = f"（一）主动公开\n{counted}（二）依申请公开\n没有。\n"
    read = imported(f"{head}{below}二、主动公开政府信息情况\n".encode(), "a.txt")
    assert set(read.texts) == {"overview.proactive", "overview.on_request"}
    assert "平台建设" in read.texts["overview.proactive"]
