"""Whose a report is: names of offices in titles, in names of files and folders, and years."""

from __future__ import annotations

import pytest
from tests.intake.published.papers import imported, laid_out, random_report

from helpers.intake.district import District, Member
from helpers.intake.published.offices import Offices
from helpers.intake.published.whose import Whose, whose

DISTRICT = District(
    "示例市示例区",
    {
        "dongjie": Member("示例区东街街道办事处", "街道"),
        "xindongjie": Member("示例区新东街街道办事处", "街道"),
        "qingshi": Member("示例区青石镇人民政府", "乡镇"),
        "jiaoyu": Member("示例区教育局", "部门"),
        "zhengfuban": Member("示例区人民政府办公室", "政府办公室"),
    },
)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("示例区东街街道办事处", "dongjie"),
        ("示例省示例市示例区东街街道办事处", "dongjie"),
        ("东街街道办", "dongjie"),
        ("东街街道", "dongjie"),
        ("新东街街道", "xindongjie"),
        ("示例市示例区人民政府办公室", "zhengfuban"),
        ("示例区政府办公厅", "zhengfuban"),
        ("青石镇", "qingshi"),
        ("示例區青石鎮人民政府", "qingshi"),
        ("别处市教育局", None),
        ("教育", None),
    ],
)
def test_an_office_by_its_title(title: str, office: str | None) -> None:
    assert Offices(DISTRICT).called(title) == ([office] if office else [])


@pytest.mark.parametrize(
    ("name", "offices"),
    [
        ("03 东街街道2022年报（定稿）.docx", ["dongjie"]),
        ("新东街街道办事处.pdf", ["xindongjie"]),
        ("东街街道、青石镇.zip", ["dongjie", "qingshi"]),
        ("qingshi2022.xlsx", ["qingshi"]),
        ("xindongjie_final.html", ["xindongjie"]),
        ("report.html", []),
        ("2022", []),
    ],
)
def test_offices_in_a_name(name: str, offices: list[str]) -> None:
    assert Offices(DISTRICT).mentioned(name) == offices


def test_the_district_itself() -> None:
    offices = Offices(DISTRICT)
    assert offices.is_district("示例市示例区人民政府")
    assert offices.is_district("示例区")
    assert not offices.is_district("示例区教育局")


@pytest.mark.parametrize(
    ("title", "name", "year", "wanted"),
    [
        ("示例区教育局2022年", "a.txt", None, Whose("jiaoyu", 2022)),
        ("", "教育局/2022年.txt", None, Whose("jiaoyu", 2022)),
        ("", "2022/教育局.txt", None, Whose("jiaoyu", 2022)),
        ("", "教育局.txt", 2023, Whose("jiaoyu", 2023)),
        ("", "教育局.txt", None, Whose("jiaoyu", None, "文件里和文件名上都没有年份，请加 --year 写明")),
        ("", "a.txt", 2022, Whose(None, 2022, "文件里和文件名上都没有单位名称，请在文件名里写明单位全称")),
        (
            "示例区教育局2022年",
            "青石镇.txt",
            None,
            Whose(None, 2022, "标题里的单位是“示例区教育局”，文件名却像是 qingshi 的，请核对"),
        ),
        (
            "示例区教育局2021年",
            "a.txt",
            2022,
            Whose("jiaoyu", 2021, "是 2021 年的报告，这次收的是 2022 年的，请核对"),
        ),
        (
            "示例区人民政府2022年",
            "a.txt",
            None,
            Whose(
                None,
                2022,
                "“示例区人民政府”的报告是全区的，不是哪一个单位的，请单独导入到 district 文件夹",
            ),
        ),
    ],
)
def test_whose_a_report_is(title: str, name: str, year: int | None, wanted: Whose) -> None:
    text = laid_out(random_report(1), "tabs")[0].decode().split("\n", 1)[1]
    heading = f"{title}政府信息公开工作年度报告\n" if title else ""
    read = imported(f"{heading}{text}".encode(), "a.txt")
    assert whose(read, name, DISTRICT, year) == wanted
