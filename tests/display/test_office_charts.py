"""The charts of a district's offices: what the report's own table has, drawn and said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import report

from helpers.display.blocks import Block, Figure, Paragraph, Run
from helpers.display.office_charts import office_charts
from helpers.display.view import ReportView
from helpers.form import Narrative, Office, Report, Text, Titled

HEAD = "| 单位（单位：件） | 收到申请 | 办理总计 | 报送日期 |\n| --- | ---: | ---: | --- |\n"
LINES = (
    "| 示例区东街街道办事处 | 3 | 3 | 1月20日 |\n"
    "| 示例区住房和城乡建设局 | 81 | 70 | 2月3日（逾期） |\n"
    "| 示例区卫生健康委员会 | 21 | 21 | 未登记 |\n"
    "| 示例区教育局 | 未报 | 未报 | 未报 |\n"
    "| 合计 | 105 | 94 |  |\n"
)


def district(table: str, *, title: str = "汇总范围和数据质量", scope: str = "district") -> Report:
    base = report()
    more = (Titled(Text(title), Text(f"本报告由各单位年报相加得出。\n\n{table}")),)
    return replace(
        base,
        office=Office("示例区人民政府", "区县政府", "district" if scope == "district" else "office"),
        narrative=Narrative(base.narrative.parts, more=more),
    )


def charts(made: Report) -> list[Block]:
    return list(office_charts(made))


def alt(block: Block) -> str:
    assert isinstance(block, Figure)
    return block.alt


def sentence(block: Block) -> str:
    assert isinstance(block, Paragraph)
    (run,) = block.inlines
    assert isinstance(run, Run)
    return run.text


def test_what_each_office_received_the_most_first() -> None:
    received, _ = charts(district(HEAD + LINES))
    assert alt(received) == (
        "条形图：2022年各单位新收政府信息公开申请（1个单位未报，不在图中）。"
        "2022年住房和城乡建设局81件、卫生健康委员会21件、东街街道办事处3件。"
    )


def test_who_was_late_unnoted_and_absent_is_counted() -> None:
    _, punctuality = charts(district(HEAD + LINES))
    assert alt(punctuality) == (
        "条形图：2022年各单位年度报告报送情况。2022年按期1个单位、逾期1个单位、日期未登记1个单位、未报1个单位。"
    )


def test_without_days_nobody_is_called_punctual() -> None:
    table = "| 单位（单位：件） | 收到申请 |\n| --- | ---: |\n| 甲局 | 0 |\n| 合计 | 0 |\n"
    received, punctuality = charts(district(table))
    assert "各单位都没有新收政府信息公开申请" in sentence(received)
    assert sentence(punctuality) == "各单位的报送日期没有登记，“2022年各单位年度报告报送情况”不作图。"


def test_a_figure_that_was_left_out_is_not_drawn_as_0() -> None:
    received, _ = charts(district(HEAD + LINES.replace("| 3 | 3 |", "| 未填 | 3 |")))
    assert "没有填写齐全" in sentence(received)


def test_many_offices_are_the_largest_and_the_rest() -> None:
    lines = "".join(f"| 示例区第{number}局 | {number} | 0 | 1月2日 |\n" for number in range(100))
    received, _ = charts(district(f"{HEAD}{lines}| 合计 | 4950 | 0 |  |\n"))
    assert "第99局99件" in alt(received)
    assert alt(received).endswith(f"其余81个单位{sum(range(81))}件。")
    assert alt(received).count("件、") == 19


def test_long_names_are_clipped_and_drawn_within_the_page() -> None:
    received, _ = charts(district(HEAD + LINES.replace("东街街道办事处", "非常" * 30)))
    assert f"{'非常' * 8}非…3件" in alt(received)


@pytest.mark.parametrize(
    "made",
    [
        district(HEAD + LINES, scope="office"),
        district(HEAD + LINES, title="其他情况"),
        district("没有表。"),
        district("| 单位 | 数 |\n| --- | --- |\n| 甲 | 1 |\n"),
        district(HEAD),
    ],
    ids=["an office's report", "another sub-section", "no table", "another table", "no office"],
)
def test_what_lists_no_offices_has_no_such_charts(made: Report) -> None:
    assert charts(made) == []


def test_the_appendix_of_a_district_begins_with_its_offices() -> None:
    identifiers = [getattr(block, "id", "") for block in ReportView(district(HEAD + LINES)).appendix()]
    assert identifiers == ["appendix", "chart-offices", "chart-punctuality"]
    assert len(list(ReportView(report()).appendix())) == 1
