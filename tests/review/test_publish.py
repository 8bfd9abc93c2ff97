from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from tests.export import html_reader
from tests.kit import files_below
from tests.review.approvals import Batch, approve, at, withdraw
from tests.rollup.offices import drawn, name_of

from helpers.errors import UsageError
from helpers.form import edition_of
from helpers.review.signoff import Entry
from helpers.review.signoff.log import SignOffError
from helpers.review.site import Outcome, State, publish

NAME = "shili/jia/2022"


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with one built report."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build()
    return batch


def sign_off(
    batch: Batch, name: str = NAME, *, day: str = "2023-01-20", reason: str = "", by: str = "王五"
) -> Entry:
    return approve(batch.out / name, by=by, reason=reason, params=batch.params, now=at(day))


def take_back(batch: Batch, name: str = NAME, *, day: str = "2023-02-10") -> None:
    withdraw(batch.out / name, by="赵六", reason="数据有误", params=batch.params, now=at(day))


def go(batch: Batch, base_url: str = "") -> Outcome:
    return publish(batch.out, batch.site, params=batch.params, base_url=base_url)


def states(outcome: Outcome) -> dict[str, str]:
    return {item.report: item.state.value for item in outcome.items}


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def sums(site: Path) -> None:
    """What `sha256sum -c` does, and that no file is left out."""
    lines = (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = {line[66:]: line[:64] for line in lines}
    assert named == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in tree(site).items()
        if name != "SHA256SUMS"
    }


def test_only_what_is_approved_is_published(batch: Batch) -> None:
    batch.build("shili/yi/2022", 2)
    sign_off(batch)
    outcome = go(batch)
    assert states(outcome) == {NAME: "published", "shili/yi/2022": "unsigned"}
    assert not outcome.failed
    assert files_below(batch.site) == [
        "SHA256SUMS",
        "data/dictionary.csv",
        "data/dictionary.json",
        "data/figures.csv",
        "data/figures.json",
        "data/log.json",
        "index.html",
        *(f"{NAME}/{name}" for name in ("figures.csv", "figures.json", "index.html", "report.docx")),
        *(f"{NAME}/{name}" for name in ("report.html", "report.json", "report.pdf")),
        "sitemap.xml",
    ]
    for kind in ("html", "pdf", "docx"):
        assert (batch.site / NAME / f"report.{kind}").read_bytes() == f"{kind} {NAME} 1".encode()
    sums(batch.site)


def test_without_any_approval_nothing_is_written(batch: Batch) -> None:
    assert go(batch).failed
    assert not batch.site.exists()


