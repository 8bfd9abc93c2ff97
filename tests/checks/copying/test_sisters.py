"""Text that offices copied from each other, in a batch of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.copying.texts import clause, draws, paragraph, writing

from helpers.checks.rules.similarity import SIMILAR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from helpers.checks import Finding
    from helpers.checks.copying.writing import Writing


def between(writings: Sequence[Writing]) -> dict[str, Finding]:
    return {writings[number].folder: finding for number, finding in SIMILAR.between(writings)}


def others(draw: Random, count: int) -> list[Writing]:
    return [writing(f"示例县第{n}镇人民政府", *(paragraph(draw) for _ in range(4))) for n in range(count)]


def test_reports_of_their_own_share_nothing() -> None:
    assert between(others(draws(1), 60)) == {}


def test_a_copied_paragraph_is_set_beside_its_source() -> None:
    draw = draws(2)
    passage = paragraph(draw)
    copied = passage.replace("抽签", "抓阄").replace("，", "，并", 1)
    batch = [
        *others(draw, 20),
        writing("示例县甲镇人民政府", f"甲镇全年公开信息12条，{passage}", paragraph(draw)),
        writing("示例县乙局", f"我局全年公开信息9条，{copied}", paragraph(draw)),
    ]
    found = between(batch)
    assert set(found) == {"示例县甲镇人民政府", "示例县乙局"}
    finding = found["示例县乙局"]
    assert (finding.rule, finding.severity, finding.cell) == (
        "D-SIM",
        "warning",
        "narrative.overview.proactive",
    )
    assert finding.label == "一、总体情况（一）主动公开"
    assert finding.message.startswith("第一、五部分有 1 段（约 ")
    assert "与示例县甲镇人民政府 2022 年的报告雷同，例如本报告“我局全年公开信息9条，" in finding.message
    assert "该报告“甲镇全年公开信息12条，" in finding.message
    assert "（params/示例县甲镇人民政府/2022.yaml）" in finding.message


def test_the_office_itself_figures_and_official_words_do_not_count() -> None:
    draw = draws(3)
    official = (
        "坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则，保障公民、法人和其他组织依法获取政府信息，"
        "提高政府工作的透明度，建设法治政府，充分发挥政府信息对人民群众生产、生活和经济社会活动的服务作用，"
        "严格落实先审查后公开、一事一审，本年度未收到政府信息公开申请，没有因政府信息公开工作被申请行政复议、提起行政诉讼。"
    )
    batch = [writing(f"示例县第{n}局", official, paragraph(draw)) for n in range(4)]
    assert between(batch) == {}
    text = paragraph(draw)
    named = [
        writing(
            f"示例县{name}镇人民政府",
            f"{name}镇{text.replace('，', f'，{name}镇{count}处')}",
            paragraph(draw),
        )
        for name, count in (("甲", 3), ("乙", 40))
    ]
    assert len(between(named)) == 2


def test_what_stands_in_many_reports_in_other_surroundings_is_common() -> None:
    """Most clauses are the same everywhere, in another order: wording of the trade, learned from the batch."""
    draw = draws(4)
    formulas = [clause(draw) for _ in range(12)]
    texts = ["，".join([clause(draw), *draw.sample(formulas, 11)]) + "。" for _ in range(40)]
    batch = [writing(f"示例县第{n}局", text) for n, text in enumerate(texts)]
    assert between(batch) == {}
    assert len(between(batch[:4])) == 4


@pytest.mark.parametrize("copies", [2, 12, 60])
def test_a_text_that_everybody_copied_is_found_however_many_have_it(copies: int) -> None:
    draw = draws(5)
    texts = [paragraph(draw), paragraph(draw)]
    batch = [
        *(writing(f"示例县第{n}所", *texts, paragraph(draw)) for n in range(copies)),
        *others(draw, 5),
    ]
    found = between(batch)
    assert sorted(found) == sorted(each.folder for each in batch[:copies])
    told = [f"另有 {copies - 2} 个单位也有这段文字" in finding.message for finding in found.values()]
    assert all(told) is (copies > 2)


def test_a_report_is_held_to_its_own_year_and_years_before() -> None:
    draw = draws(6)
    text = paragraph(draw)
    batch = [
        writing("示例县甲镇", text, year=2021),
        writing("示例县甲镇", paragraph(draw), year=2022),
        writing("示例县乙镇", paragraph(draw), year=2021),
        writing("示例县乙镇", text, year=2022),
    ]
    found = list(SIMILAR.between(batch))
    assert [number for number, _ in found] == [3]
    assert "与示例县甲镇 2021 年的报告雷同" in found[0][1].message


def test_an_office_may_repeat_itself_among_others() -> None:
    draw = draws(7)
    text = paragraph(draw)
    batch = [writing("示例县甲镇", text, year=year) for year in (2021, 2022)]
    assert between([*batch, *others(draw, 3)]) == {}


def test_who_copied_is_shown_the_others_text_not_its_own_of_last_year() -> None:
    text = paragraph(draws(9))
    batch = [writing("示例县甲镇", text, year=2021), writing("示例县甲镇", text), writing("示例县乙镇", text)]
    found = dict(SIMILAR.between(batch))
    assert sorted(found) == [1, 2]
    assert "与示例县乙镇 2022 年的报告雷同" in found[1].message


def test_the_order_of_reports_changes_only_the_order_of_findings() -> None:
    draw = draws(8)
    texts = [paragraph(draw) for _ in range(6)]
    batch = [writing(f"示例县第{n}镇", texts[n % 6], texts[(n + 1) % 6]) for n in range(9)]
    assert [number for number, _ in SIMILAR.between(batch)] == sorted(range(9))
    assert set(between(batch)) == set(between(batch[::-1]))
    assert between(batch) == between(batch)
