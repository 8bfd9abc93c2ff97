"""The pages after a sign-off."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.review.approvals import Batch, approve, at, withdraw
from tests.review.test_index import listed

from helpers.review.batch import review_batch
from helpers.review.entries import files_below
from helpers.review.refresh import refresh

JIA, YI = "shili/jia/2022", "shili/yi/2022"


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with two built reports."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build(JIA, 1)
    batch.build(YI, 2)
    return batch


def signed(batch: Batch) -> dict[str, str]:
    """What the index page says of sign-off, by office."""
    rows = listed(batch.out / "index.html")
    return {office: row[6] for (office, _), row in rows.items()}


def header(batch: Batch, name: str) -> str:
    page = (batch.out / name / "compare.html").read_text(encoding="utf-8")
    return page.split("<header>")[1].split("<nav")[0]


def test_index_and_comparison_page_follow_the_log(batch: Batch) -> None:
    review_batch(batch.out, files_below([batch.params]))
    untouched = (batch.out / YI / "compare.html").read_bytes()
    assert "未审核" in header(batch, JIA)
    approve(batch.out / JIA, by="王五", params=batch.params, now=at("2023-01-20"))
    refresh(batch.out, {JIA}, batch.params)
    assert sorted(signed(batch).values()) == ["已审核2023-01-20", "未审核"]
    assert "已审核（王五，2023-01-20）" in header(batch, JIA)
    withdraw(batch.out / JIA, by="赵六", reason="数据有误", params=batch.params, now=at("2023-02-01"))
    refresh(batch.out, {JIA}, batch.params)
    assert sorted(signed(batch).values()) == ["已撤回赵六", "未审核"]
    assert "已撤回（赵六）" in header(batch, JIA)
    assert (batch.out / YI / "compare.html").read_bytes() == untouched


def test_what_refresh_writes_is_what_a_review_writes(batch: Batch) -> None:
    review_batch(batch.out, files_below([batch.params]))
    approve(batch.out / JIA, by="王五", params=batch.params, now=at("2023-01-20"))
    refresh(batch.out, {JIA}, batch.params)
    pages = {path: path.read_bytes() for path in batch.out.rglob("*.html")}
    review_batch(batch.out, files_below([batch.params]))
    assert {path: path.read_bytes() for path in pages} == pages


def test_no_comparison_page_is_made_where_there_was_none(batch: Batch) -> None:
    refresh(batch.out, {JIA}, batch.root / "nowhere")
    assert (batch.out / "index.html").is_file()
    assert not list(batch.out.rglob("compare.html"))
