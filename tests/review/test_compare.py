from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import html
from tests import factories
from tests.kit import PARAMS
from tests.review.batches import write_params, write_report

from helpers.form import EDITIONS, Narrative, Office, Report, Text, Titled
from helpers.review.batch import review_batch
from helpers.review.compare_page import version_page
from helpers.review.comparison import compare_reports
from helpers.review.entries import files_below


def page_of(out: Path, name: str) -> html.HtmlElement:
    return html.fromstring((out / name / "compare.html").read_text(encoding="utf-8"))


def texts(element: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in element.xpath(path)]


def with_last_year(**changes: int) -> Report:
    report = factories.report(last=factories.previous(factories.balanced() | {"proactive.licences": 3}))
    return replace(report, file="")


def test_a_changed_cell_shows_both_years_and_the_change(tmp_path: Path) -> None:
    write_report(tmp_path, "shili/a/2022", with_last_year())
    review_batch(tmp_path, {})
    page = page_of(tmp_path, "shili/a/2022")
    (cell,) = page.xpath("//td[@class='changed']")
    assert [part.strip() for part in cell.itertext()] == ["0", "上年 3", "−3"]
    headers = [page.get_element_by_id(name).text for name in cell.get("headers").split()]
    assert headers == ["第二十条第（五）项", "本年处理决定数量", "行政许可"]


def test_a_finding_stands_at_its_cell_and_leads_there(tmp_path: Path) -> None:
    report = factories.report(changes={"applications.total[0]": 2, "applications.total[6]": 2})
    write_report(tmp_path, "shili/a/2022", replace(report, file=""))
    path = tmp_path / "params" / "shili" / "a" / "2022.yaml"
    assert not path.exists()
    review_batch(tmp_path, {})
    page = page_of(tmp_path, "shili/a/2022")
    # A refused report has neither notebook nor, here, params: its findings are shown all the same.
    assert "自然人一列" in texts(page, "//ol[@class='findings']/li")[0]
    assert "没有可以对照的数据" in page.text_content()


def test_a_refused_report_is_compared_from_its_params(tmp_path: Path) -> None:
    folder = tmp_path / "params" / "shili" / "dongjie"
    folder.mkdir(parents=True)
    text = (PARAMS / "shili" / "dongjie" / "2022.yaml").read_text(encoding="utf-8")
    path = folder / "2022.yaml"
    path.write_text(
        re.sub(r"received: .*", "received: [null, 0, 0, 0, 0, 0, 1]", text, count=1), encoding="utf-8"
    )
    out = tmp_path / "build"
    write_params(out, "shili/dongjie/2022", path)
    files = files_below([tmp_path / "params"])
    review_batch(out, files)
    page = page_of(out, "shili/dongjie/2022")
    (cell,) = page.xpath("//td[contains(@class, 'found')][contains(., '（空）')]")
    number = cell.get("id").removeprefix("p")
    (finding,) = page.xpath(f"//li[@id='f{number}']")
    assert "没有填写" in finding.text_content()
    assert finding.xpath(".//a/@href") == [f"#p{number}"]
    assert cell.xpath(".//a/@href") == [f"#f{number}"]
    # Changed since the run: another report than the one that was refused.
    path.write_text(text, encoding="utf-8")
    review_batch(out, files)
    assert "没有可以对照的数据" in page_of(out, "shili/dongjie/2022").text_content()


def test_every_cell_and_text_of_both_years_is_shown(tmp_path: Path) -> None:
    write_params(tmp_path, "shili/jiaoyu/2021", PARAMS / "shili" / "jiaoyu" / "2021.yaml")
    review_batch(tmp_path, {})
    page = page_of(tmp_path, "shili/jiaoyu/2021")
    assert len(page.xpath("//table[@class='official']//td[@headers]")) == 200
    only_before = EDITIONS[2019].fields.keys() - EDITIONS[2021].fields.keys()
    assert len(page.xpath("//section[@aria-labelledby='gone']//tbody/tr")) == len(only_before)
    assert "两份年报的格式不同" in page.text_content()


def test_pages_lead_to_each_other_within_a_year(tmp_path: Path) -> None:
    for office in ("a", "b", "c"):
        write_report(tmp_path, f"shili/{office}/2022", replace(factories.report(), file=""))
    write_report(tmp_path, "shili/a/2021", replace(factories.report(), file="", year=2021))
    review_batch(tmp_path, {})
    page = page_of(tmp_path, "shili/b/2022")
    assert page.xpath("//a[@rel='prev' or @rel='next']/@href") == [
        "../../../shili/a/2022/compare.html",
        "../../../shili/c/2022/compare.html",
    ]
    folder = tmp_path / "shili" / "b" / "2022"
    assert all((folder / href).resolve().is_file() for href in page.xpath("//nav//a/@href"))
    assert page_of(tmp_path, "shili/c/2022").xpath("//a[@rel='next']") == []


def test_text_is_escaped_and_ids_are_given_once(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    base = factories.report(last=factories.previous(factories.balanced(2019), edition=2019))
    report = replace(
        base,
        office=Office(hostile, "街道"),
        narrative=Narrative(base.narrative.parts, Text(hostile), (Titled(Text("（六）另"), Text(hostile)),)),
    )
    page = version_page(report, compare_reports(base, report, ("旧", hostile)))
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    parsed: html.HtmlElement = html.fromstring(page)
    ids = parsed.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_version_page_marks_what_went_and_what_came() -> None:
    before = replace(factories.report(), narrative=factories.narrative(text="公开 12 条政府信息。"))
    after = replace(factories.report(), narrative=factories.narrative(text="公开 15 条政府信息。"))
    page: html.HtmlElement = html.fromstring(
        version_page(after, compare_reports(before, after, ("旧稿", "新稿")))
    )
    section = page.xpath("//section[contains(@class, 'text')]")[0]
    assert (texts(section, ".//del")[0], texts(section, ".//ins")[0]) == ("12", "15")
    assert "旧：旧稿；新：新稿" in page.text_content()
