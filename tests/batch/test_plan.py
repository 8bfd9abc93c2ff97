"""A report is built again when something that it is made from has changed, and the reason is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import COMMON, changed, job_in, pretend_built, step_of
from tests.kit import write_params

from helpers.batch.inputs import LABELS, Common, input_hashes
from helpers.batch.ledger import Ledger
from helpers.batch.local_store import LocalStore
from helpers.batch.plan import plan
from helpers.batch.record import Status
from helpers.display.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def reason(job: object, common: Common = COMMON, *, force: bool = False) -> str:
    [step] = plan([job], common, force=force)  # type: ignore[list-item]
    return step.reason


def test_what_was_never_built_is_built(tmp_path: Path) -> None:
    assert reason(job_in(tmp_path)) == "尚未生成"


@pytest.mark.parametrize("status", [Status.OK, Status.REFUSED, Status.FAILED])
def test_what_has_not_changed_is_left_alone(tmp_path: Path, status: Status) -> None:
    job = job_in(tmp_path)
    pretend_built(job, status)
    assert reason(job) == ""


def test_what_the_machine_failed_is_tried_again(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job, Status.BROKEN)
    assert reason(job) == "上次因机器故障没有完成"


def test_force_builds_what_has_not_changed(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    assert reason(job, force=True) == "要求重做"


def test_changed_params_are_a_reason_but_not_a_changed_time(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    job.params.write_bytes(job.params.read_bytes())
    assert reason(job) == ""
    job.params.write_bytes(job.params.read_bytes() + b"# \n")
    assert reason(job) == "填报数据有改动"


@pytest.mark.parametrize("year", [2021, 2020])
def test_params_of_the_years_before_are_a_reason(tmp_path: Path, year: int) -> None:
    """2021 is compared with; its text may quote 2020, and the notebook carries it."""
    job = job_in(tmp_path)
    pretend_built(job)
    before = write_params(tmp_path, f"shili/ceshi/{year}")
    assert "改动" in reason(job)
    pretend_built(job)
    before.write_bytes(before.read_bytes() + b"# \n")
    assert "改动" in reason(job)
    pretend_built(job)
    before.unlink()
    assert "改动" in reason(job)


@pytest.mark.parametrize("name", ["shili/ceshi/2023", "shili/other/2022", "shili/other/2021"])
def test_other_params_are_no_reason(tmp_path: Path, name: str) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    write_params(tmp_path, name)
    assert reason(job) == ""


@pytest.mark.parametrize("name", sorted(COMMON.hashes))
def test_each_thing_that_all_reports_share_is_a_reason(tmp_path: Path, name: str) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    assert reason(job, changed(COMMON, name)) == LABELS[name]


def test_every_reason_is_told(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    job.params.write_bytes(job.params.read_bytes() + b"# \n")
    both = changed(changed(COMMON, "fonts"), "notebook")
    assert reason(job, both) == "填报数据有改动、主笔记本有改动、字体有改动"


def test_another_look_is_a_reason(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    assert reason(replace(job, settings=Settings(draft=True))) == "显示设置有改动"
    assert reason(replace(job, settings=Settings(fee_decimals=4))) == "显示设置有改动"


@pytest.mark.parametrize("name", ["report.ipynb", "report.html", "report.pdf"])
def test_a_missing_file_is_a_reason(tmp_path: Path, name: str) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    (job.folder / name).unlink()
    assert reason(job) == "缺少输出文件"


def test_a_further_format_is_a_reason_and_fewer_are_none(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    assert reason(replace(job, formats=("html", "pdf", "docx"))) == "缺少输出文件"
    assert reason(replace(job, formats=("html",))) == ""


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"status": "ok"}', b'{"status": "fine"}', b"\xff"]
)
def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path, content: bytes) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    (job.folder / "record.json").write_bytes(content)
    assert reason(job) == "尚未生成"


def test_a_step_carries_what_its_report_is_made_of(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    step = step_of(job)
    assert step.inputs == input_hashes(job, COMMON)
    assert set(step.inputs) == {"params", "settings", *COMMON.hashes}
    write_params(tmp_path, "shili/ceshi/2021")
    assert set(step_of(job).inputs) - set(step.inputs) == {"previous"}
    assert set(step_of(job).inputs) <= set(LABELS)


@pytest.mark.parametrize("name", ["report.ipynb", "report.html", "report.pdf"])
def test_a_file_altered_by_hand_is_a_reason(tmp_path: Path, name: str) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    path = job.folder / name
    path.write_bytes(path.read_bytes()[:-1])
    assert reason(job) == "输出文件被改动"


def test_files_are_read_only_when_they_look_other_than_last_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    read: list[str] = []

    def noted(store: LocalStore, report: str, name: str) -> bytes:
        read.append(name)
        return (store.folder / report / name).read_bytes()

    monkeypatch.setattr(LocalStore, "read", noted)
    with Ledger(job.out) as ledger:
        for expected in (3, 0):
            read.clear()
            [step] = plan([job], COMMON, ledger=ledger)
            assert (step.reason, len(read)) == ("", expected)
        page = job.folder / "report.html"
        page.write_bytes(b"X" * page.stat().st_size)
        [step] = plan([job], COMMON, ledger=ledger)
        assert step.reason == "输出文件被改动"


def test_what_a_killed_build_left_beside_a_whole_report_is_cleared_away(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    half = job.folder / ".report.html.x1y2_z3a"
    half.write_bytes(b"half")
    assert reason(job) == ""
    assert not half.exists()
