"""A report's title, its texts in the printed order, its places."""

from __future__ import annotations

from tests.factories import narrative, report

from helpers.form import Narrative, Text, Titled


def test_the_title_is_the_official_one() -> None:
    assert report().title == "示例区测试街道办事处2022年政府信息公开工作年度报告"


def test_texts_come_in_the_printed_order_with_their_addresses() -> None:
    parts = narrative().parts
    whole = Narrative(
        parts=parts,
        preamble=Text("前言"),
        more=(Titled(Text("题甲"), Text("文甲")), Titled(Text("题乙"), Text("文乙"))),
    )
    assert [address for address, _ in whole.texts()] == [
        "narrative.preamble",
        "narrative.overview.lead",
        "narrative.overview.proactive",
        "narrative.overview.on_request",
        "narrative.overview.management",
        "narrative.overview.platform",
        "narrative.overview.oversight",
        "narrative.overview.more[0].title",
        "narrative.overview.more[0].text",
        "narrative.overview.more[1].title",
        "narrative.overview.more[1].text",
        "narrative.shortcomings.lead",
        "narrative.shortcomings.problems",
        "narrative.shortcomings.improvements",
        "narrative.other",
    ]
    assert [text.value for address, text in whole.texts() if ".more[" in address] == [
        "题甲",
        "文甲",
        "题乙",
        "文乙",
    ]


def test_further_sub_sections_are_kept_where_the_part_before_them_is_missing() -> None:
    """Section one's last official part may be missing from last year's report; its own parts stand all the same."""
    parts = {key: text for key, text in narrative().parts.items() if key != "overview.oversight"}
    whole = Narrative(parts=parts, more=(Titled(Text("题"), Text("文")),))
    assert "narrative.overview.more[0].text" in [address for address, _ in whole.texts()]


def test_a_cell_knows_its_line_and_a_cell_without_a_place_none() -> None:
    made = report()
    assert made.line("applications.received[0]") == 11 + 10
    assert made.line("narrative.other") is None
