"""The narrative goes into its sections by what headings mean, and no sentence is lost on the way."""

from __future__ import annotations

import re

import pytest
from tests.intake.published.papers import imported

from helpers.display.plain import render_text
from helpers.display.prose import markdown_blocks

PAGE = """<html><body>
<div class="nav">首页 &gt; 信息公开</div>
<h1>示例市示例区水利局2022年度政府信息公开工作年度报告</h1>
<p>发布时间：2023-01-20 来源：示例区水利局</p>
<p>　　本报告按要求编制，统计期限为20221月1日至12月31日。</p>
<p>　　<strong>一、总体情况</strong></p><p>　　2022年，本局做了几件事。</p>
<p>　　<b>（一）主动公开情况。</b>全年公开信息10条。</p>
<p>　　（二）依申请公开情况</p><p>　　全年收到1件。</p>
<p>（三）政府信息管理情况：管理有序。</p>
<p>（四）平台建设方面。建好网站。</p>
<p>（五）监督保障</p><p>按月检查。</p>
<p>（六）其他工作情况</p><p>办了培训。</p>
<p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>
<p>四、因政府信息公开工作被申请行政复议、提起行政诉讼情况</p>
<p>五、政府信息公开工作存在的主要问题及改进措施</p>
<p>（一）主要问题</p><p>人手少。</p><p>（二）下一步打算</p><p>加人手。</p><p>（三）保障</p><p>定经费。</p>
<p>六、其他需要报告的事项</p><p>　　没有收取信息处理费。</p>
<div>主办单位：示例区人民政府 版权所有</div></body></html>"""

TEXTS = {
    "preamble": "本报告按要求编制，统计期限为20221月1日至12月31日。",
    "overview.lead": "2022年，本局做了几件事。",
    "overview.proactive": "全年公开信息10条。",
    "overview.on_request": "全年收到1件。",
    "overview.management": "管理有序。",
    "overview.platform": "建好网站。",
    "overview.oversight": "按月检查。",
    "shortcomings.problems": "人手少。",
    "shortcomings.improvements": "加人手。\n\n（三）保障\n\n定经费。",
    "other": "没有收取信息处理费。",
}


def test_headings_are_known_by_their_meaning() -> None:
    read = imported(PAGE.encode(), "report.html")
    assert read.texts == TEXTS
    assert read.more == [("其他工作情况", "办了培训。")]
    assert (read.office, read.kind, read.year) == ("示例市示例区水利局", "部门", 2022)


def test_an_eaten_character_of_a_date_is_told() -> None:
    notes = [note.message for note in imported(PAGE.encode(), "report.html").notes]
    assert "日期“20221月1日”缺了“年”字，已按 2022 年读取" in notes


def test_the_same_from_bare_text() -> None:
    """Without any numbering."""
    lines = (
        "示例市示例区水利局2022年政府信息公开工作年度报告\n总体情况\n几件事。\n主动公开\n十条。\n依申请公开\n一件。\n"
        "政府信息管理\n有序。\n政府信息公开平台建设\n网站。\n监督保障\n检查。\n存在的主要问题及改进情况\n"
        "存在问题\n人少。\n改进措施\n加人。\n其他需要报告的事项\n无。\n"
    )
    assert imported(lines.encode(), "report.txt").texts == {
        "overview.lead": "几件事。",
        "overview.proactive": "十条。",
        "overview.on_request": "一件。",
        "overview.management": "有序。",
        "overview.platform": "网站。",
        "overview.oversight": "检查。",
        "shortcomings.problems": "人少。",
        "shortcomings.improvements": "加人。",
        "other": "无。",
    }


def test_text_beside_a_table_is_named() -> None:
    text = "示例区测试局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n注：本表不含下属单位。\n"
    notes = imported(text.encode(), "report.txt").notes
    assert any("这段文字没有读入：注：本表不含下属单位。" in note.message for note in notes)


FIVE = "示例区测试局2022年政府信息公开工作年度报告\n五、存在的主要问题及改进情况\n{}\n六、其他需要报告的事项\n无。\n"


def test_section_five_is_parted_by_what_its_paragraphs_begin_with() -> None:
    read = imported(FIVE.format("主要问题是人手偏少。\n经费也紧。\n今后增加人手。").encode(), "report.txt")
    assert read.texts["shortcomings.problems"] == "主要问题是人手偏少。\n\n经费也紧。"
    assert read.texts["shortcomings.improvements"] == "今后增加人手。"
    assert "shortcomings.lead" not in read.texts
    assert any("按各段开头的字样" in note.message for note in read.notes)


def test_section_five_stays_whole_without_clear_words() -> None:
    for text in (
        "人手偏少。\n今后增加人手。",
        "存在人手偏少的问题。\n经费也紧。",
        "今后解决存在的问题。\n经费也紧。",
    ):
        read = imported(FIVE.format(text).encode(), "report.txt")
        assert read.texts["shortcomings.lead"] == text.replace("\n", "\n\n")
        assert "shortcomings.problems" not in read.texts


def test_a_signature_is_no_text_of_section_six() -> None:
    for signed in ("示例区测试局\n2023年1月18日", "示例区测试局　2023年1月18日", "二〇二三年一月十八日"):
        read = imported((FIVE.format("人少。") + signed).encode(), "report.txt")
        assert read.texts["other"] == "无。"
        assert any("落款" in note.message for note in read.notes)
    read = imported((FIVE.format("人少。") + "联系人：示例区测试局").encode(), "report.txt")
    assert read.texts["other"] == "无。\n\n联系人：示例区测试局"


