from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.intake.writing import unmark

from helpers.intake import ReadError, read_district

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "name: 一\noffices: {dongjie: {name: 东街, kind: 街道}}\nmergers: {xijie: dongjie}\n"


def test_a_district_notes_when_reports_came(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    more = "handed_in:\n  2021:\n  2022: {dongjie: 2023-01-20, xijie: 2023-02-03}\n"
    file.write_text(HEAD + more, encoding="utf-8")
    assert read_district(file).handed_in == {
        2021: {},
        2022: {"dongjie": date(2023, 1, 20), "xijie": date(2023, 2, 3)},
    }
    file.write_text(f"{HEAD}handed_in:\n", encoding="utf-8")
    assert read_district(file).handed_in == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("handed_in: ¦[2022]", "handed_in 应写成“年度: {文件夹名: 报送日期}”"),
        ("handed_in: {¦22: {}}", "handed_in 下应为报告年度，这里是“22”"),
        ("handed_in: {2022: ¦2023-01-20}", "handed_in.2022 应写成"),
        ("handed_in: {2022: {¦dongjei: 2023-01-20}}", "名单中没有“dongjei”，是不是 dongjie？"),
        ("handed_in: {2022: {dongjie: ¦1月20日}}", "handed_in.2022.dongjie 应为日期，如 2023-01-20"),
        ("handed_in: {2022: {dongjie: ¦2023-02-30}}", "handed_in.2022.dongjie 应为日期"),
        ("handed_in: {2022: {dongjie: ¦2022-01-20}}", "2022 年还没有过完，请核对年份"),
    ],
)
def test_a_fault_is_named_at_its_place(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "district.yaml"
    text, (line, column) = unmark(HEAD + text)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_district(file, shown_as="district.yaml")
    [finding] = caught.value.findings
    assert words in finding.message
    assert (finding.line, finding.column) == (line, column)