def test_a_log_written_anew_cannot_replace_what_stands_there(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    batch.log.unlink()
    batch.build(seed=2)
    sign_off(batch, reason="改", day="2023-05-01")
    outcome = go(batch)
    assert states(outcome) == {NAME: "refused"}
    assert "按另一份审核日志公布" in outcome.items[0].message


@pytest.mark.parametrize("left", [None, b""])
def test_a_log_that_is_gone_is_told_of_once_reports_are_public(batch: Batch, left: bytes | None) -> None:
    batch.build("shili/yi/2022", 2)
    sign_off(batch)
    go(batch)
    before = tree(batch.site)
    log = batch.out / "approvals.jsonl"
    log.unlink()
    if left is not None:
        log.write_bytes(left)
    with pytest.raises(SignOffError, match=r"approvals\.jsonl：审核日志不见了.*1 份年报"):
        go(batch)
    assert tree(batch.site) == before


def test_a_correction_keeps_the_earlier_version_and_says_why(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    batch.build(seed=2)
    sign_off(batch, day="2023-03-01", reason="处罚件数漏计 <b>3</b> 件")
    outcome = go(batch)
    assert [(item.state, item.version) for item in outcome.items] == [(State.PUBLISHED, 2)]
    assert (batch.site / NAME / "report.pdf").read_bytes() == f"pdf {NAME} 2".encode()
    assert (batch.site / NAME / "versions/1/report.pdf").read_bytes() == f"pdf {NAME} 1".encode()
    page = (batch.site / NAME / "index.html").read_text(encoding="utf-8")
    assert re.findall("第 . 版（.*?）", page) == ["第 2 版（现行）", "第 1 版（已更正）"]
    assert "更正说明：处罚件数漏计 &lt;b&gt;3&lt;/b&gt; 件" in page
    assert 'href="versions/1/report.html"' in page
    assert "（更正）" in (batch.site / "index.html").read_text(encoding="utf-8")
    batch.build(seed=3)
    sign_off(batch, day="2023-04-01", reason="再次更正")
    go(batch)
    kept = [(batch.site / NAME / f"versions/{n}/report.docx").read_bytes() for n in (1, 2)]
    assert kept == [f"docx {NAME} {n}".encode() for n in (1, 2)]
    sums(batch.site)


def test_a_correction_that_somebody_else_approves_too_keeps_its_reason(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    batch.build(seed=2)
    sign_off(batch, day="2023-03-01", reason="处罚件数漏计")
    sign_off(batch, day="2023-03-02", by="赵六")
    assert states(go(batch)) == {NAME: "published"}
    assert "更正说明：处罚件数漏计" in (batch.site / NAME / "index.html").read_text(encoding="utf-8")
    batch.build(seed=1)
    sign_off(batch, day="2023-03-03")
    batch.build(seed=2)
    sign_off(batch, day="2023-03-04")
    batch.build(seed=1)
    sign_off(batch, day="2023-03-05")
    assert states(go(batch)) == {NAME: "refused"}


def test_a_correction_without_a_reason_is_refused(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    kept = tree(batch.site)
    batch.build(seed=2)
    sign_off(batch)
    outcome = go(batch)
    assert "更正须写明原因" in outcome.items[0].message
    assert {name for name, each in tree(batch.site).items() if each != kept.get(name)} == {
        "data/log.json",
        "SHA256SUMS",
    }
    sign_off(batch, reason="更正")
    assert not go(batch).failed


def test_what_the_district_asks_for_is_asked_for_again_at_publication(batch: Batch) -> None:
    """Approvals that were made where the district's file wasn't at hand."""

    def approve_elsewhere(day: str) -> None:
        approve(batch.out / NAME, by="王五", prepared_by="王五", params=batch.root / "nowhere", now=at(day))

    approve_elsewhere("2023-01-20")
    batch.build(seed=2)
    approve_elsewhere("2023-04-01")
    batch.district("lock: 03-31")
    assert "已过锁定日期" in go(batch).items[0].message
    batch.district("two_persons: true")
    assert "编制和审核不能是同一人" in go(batch).items[0].message
    batch.district("signatures: true")
    assert "请用 --sign" in go(batch).items[0].message
    assert not batch.site.exists()
    batch.district("lock: 04-01")
    assert not go(batch).failed


def test_a_withdrawn_report_goes_and_a_notice_comes(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    take_back(batch)
    assert states(go(batch)) == {NAME: "withdrawn"}
    assert not (batch.site / NAME / "report.pdf").exists()
    assert (batch.site / NAME / "versions/1/report.pdf").exists()
    assert "本报告已于 2023-02-10 撤回，原因：数据有误。" in (batch.site / NAME / "index.html").read_text(
        "utf-8"
    )
    assert "report.html" not in (batch.site / "sitemap.xml").read_text("utf-8")
    assert json.loads((batch.site / "data/figures.json").read_bytes()) == []
    sums(batch.site)
    assert states(go(batch)) == {NAME: "withdrawn"}
    sign_off(batch, day="2023-02-20")
    go(batch)
    assert (batch.site / NAME / "report.pdf").exists()
    assert not (batch.site / NAME / "versions").exists()
    batch.build(seed=2)
    sign_off(batch, day="2023-03-01", reason="更正")
    go(batch)
    assert (batch.site / NAME / "versions/1/report.pdf").exists()


def test_what_was_withdrawn_before_it_was_published_never_is(batch: Batch) -> None:
    sign_off(batch)
    take_back(batch)
    assert go(batch).failed
    assert not batch.site.exists()


def test_the_same_log_gives_the_same_bytes(batch: Batch, tmp_path: Path) -> None:
    sign_off(batch)
    go(batch)
    publish(batch.out, tmp_path / "other", params=batch.params)
    assert tree(tmp_path / "other") == tree(batch.site)
    stamps = {path: path.stat().st_mtime_ns for path in batch.site.rglob("*")}
    assert states(go(batch)) == {NAME: "unchanged"}
    assert {path: path.stat().st_mtime_ns for path in batch.site.rglob("*")} == stamps


def test_the_data_are_the_reports_figures(batch: Batch) -> None:
    batch.build("shili/yi/2022", 2)
    for name in (NAME, "shili/yi/2022"):
        sign_off(batch, name)
    go(batch)
    text = (batch.site / "data/figures.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for slug, seed in (("jia", 1), ("yi", 2)):
        figures = {row["cell"]: int(row["value"]) for row in rows if row["office"] == slug}
        assert figures == drawn(seed)
    data = json.loads((batch.site / "data/figures.json").read_bytes())
    assert [(each["office"], each["figures"]) for each in data] == [("jia", drawn(1)), ("yi", drawn(2))]
    dictionary = json.loads((batch.site / "data/dictionary.json").read_bytes())
    assert set(dictionary["columns"]) == set(rows[0])
    assert {each["cell"] for each in dictionary["cells"] if each["edition"] == 2021} == set(
        edition_of(2021).fields
    )


HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>"


def test_no_words_of_an_office_become_active(batch: Batch) -> None:
    batch.build(office=HOSTILE)
    sign_off(batch)
    go(batch)
    for path in batch.site.rglob("*.csv"):
        assert b"\n=" not in path.read_bytes()
        assert b",=" not in path.read_bytes()
        assert b',"=' not in path.read_bytes()
    for path in (batch.site / "index.html", batch.site / NAME / "index.html"):
        page = html_reader.parse(path.read_bytes())
        assert page.xpath("//script") == []
        assert HOSTILE in page.text_content()


def test_the_pages_run_nothing_and_load_nothing(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    for path in (batch.site / "index.html", batch.site / NAME / "index.html"):
        page = html_reader.parse(path.read_bytes())
        assert page.xpath("//script|//link|//img|//iframe|//form|//@style|//@onclick") == []
        assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
        for address in page.xpath("//a/@href"):
            assert (path.parent / unquote(str(address))).resolve().is_file(), address


def test_chinese_folder_names_are_addresses(batch: Batch) -> None:
    name = "shili/青石镇/2022"
    batch.build(name, 4)
    sign_off(batch, name)
    go(batch, "https://example.gov.cn/gk")
    page = html_reader.parse((batch.site / "index.html").read_bytes())
    for address in page.xpath("//a/@href"):
        assert str(address).isascii()
        assert (batch.site / unquote(str(address))).is_file()
    root = ET.fromstring((batch.site / "sitemap.xml").read_bytes())  # noqa: S314  # our own
    addresses = [element.text or "" for element in root.iter() if element.tag.endswith("}loc")]
    assert addresses[0] == "https://example.gov.cn/gk/index.html"
    assert unquote(addresses[1]) == f"https://example.gov.cn/gk/{name}/report.html"
    assert (
        re.findall(r"<lastmod>(.*?)</lastmod>", (batch.site / "sitemap.xml").read_text("utf-8"))
        == ["2023-01-20"] * 3
    )


def test_another_batch_adds_to_the_site(batch: Batch, tmp_path: Path) -> None:
    sign_off(batch)
    go(batch)
    other = Batch(tmp_path / "other")
    other.district()
    other.build("shili/yi/2022", 2)
    sign_off(other, "shili/yi/2022")
    outcome = publish(other.out, batch.site, params=other.params)
    assert outcome.reports == 2
    page = (batch.site / "index.html").read_text(encoding="utf-8")
    assert name_of("jia") in page
    assert name_of("yi") in page
    sums(batch.site)


def test_a_published_file_that_was_changed_is_put_right_from_its_batch(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    (batch.site / NAME / "report.html").write_bytes(b"changed")
    assert states(go(batch)) == {NAME: "published"}
    assert (batch.site / NAME / "report.html").read_bytes() == f"html {NAME} 1".encode()


def test_a_changed_file_of_another_batch_or_an_earlier_version_is_told(batch: Batch, tmp_path: Path) -> None:
    sign_off(batch)
    go(batch)
    other = Batch(tmp_path / "other")
    other.district()
    other.build("shili/yi/2022", 2)
    sign_off(other, "shili/yi/2022")
    (batch.site / NAME / "report.html").write_bytes(b"changed")
    outcome = publish(other.out, batch.site, params=other.params)
    assert outcome.failed
    assert states(outcome)[NAME] == "refused"
    go(batch)
    batch.build(seed=2)
    sign_off(batch, reason="更正")
    (batch.site / NAME / "report.html").write_bytes(b"changed")
    outcome = go(batch)
    assert "第 1 版的 report.html 与公布时不同" in outcome.items[0].message


def test_what_the_site_holds_but_cannot_be_read_is_not_written_over(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    (batch.site / NAME / "report.json").write_text("{}", encoding="utf-8")
    outcome = go(batch)
    assert outcome.failed
    assert states(outcome) == {NAME: "refused"}
    assert (batch.site / NAME / "report.json").read_text(encoding="utf-8") == "{}"


def test_a_publication_that_was_killed_between_two_renames_is_put_right(batch: Batch) -> None:
    sign_off(batch)
    go(batch)
    kept = tree(batch.site)
    folder = batch.site / NAME
    folder.rename(folder.with_name(".2022.old"))
    (folder.with_name(".2022.new")).mkdir()
    assert states(go(batch)) == {NAME: "unchanged"}
    assert tree(batch.site) == kept


@pytest.mark.parametrize("place", [".", "build", "build/site"])
def test_a_site_is_no_part_of_a_batch(batch: Batch, place: str) -> None:
    with pytest.raises(UsageError, match="不能与批次的文件夹"):
        publish(batch.out, batch.root / place, params=batch.params)


@pytest.mark.parametrize("url", ["example.gov.cn", "javascript:alert(1)", "https://a b/", "https://a\n/"])
def test_a_base_address_is_one(batch: Batch, url: str) -> None:
    with pytest.raises(UsageError, match="--base-url"):
        go(batch, url)
