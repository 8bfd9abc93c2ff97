"""Building one report, without a kernel: refusing it, and what that leaves."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import COMMON, job_in, pretend_built, step_of
from tests.intake.writing import sample
from tests.kit import write_params

from helpers.batch import build as module
from helpers.batch.build import build, refuse
from helpers.batch.record import Record, Status
from helpers.errors import MachineError, NianbaoError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from helpers.batch.job import Job

FAULTY = sample(2021, ("  licences: 0\n", "  licences: -1\n"))


def never(*_: object, **__: object) -> Mapping[str, bytes]:
    raise AssertionError("the notebook was executed")


def left(job: Job) -> list[str]:
    return sorted(path.name for path in job.folder.iterdir())


@pytest.mark.parametrize(
    ("text", "rule"),
    [(FAULTY, "T2-INT"), ("office: [\n", "READ"), (sample().replace("year: 2022", "yaer: 2022"), "READ")],
)
def test_a_refused_report_is_not_executed_and_leaves_a_record_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, rule: str
) -> None:
    monkeypatch.setattr(module, "render", never)
    job = job_in(tmp_path, text=text)
    record = build(step_of(job), COMMON)
    assert record.status is Status.REFUSED
    assert [finding["rule"] for finding in record.findings] == [rule]
    assert record.outputs == {}
    assert Record.read(job.folder) == record
    assert left(job) == ["record.json"]


def test_a_report_that_becomes_refused_takes_its_old_files_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    (job.folder / "report.docx").write_bytes(b"of an earlier build")
    (job.folder / "notes.txt").write_bytes(b"the user's own")
    write_params(tmp_path, job.name, FAULTY)
    monkeypatch.setattr(module, "render", never)
    assert build(step_of(job), COMMON).status is Status.REFUSED
    assert left(job) == ["notes.txt", "record.json"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_in(tmp_path, text=FAULTY)
    job.folder.mkdir(parents=True)
    for name in (".report.html.k3j2x_9a", ".record.json.9x0ab1c2"):
        (job.folder / name).write_bytes(b"half")
    build(step_of(job), COMMON)
    assert left(job) == ["record.json"]


def test_files_come_with_their_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"report.ipynb": b"n", "report.html": b"h", "report.pdf": b"p"}
    monkeypatch.setattr(module, "render", lambda *_, **__: made)
    job = job_in(tmp_path)
    record = build(step_of(job), COMMON)
    assert record.status is Status.OK
    assert set(record.outputs) == set(made)
    assert left(job) == ["record.json", *sorted(made)]
    assert record.versions == COMMON.versions
    assert record.inputs == step_of(job).inputs
    assert step_of(job).reason == ""


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NianbaoError("笔记本执行出错"), Status.FAILED),
        (MachineError("内核中途停止"), Status.BROKEN),
        (MemoryError(), Status.BROKEN),
        (OSError(28, "No space left on device"), Status.BROKEN),
        (ZeroDivisionError("a defect"), Status.FAILED),
        (RecursionError("too deep"), Status.FAILED),
    ],
)
def test_whatever_happens_is_recorded_and_not_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: Status
) -> None:
    def fail(*_: object, **__: object) -> Mapping[str, bytes]:
        raise error

    monkeypatch.setattr(module, "render", fail)
    job = job_in(tmp_path)
    pretend_built(job)
    job.params.write_bytes(job.params.read_bytes() + b"# \n")
    record = build(step_of(job), COMMON)
    assert record.status is status
    assert [finding["rule"] for finding in record.findings] == ["RUN"]
    assert record.outputs == {}
    assert Record.read(job.folder) == record
    if status is Status.FAILED:
        assert left(job) == ["record.json"]


def test_a_folder_that_takes_no_files_is_the_machines_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "render", lambda *_, **__: {"report.ipynb": b"n"})
    job = job_in(tmp_path)
    job.folder.parent.mkdir(parents=True)
    job.folder.write_bytes(b"a file where the folder should be")
    assert build(step_of(job), COMMON).status is Status.BROKEN


def test_a_draft_of_a_faulty_report_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "render", lambda *_, **__: {"report.ipynb": b"n"})
    job = job_in(tmp_path, text=FAULTY)
    draft = replace(job, settings=replace(job.settings, draft=True))
    record = build(step_of(draft), COMMON)
    assert record.status is Status.OK
    assert [finding["rule"] for finding in record.findings] == ["T2-INT"]


def test_no_draft_is_made_of_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "render", never)
    job = job_in(tmp_path, text="office: [\n")
    assert build(step_of(replace(job, settings=replace(job.settings, draft=True))), COMMON).unreadable


def test_a_record_names_neither_time_nor_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "render", lambda *_, **__: {"report.ipynb": b"n"})
    job = job_in(tmp_path)
    build(step_of(job), COMMON)
    text = (job.folder / "record.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert set(json.loads(text)) == {"office", "year", "status", "findings", "inputs", "outputs", "versions"}


def test_findings_in_a_record_name_no_absolute_path(tmp_path: Path) -> None:
    job = job_in(tmp_path, text=FAULTY)
    assert job.params.is_absolute()
    build(step_of(job), COMMON)
    assert str(tmp_path) not in (job.folder / "record.json").read_text(encoding="utf-8")


def test_a_report_is_refused_without_being_built_and_the_others_are_left_alone(tmp_path: Path) -> None:
    refused, good = job_in(tmp_path, "a/x/2022", FAULTY), job_in(tmp_path, "a/y/2022")
    record = refuse(step_of(refused), COMMON)
    assert record is not None
    assert record == Record.read(refused.folder)
    assert record == build(step_of(refused), COMMON)
    assert refuse(step_of(good), COMMON) is None
    assert not good.folder.exists()


def test_what_goes_wrong_while_refusing_is_left_to_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path, text=FAULTY)
    job.folder.parent.mkdir(parents=True)
    job.folder.write_bytes(b"a file where the folder should be")
    assert refuse(step_of(job), COMMON) is None

    def defect(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(module, "check", defect)
    assert refuse(step_of(job_in(tmp_path, "a/x/2022")), COMMON) is None
