"""Jobs and steps for the batch's tests, with records of builds that never took place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.kit import write_params

from helpers.batch.gather import gather
from helpers.batch.inputs import Common, digest, input_hashes
from helpers.batch.job import Job
from helpers.batch.plan import Step, rebuild_reason
from helpers.batch.record import Record, Status

COMMON = Common(
    notebook=Path("notebooks/annual_report.ipynb"),
    hashes={name: digest(name.encode()) for name in ("notebook", "helpers", "fonts", "versions")},
    versions={"python": "3.11.0"},
)
"""What a batch shares, by hashes of nothing."""


def job_in(folder: Path, name: str = "shili/ceshi/2022", text: str | None = None) -> Job:
    """The job for a params file, which is written."""
    [job] = gather([write_params(folder, name, text)], out=folder / "build", formats=("html", "pdf"))
    return job


def step_of(job: Job, common: Common = COMMON) -> Step:
    """The job's step as it stands now."""
    inputs, record = input_hashes(job, common), Record.read(job.folder)
    return Step(job, rebuild_reason(job, inputs, record), inputs, record)


def pretend_built(job: Job, status: Status = Status.OK, common: Common = COMMON) -> Record:
    """Leave the files and the record of a build of the job as it stands now."""
    outputs = {}
    if status is Status.OK:
        job.folder.mkdir(parents=True, exist_ok=True)
        for name in job.outputs:
            (job.folder / name).write_bytes(name.encode())
            outputs[name] = digest(name.encode())
    record = Record("示例", job.year, status, inputs=input_hashes(job, common), outputs=outputs)
    record.write(job.folder)
    return record


def changed(common: Common, name: str) -> Common:
    """What a batch shares, one of its hashes another."""
    return replace(common, hashes={**common.hashes, name: digest(b"changed")})
