"""What is built in a scratch folder is put into the store, and nothing of it stays behind."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import COMMON, job_in, step_of

from helpers.batch.attempt import Attempt
from helpers.batch.courier import Courier
from helpers.batch.inputs import Common, digest
from helpers.batch.ledger import Ledger
from helpers.batch.plan import Step
from helpers.batch.record import Record, Status
from helpers.batch.run import run
from helpers.batch.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

MADE = {"report.ipynb": b"{}", "report.html": b"<p>", "report.pdf": b"%"}


class Pretended:
    """A builder that fails once and then makes three files."""

    def __init__(self) -> None:
        self.folders: list[Path] = []

    def __call__(
        self, steps: Sequence[Step], _common: Common, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        for step in steps:
            started(step)
            yield Attempt(step, Record("甲", 2022, Status.BROKEN), 1.0, final=False)
            folder = step.job.folder
            self.folders.append(folder)
            folder.mkdir(parents=True)
            for name, content in MADE.items():
                (folder / name).write_bytes(content)
            outputs = {name: digest(content) for name, content in MADE.items()}
            yield Attempt(step, Record("甲", 2022, Status.OK, (), step.inputs, outputs), 2.0)


def test_a_batch_into_a_store_that_is_no_folder(tmp_path: Path) -> None:
    store = open_store(f"memory://{uuid.uuid4()}")
    job, builder = job_in(tmp_path), Pretended()
    begun: list[Step] = []
    results = list(run([job], COMMON, store=store, builder=Courier(builder, store), started=begun.append))
    assert [(result.step.job, result.record.status) for result in results] == [(job, Status.OK)]
    assert [step.job for step in begun] == [job]
    assert store.record(job.name) == results[0].record
    assert {name: store.read(job.name, name) for name in MADE} == MADE
    assert not builder.folders[0].exists()
    assert not job.folder.exists()
    with store.local() as folder, Ledger(folder) as ledger:
        assert ledger.mark(job.name)
    # Nothing has changed, so nothing is built.
    again = Courier(Pretended(), store)
    assert [result.step.reason for result in run([job], COMMON, store=store, builder=again)] == [""]


def test_a_file_altered_in_the_store_is_built_again(tmp_path: Path) -> None:
    store = open_store(f"memory://{uuid.uuid4()}")
    job = job_in(tmp_path)
    courier = Courier(Pretended(), store)
    [built] = run([job], COMMON, store=store, builder=courier)
    altered = {**MADE, "report.html": b"<p>altered"}
    store.replace(job.name, built.record, altered)
    [again] = run([job], COMMON, store=store, builder=Courier(Pretended(), store))
    assert again.step.reason == "输出文件被改动"
    assert store.read(job.name, "report.html") == MADE["report.html"]


def test_a_store_that_takes_nothing_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"memory://{uuid.uuid4()}")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(store), "replace", full)
    with pytest.raises(OSError, match="No space"):
        list(run([job_in(tmp_path)], COMMON, store=store, builder=Courier(Pretended(), store)))


def test_steps_are_told_as_they_were_given(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "elsewhere"))
    step = replace(step_of(job_in(tmp_path)), reason="要求重做")
    attempts = list(Courier(Pretended(), store)([step], COMMON, started=lambda _: None))
    assert [attempt.step for attempt in attempts] == [step, step]
    assert [attempt.final for attempt in attempts] == [False, True]
    assert (tmp_path / "elsewhere" / step.job.name / "report.html").read_bytes() == b"<p>"
