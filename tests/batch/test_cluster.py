"""The batch on a dask cluster of this machine: two workers, one of them killed; the bytes are a local build's."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.runs import PATIENCE, Batch, notebook_of
from tests.batch.steps import COMMON, job_in, step_of
from tests.batch.test_faults import SHOW
from tests.kit import NOTEBOOK, PARAMS, command

from helpers.batch.inputs import Common
from helpers.batch.limits import Limits
from helpers.batch.worker import Parcel, build_parcel
from helpers.errors import MachineError, UsageError
from helpers.kernels.client import CAN_FORK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = [PARAMS / "shili" / office for office in ("dongjie", "liuhe")]


@dataclass
class Machines:
    """A scheduler and two workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    scheduler: subprocess.Popen[bytes]
    log: Path = field(repr=False)


def dask(*arguments: str | Path, cwd: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as stream:
        return subprocess.Popen(
            [command("dask"), *map(str, arguments)],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Started as docs/cluster.md says, in a folder where nothing of the batch is."""
    folder = tmp_path_factory.mktemp("machines")
    found, log = folder / "scheduler.json", folder / "log"
    where = ("--scheduler-file", found, "--no-dashboard")
    scheduler = dask("scheduler", *where, "--host", "127.0.0.1", "--port", "0", cwd=folder, log=log)
    workers = [
        dask("worker", *where, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", cwd=folder, log=log)
        for _ in range(2)
    ]
    processes = [scheduler, *workers]
    try:
        end = time.monotonic() + PATIENCE
        while not found.exists() or log.read_text().count("Starting established connection to") < 2:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        yield Machines(json.loads(found.read_text())["address"], workers, scheduler, log)
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.notebook
@pytest.mark.skipif(not CAN_FORK, reason="compares with children of a warm process")
def test_a_worker_killed_mid_batch_loses_nothing(tmp_path: Path, machines: Machines) -> None:
    notebook = notebook_of(tmp_path / "short.ipynb", *SHOW)
    here = Batch(tmp_path / "here", paths=REPORTS, notebook=notebook)
    code, out, err = here.run()
    assert code == 0, out + err
    there = replace(here, out=tmp_path / "there")
    # Workers write themselves to an address, here to a share.
    run = there.start("--out", f"file://{there.out}", "--cluster", machines.address)
    assert run.process.stdout is not None
    first = run.process.stdout.readline()
    assert "完成" in first, first + run.process.communicate()[1] + machines.log.read_text()
    machines.workers[0].kill()
    code, out, err = run.end()
    assert code == 0, out + err + machines.log.read_text()
    assert there.files() == here.files()
    code, out, err = there.run()
    assert (code, "其中 4 份没有改动" in out) == (0, True), out + err
    # Into a folder of the driver's own, the one worker left sends the files.
    sent = replace(here, out=tmp_path / "sent", paths=REPORTS[:1])
    code, out, err = sent.run("--cluster", machines.address)
    assert code == 0, out + err
    reports = {name: content for name, content in here.files().items() if "dongjie" in name}
    assert {name: content for name, content in sent.files().items() if "dongjie" in name} == reports


def test_no_scheduler_is_told_of(tmp_path: Path) -> None:
    from helpers.batch.cluster import Cluster

    step = step_of(job_in(tmp_path))
    with pytest.raises(MachineError, match=r"127\.0\.0\.1:9"):
        list(
            Cluster("tcp://127.0.0.1:9", str(tmp_path / "build"), Limits(), patience=0.5)(
                [step], COMMON, started=lambda _: None
            )
        )


def test_a_worker_with_another_kit_is_told_of(tmp_path: Path) -> None:
    common = replace(COMMON, notebook=NOTEBOOK)
    step = step_of(job_in(tmp_path), common)
    with pytest.raises(UsageError, match="helpers、fonts、versions"):
        build_parcel(Parcel.of(step, common, Limits(), ""))


def test_params_that_change_under_way_are_told_of(tmp_path: Path) -> None:
    common = Common.of(NOTEBOOK)
    job = job_in(tmp_path)
    step = step_of(job, common)
    job.params.write_bytes(job.params.read_bytes() + b"# \n")
    with pytest.raises(MachineError, match="shili/ceshi/2022"):
        build_parcel(Parcel.of(step, common, Limits(), ""))
