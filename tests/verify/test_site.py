"""A published site: every file under its sum, every page its own, everything by the log."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.kit import files_below
from tests.review.approvals import Batch, approve, at, withdraw

from helpers.errors import UsageError
from helpers.review.signoff import Log, read_log
from helpers.review.site import publish
from helpers.verify.site import SiteVerdict, is_site, verify_site

if TYPE_CHECKING:
    from pathlib import Path

NAME = "shili/jia/2022"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Two published reports; one in its second version."""
    batch = Batch(tmp_path_factory.mktemp("published"))
    batch.district()
    for seed, reason in ((1, ""), (2, "数据有误")):
        approve(
            batch.build(seed=seed), by="王五", reason=reason, params=batch.params, now=at(f"2023-01-2{seed}")
        )
        publish(batch.out, batch.site, params=batch.params)
    approve(batch.build("shili/yi/2022", 3), by="王五", params=batch.params, now=at("2023-01-29"))
    publish(batch.out, batch.site, params=batch.params)
    return batch


@pytest.fixture
def batch(published: Batch, tmp_path: Path) -> Batch:
    """The same, for one test."""
    shutil.copytree(published.root, tmp_path, dirs_exist_ok=True)
    return Batch(tmp_path)


def held(batch: Batch, log: Log | None = None) -> SiteVerdict:
    return verify_site(batch.site, log)


def faults(batch: Batch, log: Log | None = None) -> list[str]:
    return [str(fault) for fault in held(batch, log).faults]


def summed(site: Path) -> None:
    """Make the sums fit the files, as whoever changes a file could."""
    lines = [
        f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n"
        for name in files_below(site)
        if name != "SHA256SUMS"
    ]
    (site / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def test_a_site_as_it_was_published_is_well(batch: Batch) -> None:
    assert is_site(batch.site)
    assert not is_site(batch.out)
    found = held(batch, read_log(batch.out))
    assert (found.reports, found.faults) == (2, ())
    assert found.files == len(files_below(batch.site)) - 1


def test_a_file_that_was_changed_taken_or_added_is_named(batch: Batch) -> None:
    (batch.site / NAME / "report.pdf").write_bytes(b"other")
    (batch.site / NAME / "versions" / "1" / "report.html").unlink()
    (batch.site / "shell.php").write_text("x")
    assert faults(batch) == [
        f"{NAME}/versions/1/report.html：缺少这个文件",
        "shell.php：多出的文件，SHA256SUMS 里没有",
        f"{NAME}/report.pdf：与 SHA256SUMS 中的校验值不符，公布之后被改动过",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{NAME}/report.pdf", "与 report.json 中的校验值不符"),
        (f"{NAME}/versions/1/report.docx", "与 report.json 中的校验值不符"),
        (f"{NAME}/index.html", "与 report.json 不符"),
        ("index.html", "与各份年报不符"),
        ("data/figures.csv", "与各份年报不符"),
        ("data/dictionary.json", "与各份年报不符"),
    ],
)
def test_a_file_that_was_changed_with_its_sum_is_named(batch: Batch, name: str, said: str) -> None:
    path = batch.site / name
    path.write_bytes(path.read_bytes() + b" ")
    summed(batch.site)
    [fault] = faults(batch)
    assert fault.startswith(f"{name}：{said}")


def test_a_file_that_was_changed_with_all_sums_of_the_site_shows_in_the_log(batch: Batch) -> None:
    path = batch.site / NAME / "report.pdf"
    described = batch.site / NAME / "report.json"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"other")
    text = described.read_text(encoding="utf-8")
    described.write_text(text.replace(before, hashlib.sha256(b"other").hexdigest()), encoding="utf-8")
    summed(batch.site)
    assert faults(batch) == []
    [fault] = faults(batch, read_log(batch.out))
    assert fault.startswith(f"{NAME}/report.pdf：第 2 版与所审核的不同")


def test_another_log_a_shorter_one_and_a_withdrawal_are_named(batch: Batch) -> None:
    entries = read_log(batch.out).entries
    assert all("没有据以公布的那一行" in fault for fault in faults(batch, Log()))
    cut = faults(batch, Log(entries[:-1]))
    assert any("比上次公布时少了内容" in fault for fault in cut)
    withdraw(batch.out / NAME, by="赵六", reason="数据有误", params=batch.params, now=at("2023-02-10"))
    [fault] = faults(batch, read_log(batch.out))
    assert fault == f"{NAME}：审核已撤回，而网站上还在，请运行 nianbao publish"


def test_links_and_lists_that_lead_out_of_the_site_are_not_followed(batch: Batch) -> None:
    secret = batch.root / "secret"
    secret.write_text("s")
    path = batch.site / NAME / "report.html"
    path.unlink()
    path.symlink_to(secret)
    sums = batch.site / "SHA256SUMS"
    sums.write_text(sums.read_text() + f"{hashlib.sha256(b's').hexdigest()}  ../secret\n")
    assert faults(batch) == ["../secret：缺少这个文件", f"{NAME}/report.html：是链接，不是文件"]


@pytest.mark.parametrize("content", ["", "x", "0" * 64 + " *index.html\n"])
def test_a_list_of_sums_that_is_none_cant_be_verified(batch: Batch, content: str) -> None:
    (batch.site / "SHA256SUMS").write_text(content)
    with pytest.raises(UsageError, match="不是完好的校验值清单"):
        held(batch)


def test_a_report_that_describes_itself_wrongly_is_named(batch: Batch) -> None:
    path = batch.site / NAME / "report.json"
    path.write_text(json.dumps({"report": "x"}))
    summed(batch.site)
    assert f"{NAME}/report.json：读不了，或不是这份年报的" in faults(batch)
