"""Texts that offices copied from each other: on the index page, the comparison page and the sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.checks.copying.texts import draws, paragraph
from tests.factories import report
from tests.review.batches import write_report

from helpers.form import Narrative, Office, Report, Text
from helpers.review.batch import review_batch
from helpers.review.copies import Copy, copies_among, still_true
from helpers.review.entries import entries
from helpers.review.index import PAGE, Known, write_index

SHARED = paragraph(draws(5), 10)
SECRET = "110105194912310011"  # noqa: S105  # nobody's


def saying(office: str, *texts: str, reasons: dict[str, str] | None = None) -> Report:
    """A report with these texts in section one."""
    keys = ("overview.proactive", "overview.management", "overview.platform")
    made = report(reasons=reasons)
    parts = {**made.narrative.parts, **{key: Text(text) for key, text in zip(keys, texts, strict=False)}}
    return replace(made, office=Office(office, "街道"), narrative=Narrative(parts), file="")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Three reports: 乙's text is 甲's, 丙's is its own."""
    write_report(tmp_path, "shili/jia/2022", saying("甲街道办事处", SHARED, paragraph(draws(11))))
    write_report(tmp_path, "shili/yi/2022", saying("乙街道办事处", SHARED.replace("，", "，并", 1)))
    write_report(
        tmp_path, "shili/bing/2022", saying("丙街道办事处", paragraph(draws(12)), paragraph(draws(13)))
    )
    return tmp_path


def words(page: Path) -> str:
    shown = re.sub(r"<(script|style).*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def test_a_copied_text_is_set_beside_its_source_on_all_three(batch: Path) -> None:
    done = review_batch(batch, {}, sheets=True)
    index = words(done.index)
    assert "文字与其他机关雷同的年报（2 份）" in index
    assert index.count(SHARED) == 2
    assert done.index.read_text(encoding="utf-8").count('<span class="badge copied">文字雷同</span>') == 2
    page = words(batch / "shili/yi/2022/compare.html")
    assert "与其他机关雷同的文字" in page
    assert "甲街道办事处 2022 年的年报 雷同" in page
    assert SHARED in page
    assert "与其他机关雷同的文字" not in words(batch / "shili/bing/2022/compare.html")
    assert [sheet.parent.parent.name for sheet in done.sheets] == ["jia", "yi"]
    sheet = (batch / "shili/yi/2022/return.txt").read_text(encoding="utf-8")
    assert "与甲街道办事处 2022 年的报告雷同" in sheet.replace("\n", "")
    assert "规则 D-SIM" in sheet


def test_what_was_compared_is_kept_until_one_of_the_two_changes(batch: Path) -> None:
    index = review_batch(batch, {}).index
    kept = index.read_bytes()
    assert write_index(batch).read_bytes() == kept
    write_report(batch, "shili/jia/2022", saying("甲街道办事处", paragraph(draws(14))))
    page = words(write_index(batch))
    assert "雷同的年报" not in page
    assert Known.read(batch / PAGE).copies == {}


def test_records_and_their_reports_are_left_as_they_are(batch: Path) -> None:
    names = sorted(batch.glob("*/*/*/record.json"))
    before = [name.read_bytes() for name in names]
    review_batch(batch, {}, sheets=True)
    assert [name.read_bytes() for name in names] == before


def test_a_reason_is_heard(batch: Path) -> None:
    reasons = {"D-SIM": "两街道合署办公"}
    write_report(batch, "shili/yi/2022", saying("乙街道办事处", SHARED, reasons=reasons))
    copies = copies_among(entries(batch), {})
    told = {name: copy.finding["severity"] for name, copy in copies.items()}
    assert told == {"shili/jia/2022": "warning", "shili/yi/2022": "info"}
    assert "已说明原因：两街道合署办公" in copies["shili/yi/2022"].finding["message"]


def test_a_district_may_take_it_for_an_error(batch: Path, tmp_path: Path) -> None:
    district = tmp_path / "params" / "shili"
    district.mkdir(parents=True)
    (district / "district.yaml").write_text(
        "name: 示例区\noffices: {yi: {name: 乙街道办事处, kind: 街道}}\nseverities: {D-SIM: error}\n",
        encoding="utf-8",
    )
    copies = copies_among(entries(batch), {"shili/yi/2022": district / "yi" / "2022.yaml"})
    told = {name: copy.finding["severity"] for name, copy in copies.items()}
    assert told == {"shili/jia/2022": "warning", "shili/yi/2022": "error"}


def test_no_passage_repeats_a_secret(batch: Path) -> None:
    text = f"{SHARED}申请人王建国（身份证号{SECRET}）对此满意。"
    write_report(batch, "shili/jia/2022", saying("甲街道办事处", text))
    review_batch(batch, {}, sheets=True)
    pages = [batch / PAGE, *batch.glob("*/*/*/compare.html"), *batch.glob("*/*/*/return.txt")]
    assert len(pages) > 4
    for page in pages:
        assert SECRET not in page.read_text(encoding="utf-8")
        assert "王建国" not in page.read_text(encoding="utf-8")


def test_a_page_keeps_copies_as_they_were(batch: Path) -> None:
    found = entries(batch)
    copies = copies_among(found, {})
    assert len(copies) == 2
    assert {name: Copy.from_json(copy.to_json()) for name, copy in copies.items()} == copies
    assert still_true(copies, found) == copies
    assert still_true(copies, [each for each in found if each.office != "jia"]) == {}
    with pytest.raises(ValueError, match="finding"):
        Copy.from_json({**next(iter(copies.values())).to_json(), "finding": {}})
