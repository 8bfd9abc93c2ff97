"""The report as the notebook shows it, one method a cell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.factories import balanced, listed, narrative, report

from helpers.checks import check
from helpers.display.block_reader import from_json
from helpers.display.blocks import MIME, FindingList, Heading, Paragraph, Run, TableBlock, Title
from helpers.display.output import Output
from helpers.display.settings import Settings
from helpers.display.view import ReportView, open_report
from helpers.errors import UsageError
from helpers.form import Narrative, Office, Report, Text, Titled
from helpers.intake import ReadError, parameters_of


def headings(output: Output) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in output if isinstance(block, Heading)]


def title(view: ReportView) -> Title:
    [block] = view.title()
    assert isinstance(block, Title)
    return block


def with_narrative(**changes: Any) -> Report:
    made = report()
    return replace(made, narrative=replace(made.narrative, **changes))


def test_the_title_carries_what_exporters_take_as_metadata() -> None:
    block = title(ReportView(report()))
    assert "".join(block.lines) == block.text == "示例区测试街道办事处2022年政府信息公开工作年度报告"
    assert (block.office, block.year, block.edition) == ("示例区测试街道办事处", 2022, 2021)


def test_a_report_is_a_draft_on_request() -> None:
    assert not title(ReportView(report())).draft
    assert title(ReportView(report(), Settings(draft=True))).draft


def test_a_report_that_breaks_a_rule_is_a_draft_whoever_shows_it() -> None:
    assert title(ReportView(report(changes={"applications.received[0]": 3}))).draft


def test_a_warning_alone_makes_no_draft() -> None:
    stock = {
        "proactive.normative_documents.issued": 12,
        "proactive.normative_documents.in_force": 12,
    }
    made = report(changes=stock)
    assert {finding.severity.value for finding in check(made)} == {"warning"}
    assert not title(ReportView(made)).draft


def test_findings_are_those_of_the_rules_and_for_reviewers_only() -> None:
    made = report({**balanced(), **listed("applications", "received", [1, 0, 0, 0, 0, 0, 2])})
    [block] = ReportView(made).findings()
    assert isinstance(block, FindingList)
    assert block.audience == "review"
    expected = check(made)
    assert expected
    assert [(item.rule, item.severity, item.message, item.label) for item in block.items] == [
        (finding.rule, finding.severity.value, finding.message, finding.label) for finding in expected
    ]


def test_without_findings_the_list_is_there_and_empty() -> None:
    [block] = ReportView(report()).findings()
    assert block == FindingList(())


def test_the_six_sections_come_under_their_official_titles() -> None:
    view = ReportView(report())
    shown = [
        heading for section in view.report.edition.sections for heading in headings(view.section(section.key))
    ]
    assert shown == [
        (1, "一、总体情况"),
        (2, "（一）主动公开"),
        (2, "（二）依申请公开"),
        (2, "（三）政府信息管理"),
        (2, "（四）政府信息公开平台建设"),
        (2, "（五）监督保障"),
        (1, "二、主动公开政府信息情况"),
        (1, "三、收到和处理政府信息公开申请情况"),
        (1, "四、政府信息公开行政复议、行政诉讼情况"),
        (1, "五、存在的主要问题及改进情况"),
        (2, "（一）存在问题"),
        (2, "（二）改进措施"),
        (1, "六、其他需要报告的事项"),
    ]


@pytest.mark.parametrize(("section", "edition"), [("proactive", 2021), ("appeals", 2019)])
def test_a_section_with_a_table_shows_heading_and_table(section: str, edition: int) -> None:
    heading, table = ReportView(report(edition=edition)).section(section)
    assert isinstance(heading, Heading)
    assert isinstance(table, TableBlock)
    assert heading.id == table.id == section


def test_texts_stand_under_their_headings() -> None:
    parts = {key: Text(f"这是{key}。") for key in narrative().parts}
    blocks = list(ReportView(with_narrative(parts=parts)).section("shortcomings"))
    assert blocks[1:] == [
        Paragraph((Run("这是shortcomings.lead。"),)),
        Heading(2, "（一）存在问题", id="shortcomings-problems"),
        Paragraph((Run("这是shortcomings.problems。"),)),
        Heading(2, "（二）改进措施", id="shortcomings-improvements"),
        Paragraph((Run("这是shortcomings.improvements。"),)),
    ]


def test_further_sub_sections_are_numbered_on() -> None:
    more = tuple(Titled(Text(f"自拟{number}"), Text("文")) for number in range(1, 8))
    shown = headings(ReportView(with_narrative(more=more)).section("overview"))
    assert [text for _, text in shown[6:]] == [
        *(
            "（六）自拟1",
            "（七）自拟2",
            "（八）自拟3",
            "（九）自拟4",
            "（十）自拟5",
            "（十一）自拟6",
            "（十二）自拟7",
        ),
    ]


def test_the_title_of_a_further_sub_section_is_no_markdown() -> None:
    more = (Titled(Text("**星** <b> [链](http://x)"), Text("文")),)
    assert headings(ReportView(with_narrative(more=more)).section("overview"))[-1] == (
        2,
        "（六）**星** <b> [链](http://x)",
    )


def test_a_preamble_is_shown_where_there_is_one() -> None:
    assert list(ReportView(report()).preamble()) == []
    assert list(ReportView(with_narrative(preamble=Text("前言。"))).preamble()) == [
        Paragraph((Run("前言。"),))
    ]


def test_a_part_that_says_nothing_leaves_its_heading() -> None:
    blocks = list(ReportView(with_narrative(parts={"other": Text("")})).section("other"))
    assert blocks == [Heading(1, "六、其他需要报告的事项", id="other")]


def test_a_section_that_the_form_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        ReportView(report()).section("summary")


def test_settings_reach_the_tables() -> None:
    made = report(changes={"proactive.fees": 2})
    view = ReportView(made, Settings(fee_decimals=4))
    table = list(view.section("proactive"))[1]
    assert isinstance(table, TableBlock)
    assert [cell.text for row in table.rows for cell in row if cell.address == "proactive.fees"] == ["2.0000"]


def test_an_output_has_the_same_content_for_every_reader() -> None:
    output = ReportView(report()).section("proactive")
    bundle = output._repr_mimebundle_()
    assert sorted(bundle) == sorted(["text/html", "text/plain", MIME])
    assert tuple(from_json(block) for block in bundle[MIME]) == output.blocks
    for text in ("二、主动公开政府信息情况", "行政规范性文件", "2022年主动公开政府信息情况"):
        assert text in bundle["text/html"]
        assert text in bundle["text/plain"]


def test_a_report_is_opened_from_the_notebooks_parameters() -> None:
    made = report()
    view = open_report(**parameters_of(made), settings={"draft": True}, reasons=None, previous=None)
    assert replace(view.report, file=made.file, places=made.places) == made
    assert view.settings == Settings(draft=True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"applications": None}, "缺少 applications"),
        ({"aplications": {}}, "没有“aplications”这个键"),
        ({"year": "二〇二二"}, "year 应为"),
        ({"reason": {"XY-NORM": "x"}}, "没有“reason”这个键，是不是 reasons"),
    ],
)
def test_parameters_that_are_no_report_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        open_report(**{**parameters_of(report()), **changes})


def test_settings_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match="drafts"):
        open_report(**parameters_of(report()), settings={"drafts": True})


def test_a_view_of_a_report_without_texts_shows_its_headings() -> None:
    made = Report(Office("甲", "街道"), 2022, report().edition, report().figures, Narrative({}))
    view = ReportView(made)
    assert len(headings(view.section("overview"))) == 6
