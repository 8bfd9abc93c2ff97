from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.intake.writing import unmark

from helpers.intake import District, Member, ReadError, read_district

if TYPE_CHECKING:
    from pathlib import Path

SMALL = "name: 示例区\noffices:\n  dongjie: {name: 示例区东街街道办事处, kind: 街道}\n"
OFFICES = "offices: {a: {name: 一, kind: 街道}}"


def test_a_district_is_read(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    file.write_text(SMALL, encoding="utf-8")
    assert read_district(file) == District("示例区", {"dongjie": Member("示例区东街街道办事处", "街道")})


def test_a_district_may_have_dates_and_places_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    more = "  青石_2-镇: {name: 青石镇人民政府, kind: 乡镇}\nfee_decimals: 4\ndeadlines: {office: 01-20, district: 02-29}\n"
    file.write_text(SMALL + more, encoding="utf-8")
    district = read_district(file)
    assert list(district.offices) == ["dongjie", "青石_2-镇"]
    assert district.fee_decimals == 4
    assert district.deadlines == {"office": (1, 20), "district": (2, 29)}


def test_a_district_may_name_mergers_and_rules_of_its_sign_off(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    more = "mergers: {xijie: dongjie}\ntwo_persons: true\nsignatures: true\nlock: 03-31\n"
    file.write_text(SMALL + more, encoding="utf-8")
    district = read_district(file)
    assert district.mergers == {"xijie": "dongjie"}
    assert (district.two_persons, district.signatures, district.lock) == (True, True, (3, 31))


def test_a_district_may_take_a_rule_more_seriously(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    more = "severities: {D-SIM: error, T3-BAL: error}\ndeadlines: {office: 01-20}\n"
    file.write_text(SMALL + more, encoding="utf-8")
    profile = read_district(file).profile
    assert profile.severities == {"D-SIM": "error", "T3-BAL": "error"}
    assert profile.deadlines == {"office": (1, 20)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"¦nmae: 一\n{OFFICES}", "没有“nmae”这个键，是不是 name？"),
        ("¦name: 一", "缺少 offices"),
        (f"¦{OFFICES}", "缺少 name"),
        (f"name: ¦''\n{OFFICES}", "name 不能为空"),
        ("name: 一\noffices: ¦{}", "offices 应列出统计范围内的单位"),
        ("name: 一\noffices: ¦[a]", "offices 应列出统计范围内的单位"),
        ("name: 一\noffices: {a: ¦一}", "offices.a 应写成“键: 值”的一组"),
        ("name: 一\noffices: {a: ¦{name: 一}}", "offices.a 缺少 kind"),
        ("name: 一\noffices: {a: {name: 一, ¦knd: 一}}", "没有“knd”这个键，是不是 kind？"),
        ("name: 一\noffices: {a: {name: ¦1, kind: 一}}", "offices.a.name 应为文字"),
        ("name: 一\noffices: {¦district: {name: 一, kind: 一}}", "文件夹名 district 留给全区汇总的报告"),
        ("name: 一\noffices: {¦../../etc: {name: 一, kind: 一}}", "文件夹名“../../etc”只能用小写字母"),
        ("name: 一\noffices: {¦..: {name: 一, kind: 一}}", "文件夹名“..”只能用小写字母"),
        ("name: 一\noffices: {¦A: {name: 一, kind: 一}}", "文件夹名“A”只能用小写字母"),
        ("name: 一\noffices: {¦-a: {name: 一, kind: 一}}", "文件夹名“-a”只能用小写字母"),
        ("name: 一\noffices: {¦a b: {name: 一, kind: 一}}", "文件夹名“a b”只能用小写字母"),
        ('name: 一\noffices: {¦"a\\n": {name: 一, kind: 一}}', "文件夹名“a\\u000a”只能用小写字母"),
        (f"name: 一\noffices: {{¦{'a' * 65}: {{name: 一, kind: 一}}}}", "只能用小写字母"),
        ("name: 一\noffices: {a: {name: 一, kind: 一}, ¦a: {name: 二, kind: 二}}", "“a”重复"),
        (f"name: 一\n{OFFICES}\nfee_decimals: ¦5", "fee_decimals 应为 0 到 4 的整数，这里是“5”"),
        (f"name: 一\n{OFFICES}\nfee_decimals:¦", "fee_decimals 应为 0 到 4 的整数"),
        (f"name: 一\n{OFFICES}\ndeadlines: {{office: ¦02-30x}}", "deadlines.office 应为“月-日”，如 01-31"),
        (f"name: 一\n{OFFICES}\ndeadlines: {{office: ¦1月20日}}", "deadlines.office 应为“月-日”，如 01-31"),
        (f"name: 一\n{OFFICES}\ndeadlines: {{¦ofice: 01-20}}", "是不是 office？"),
        (f"name: 一\n{OFFICES}\n¦deadline: {{}}", "没有“deadline”这个键，是不是 deadlines？"),
        (f"name: 一\n{OFFICES}\nmergers: ¦[b]", "mergers 应写成“原文件夹名: 现文件夹名”的一组"),
        (f"name: 一\n{OFFICES}\nmergers: {{¦../b: a}}", "文件夹名“../b”只能用小写字母"),
        (f"name: 一\n{OFFICES}\nmergers: {{¦district: a}}", "文件夹名“district”只能用小写字母"),
        (f"name: 一\n{OFFICES}\nmergers: {{¦a: a}}", "a 仍在 offices 中"),
        (f"name: 一\n{OFFICES}\nmergers: {{b: ¦c}}", "mergers.b 指向的“c”不在 offices 中"),
        (f"name: 一\n{OFFICES}\nmergers: {{b: ¦[a]}}", "mergers.b 应为文字"),
        (f"name: 一\n{OFFICES}\ntwo_persons: ¦1", "two_persons 应为 true 或 false"),
        (f"name: 一\n{OFFICES}\nsignatures: ¦'true'", "signatures 应为 true 或 false"),
        (f"name: 一\n{OFFICES}\nlock: ¦13-01", "lock 应为“月-日”，如 01-31"),
        (f"name: 一\n{OFFICES}\nlock: ¦301", "lock 应为“月-日”，如 01-31"),
        (f"name: 一\n{OFFICES}\nlock: ¦{{2022: 03-01}}", "lock 应为“月-日”，如 01-31"),
        (f"name: 一\n{OFFICES}\nseverities: ¦[D-SIM]", "severities 应写成“规则编号: 级别”的一组"),
        (f"name: 一\n{OFFICES}\nseverities: {{¦D-SIN: error}}", "没有编号为“D-SIN”的规则，是不是 D-SIM？"),
        (f"name: 一\n{OFFICES}\nseverities: {{¦d-sim: error}}", "没有编号为“d-sim”的规则，是不是 D-SIM？"),
        (
            f"name: 一\n{OFFICES}\nseverities: {{¦雷同: error}}",
            "没有编号为“雷同”的规则，请改正，nianbao rules",
        ),
        (f"name: 一\n{OFFICES}\nseverities: {{D-SIM: ¦错误}}", "应为 error、warning 或 info，这里是“错误”"),
        (
            f"name: 一\n{OFFICES}\nseverities: {{T3-BAL: ¦warning}}",
            "T3-BAL 是错误（error），只能从严，不能降为提醒",
        ),
        (f"name: 一\n{OFFICES}\nseverities: {{D-SIM: ¦info}}", "只能从严，不能降为说明"),
        ("¦", "文件是空的"),
        ("name: ¦'一", "引号没有配对"),
    ],
)
def test_a_fault_is_named_at_its_place(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "district.yaml"
    text, place = unmark(text)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_district(file, shown_as="params/a/district.yaml")
    [finding] = caught.value.findings
    assert words in finding.message
    assert (finding.file, finding.line, finding.column) == ("params/a/district.yaml", *place)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"district\.yaml: 找不到这个文件"):
        read_district(tmp_path / "district.yaml")