def test_a_report_that_stands_in_one_table_is_read_as_if_it_stood_in_none() -> None:
    lines = (line.strip("　") for line in re.findall(r"<(?:h1|p)>(.*?)</(?:h1|p)>", PAGE))
    rows = "".join(f"<tr><td colspan=10>{line}</td></tr>" for line in lines)
    read = imported(f"<html><body><table>{rows}</table></body></html>".encode(), "report.html")
    assert read.texts == TEXTS
    assert (read.office, read.year) == ("示例市示例区水利局", 2022)


def test_characters_that_nobody_sees_part_no_words() -> None:
    page = PAGE.replace("几件", "几&shy;件\u200b").replace("人手少", "⼈⼿少")
    assert imported(page.encode(), "report.html").texts == TEXTS


def test_a_page_within_a_form_is_read() -> None:
    """As content systems of a certain make wrap every page."""
    page = PAGE.replace("<body>", "<body><form action='a.aspx'>").replace("</body>", "</form></body>")
    assert imported(page.encode(), "report.html").texts == TEXTS


def test_a_raised_digit_stays_one_in_prose() -> None:
    page = PAGE.replace("几件事", "建 20 m<sup>2</sup> 公开栏")
    assert (
        imported(page.encode(), "report.html").texts["overview.lead"] == "2022年，本局做了建 20 m² 公开栏。"
    )


def test_table_four_without_its_heading_is_no_prose() -> None:
    page = PAGE.replace(
        "<p>办了培训。</p>",
        "<p>办了培训。</p><table><tr><td colspan=5>未经复议直接起诉</td></tr><tr><td>0</td><td>1</td></tr></table>",
    )
    assert imported(page.encode(), "report.html").more == [("其他工作情况", "办了培训。")]


def test_white_text_is_told() -> None:
    page = PAGE.replace("没有收取", '<span style="color:#fff">不要看。</span>没有收取')
    read = imported(page.encode(), "report.html")
    assert read.texts == TEXTS
    assert "文件里有白色的字，在白底上看不见，没有读入，请核对" in [note.message for note in read.notes]


COUNTED = """示例区水务局2022年政府信息公开工作年度报告
一、总体情况
（一）主动公开
（1）加强平台建设。全年更新网站。
（2）强化监督保障。
（二）依申请公开
收到1件。
（四）平台建设
建好网站。
五、存在的主要问题及改进情况
（一）存在问题
（1）人手不足。
（2）措施不够有力。
（二）改进措施
（1）针对问题，加人。
六、其他需要报告的事项
无。"""


@pytest.mark.parametrize("marks", ["（1）（2）", "1.2.", "1、2、", "①②", "(1)(2)"])
def test_points_that_are_counted_below_a_part_open_none(marks: str) -> None:
    first, second = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    text = COUNTED.replace("（1）", first).replace("（2）", second)
    read = imported(text.encode(), "report.txt")
    texts = {address: words.replace("\\", "") for address, words in read.texts.items()}
    assert texts == {
        "overview.proactive": f"{first}加强平台建设。全年更新网站。\n\n{second}强化监督保障。",
        "overview.on_request": "收到1件。",
        "overview.platform": "建好网站。",
        "shortcomings.problems": f"{first}人手不足。\n\n{second}措施不够有力。",
        "shortcomings.improvements": f"{first}针对问题，加人。",
        "other": "无。",
    }
    assert read.more == []


def test_a_shortcoming_is_no_heading() -> None:
    text = COUNTED.replace("（一）存在问题\n", "").replace("（二）改进措施\n", "")
    text = text.replace("（1）人手不足。", "（一）人手不足。").replace("（2）措施", "（二）措施")
    read = imported(text.encode(), "report.txt")
    assert "".join(words for address, words in read.texts.items() if "shortcomings" in address) == (
        "（一）人手不足。\n\n（二）措施不够有力。\n\n（1）针对问题，加人。"
    )


def test_points_of_a_text_keep_the_numbers_that_were_typed() -> None:
    lines = ["1. 甲。", "1. 乙。", "3. 丙。", "4. 丁。"]
    text = "\n".join(["示例区水务局2022年政府信息公开工作年度报告", "六、其他需要报告的事项", *lines])
    shown = render_text(markdown_blocks(imported(text.encode(), "report.txt").texts["other"]))
    assert "".join(shown.split()) == "1.甲。1.乙。3.丙。4.丁。"


def test_a_heading_spread_over_its_line_is_one() -> None:
    page = PAGE.replace("一、总体情况", "一、总&nbsp;体&nbsp;情&nbsp;况").replace(
        "六、其他需要报告的事项", "六 、 其 他 需 要 报 告 的 事 项"
    )
    assert imported(page.encode(), "report.html").texts == TEXTS


def test_struck_text_is_told() -> None:
    page = PAGE.replace("没有收取", "<del>不要看。</del>没有收取")
    read = imported(page.encode(), "report.html")
    assert read.texts == TEXTS
    assert "文件里有划掉的字，没有读入，请核对" in [note.message for note in read.notes]
