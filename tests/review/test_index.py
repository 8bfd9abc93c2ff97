from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests import factories
from tests.kit import PARAMS
from tests.review.batches import write_params, write_report

from helpers.batch.record import Status
from helpers.form import Office, Report
from helpers.review.batch import review_batch
from helpers.review.entries import Entry, files_below
from helpers.review.index import write_index
from helpers.review.standing import Standing


class Rows(HTMLParser):
    """The list's rows as lists of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._inside = ("id", "list") in attrs
        elif tag == "tr" and self._inside:
            self.rows.append([])
        elif tag in ("td", "th") and self._inside:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "table"


def listed(page: Path) -> dict[tuple[str, str], list[str]]:
    """Each row's cells behind the office, by the office and its year."""
    _, *rows = Rows(page.read_text(encoding="utf-8")).rows
    return {(row[0], row[1]): row[2:] for row in rows}


def named(report: Report, name: str) -> Report:
    return replace(report, office=Office(name, report.office.kind), file="")


@pytest.fixture
def params(tmp_path: Path) -> Path:
    folder = tmp_path / "params"
    district = folder / "shili"
    for office in ("dongjie", "liuhe", "qingshi"):
        shutil.copytree(PARAMS / "shili" / office, district / office)
    (district / "district.yaml").write_text(
        """name: 示例区
offices:
  dongjie: {name: 示例区东街街道办事处, kind: 街道}
  liuhe: {name: 示例区柳河乡人民政府, kind: 乡镇}
  qingshi: {name: 示例区青石镇人民政府, kind: 乡镇}
  jiaoyu: {name: 示例区教育局, kind: 部门}
deadlines: {office: 01-28}
""",
        encoding="utf-8",
    )
    return folder


