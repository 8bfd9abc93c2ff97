"""record.json: what stands in it, and what never does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import COMMON, job_in, step_of

from helpers.batch.record import FILE, Record, Status
from helpers.checks import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

FINDING = Finding(
    "T3-BAL", Severity.ERROR, "两边不相等。", "params/a/b/2022.yaml", 4, 2, expected=3, actual=2
)
RECORD = Record(
    "示例区“东街”街道办事处",
    2022,
    Status.REFUSED,
    (FINDING.to_json(),),
    {"params": "00"},
    {"report.html": "11"},
    {"python": "3.11.0"},
)


def test_a_record_has_the_contracts_keys_in_its_order(tmp_path: Path) -> None:
    RECORD.write(tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert list(json.loads(text)) == [
        *("office", "year", "status", "findings", "inputs", "outputs", "versions"),
    ]
    assert "示例区“东街”街道办事处" in text
    assert text.endswith("}\n")


def test_a_record_comes_back(tmp_path: Path) -> None:
    RECORD.write(tmp_path / "deep" / "folder")
    assert Record.read(tmp_path / "deep" / "folder") == RECORD
    assert Record.from_json(json.loads(json.dumps(RECORD.to_json()))) == RECORD


def test_without_a_record_there_is_none(tmp_path: Path) -> None:
    assert Record.read(tmp_path) is None
    assert Record.read(tmp_path / "nowhere") is None


@pytest.mark.parametrize("status", Status)
def test_each_status_has_its_word(status: Status) -> None:
    assert status.label in {"完成", "退回", "出错", "中断"}


def test_findings_are_counted_by_severity() -> None:
    assert RECORD.count("error") == 1
    assert RECORD.count("warning") == 0
    assert not RECORD.unreadable
    read = Finding("READ", Severity.ERROR, "文件是空的。").to_json()
    warned = Finding("READ", Severity.WARNING, "上年的文件读不了。").to_json()
    assert Record("甲", 2022, Status.REFUSED, (read,)).unreadable
    assert not Record("甲", 2022, Status.OK, (warned,)).unreadable


def test_writing_a_record_leaves_no_other_file(tmp_path: Path) -> None:
    RECORD.write(tmp_path)
    RECORD.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_job_knows_where_its_files_go(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    assert job.name == "shili/ceshi/2022"
    assert job.folder == tmp_path / "build" / "shili" / "ceshi" / "2022"
    assert job.outputs == ("report.ipynb", "report.html", "report.pdf")
    assert step_of(job, COMMON).record is None