def test_zero_missing_and_blank_are_told_apart(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/dongjie/2022", named(factories.report(), "东街"))
    blank = factories.report(changes={"applications.total[0]": None, "applications.total[1]": None})
    write_report(out, "shili/liuhe/2022", named(blank, "柳河"), status=Status.OK)
    rows = listed(write_index(out, files_below([params])))
    assert rows["东街示例区 2022", "2022"][0] == "完成零报告"
    assert rows["柳河示例区 2022", "2022"][0] == "完成缺 2 格"
    # Its params came, yet nobody has run them.
    assert rows["示例区青石镇人民政府示例区 2022", "2022"][0] == "未检查"
    assert rows["示例区教育局示例区 2022", "2022"] == ["未报", "—", "—", "—", "—", "2023-01-28", "—", "—"]


def test_missing_offices_are_named_and_never_counted_as_0(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/dongjie/2022", named(factories.report(), "东街"))
    page = write_index(out, files_below([params])).read_text(encoding="utf-8")
    assert "未报的机关（1 个）" in page
    assert "<li>示例区教育局</li>" in page
    assert "另有 3 个机关没有可用的数据，未计入。" in page


def test_the_list_of_members_is_kept_for_a_review_without_params(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/dongjie/2022", named(factories.report(), "东街"))
    first = write_index(out, files_below([params])).read_bytes()
    shutil.rmtree(params)
    assert write_index(out).read_bytes() == first


def test_figures_are_read_again_only_where_a_report_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "build"
    for office in ("a", "b"):
        write_report(out, f"shili/{office}/2022", named(factories.report(), office))
    first = write_index(out).read_bytes()
    read: list[str] = []
    monkeypatch.setattr(Entry, "report", lambda entry, _: read.append(entry.name))
    assert write_index(out).read_bytes() == first
    assert read == []
    write_report(out, "shili/b/2022", named(factories.report(changes={"proactive.licences": 1}), "b"))
    write_index(out)
    assert read == ["shili/b/2022"]


def test_the_page_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    pages = []
    for name in ("one", "two"):
        write_report(tmp_path / name, "shili/a/2022", named(factories.report(), "甲"))
        pages.append(write_index(tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_an_office_outside_the_list_is_shown_as_such(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/other/2022", named(factories.report(), "别处"))
    assert "不在名单" in listed(write_index(out, files_below([params])))["别处示例区 2022", "2022"][0]


def test_sign_off_and_deadline_are_shown(tmp_path: Path) -> None:
    out = tmp_path / "build"
    for office in ("a", "b", "c"):
        write_report(out, f"shili/{office}/2022", named(factories.report(), office))
    standings = {
        "a": Standing("已审核", "某某", date(2023, 1, 31)),
        "b": Standing("已审核", "某某", date(2023, 2, 1)),
    }
    page = write_index(out, standing=lambda entry: standings.get(entry.office))
    rows = listed(page)
    assert rows["ashili 2022", "2022"][5:7] == ["2023-01-31", "已审核2023-01-31"]
    assert rows["bshili 2022", "2022"][6] == "已审核2023-02-01晚于期限"
    assert rows["cshili 2022", "2022"][6] == "未审核"


def chart(page: Path, year: int, title: str) -> dict[str, int]:
    """A chart's bars by their labels."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    tables: Any = tree.xpath(f"//section[h2[@id='y{year}']]//table[caption[starts-with(., '{title}')]]")
    (table,) = tables
    return {row[0].text_content(): int(row[1].text_content()) for row in table.xpath(".//tr")}


def test_late_and_missing_offices_are_named_for_every_year(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    for year in (2021, 2022):
        for office in ("dongjie", "liuhe"):
            report = replace(named(factories.report(), office), year=year)
            write_report(out, f"shili/{office}/{year}", report)
    days = "handed_in:\n  2022: {dongjie: 2023-01-28, liuhe: 2023-01-29}\n  2021: {dongjie: 2022-02-03}\n"
    with (params / "shili" / "district.yaml").open("a", encoding="utf-8") as file:
        file.write(days)
    page = write_index(out, files_below([params]))
    text = page.read_text(encoding="utf-8")
    newest, earlier = text.split('id="y2022"')[1].split('id="y2021"')
    assert re.findall(r"<li>([^<]*)", newest) == ["示例区教育局", "示例区柳河乡人民政府"]
    assert '<li>示例区柳河乡人民政府<span class="soft"> 2023-01-29</span></li>' in newest
    assert "未报 1 个，逾期报送 1 个" in earlier
    assert '<li>示例区东街街道办事处<span class="soft"> 2022-02-03</span></li>' in earlier
    assert chart(page, 2022, "按期报送") == {"按期": 1, "逾期": 1, "没有登记日期": 1, "未报": 1}
    assert chart(page, 2021, "按期报送") == {"按期": 0, "逾期": 1, "没有登记日期": 2, "未报": 1}
    rows = listed(page)
    late = rows["示例区柳河乡人民政府示例区 2022", "2022"]
    assert (late[0], late[5]) == ("完成零报告逾期报送", "2023-01-282023-01-29 报送")
    assert write_index(out).read_text(encoding="utf-8") == text


def test_without_any_date_nobody_is_called_punctual(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/dongjie/2022", named(factories.report(), "东街"))
    write_report(out, "shili/district/2022", replace(named(factories.report(), "全区"), year=2022))
    early = Standing("已审核", "某某", date(2023, 1, 2))
    page = write_index(out, files_below([params]), standing=lambda _: early)
    assert chart(page, 2022, "按期报送") == {"没有登记日期": 3, "未报": 1}
    assert "没有登记报送日期（handed_in），是否按期无从判断，也不以审核日期代替。" in page.read_text("utf-8")


def test_hostile_names_are_text(tmp_path: Path) -> None:
    out = tmp_path / "build"
    name = "</script><img src=x onerror=alert(1)>‮"
    write_report(out, "shili/a/2022", named(factories.report(), name))
    page = write_index(out).read_text(encoding="utf-8")
    assert "<img" not in page
    assert "‮" not in page
    assert page.count("</script>") == 3


def test_an_old_page_of_another_kind_is_no_obstacle(tmp_path: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/a/2022", named(factories.report(), "甲"))
    for content in (
        b"",
        b"\xff",
        b'<script type="application/json" id="data">{"rosters":[1],"facts":2}</script>',
    ):
        (out / "index.html").write_bytes(content)
        assert ("甲shili 2022", "2022") in listed(write_index(out))


def test_a_comparison_page_of_an_earlier_state_is_not_offered(tmp_path: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "shili/a/2022", named(factories.report(), "甲"))
    page = review_batch(out, {}).index
    assert "对照" in listed(page)["甲shili 2022", "2022"][-1]
    write_report(out, "shili/a/2022", named(factories.report(changes={"proactive.licences": 1}), "甲"))
    assert "对照" not in listed(write_index(out))["甲shili 2022", "2022"][-1]


def test_a_district_without_reports_in_the_batch_is_not_called_missing(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    write_report(out, "other/a/2022", named(factories.report(), "甲"))
    assert "未报的机关" not in write_index(out, files_below([params])).read_text(encoding="utf-8")


def test_an_unreadable_report_is_called_as_the_list_calls_it(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    broken = params / "shili" / "liuhe" / "2022.yaml"
    broken.write_text("foo: 1\n", encoding="utf-8")
    write_params(out, "shili/liuhe/2022", broken)
    assert ("示例区柳河乡人民政府示例区 2022", "2022") in listed(write_index(out, files_below([params])))


def test_what_a_district_adds_up_is_not_counted_twice(tmp_path: Path, params: Path) -> None:
    out = tmp_path / "build"
    values = factories.balanced() | {
        **factories.listed("applications", "received", [3, 0, 0, 0, 0, 0, 3]),
        **factories.listed("applications", "granted", [3, 0, 0, 0, 0, 0, 3]),
        **factories.listed("applications", "total", [3, 0, 0, 0, 0, 0, 3]),
    }
    for office in ("dongjie", "liuhe", "district"):
        write_report(
            out, f"shili/{office}/2022", named(factories.report(values), f"示例区{office}"), status=Status.OK
        )
    page = write_index(out, files_below([params]))
    assert chart(page, 2022, "办理结果")["予以公开"] == 6
    assert chart(page, 2022, "新收申请") == {"示例区dongjie": 3, "示例区liuhe": 3}
    assert sum(chart(page, 2022, "收报和检查").values()) == 4
    assert "全区汇总的报告已含各机关的数，不再计入。" in page.read_text(encoding="utf-8")


def test_a_province_counts_its_districts_once_and_misses_none_that_is_there(
    tmp_path: Path, params: Path
) -> None:
    out = tmp_path / "build"
    city = params / "shi"
    city.mkdir()
    offices = "shili: {name: 示例区人民政府, kind: 区县政府}, bei: {name: 北区人民政府, kind: 区县政府}"
    (city / "district.yaml").write_text(f"name: 示例市\noffices: {{{offices}}}\n", encoding="utf-8")
    values = factories.balanced() | {"applications.received[6]": 3}
    for place in ("shili/district", "shi/district"):
        report = named(factories.report(values), place)
        write_report(out, f"{place}/2022", report, status=Status.OK)
    files = {**files_below([params]), "shi/district/2022": city / "district" / "2022.yaml"}
    page = write_index(out, files)
    rows = listed(page)
    assert ("北区人民政府示例市 2022", "2022") in rows
    assert ("示例区人民政府示例市 2022", "2022") not in rows
    assert chart(page, 2022, "新收申请") == {"示例区": 3}
