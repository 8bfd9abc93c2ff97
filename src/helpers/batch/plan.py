"""The plan: which reports have to be built, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.batch.inputs import LABELS, Common, input_hashes
from helpers.batch.job import Job
from helpers.batch.record import Record, Status

FORCED = "要求重做"
NEW = "尚未生成"
RETRY = "上次因机器故障没有完成"
INCOMPLETE = "缺少输出文件"


@dataclass(frozen=True)
class Step:
    """A job with what it is made of.

    Attributes:
        reason: Why it has to be built; empty where it doesn't.
        inputs: The hashes of what it is made of.
        record: What stands of the last build.
    """

    job: Job
    reason: str
    inputs: dict[str, str]
    record: Record | None = None


def plan(jobs: Iterable[Job], common: Common, *, force: bool = False) -> list[Step]:
    """Decide for each job whether it has to be built.

    Raises:
        OSError: An input can't be read.
    """
    return [_step(job, common, force=force) for job in jobs]


def _step(job: Job, common: Common, *, force: bool) -> Step:
    inputs = input_hashes(job, common)
    record = Record.read(job.folder)
    return Step(job, FORCED if force else rebuild_reason(job, inputs, record), inputs, record)


def rebuild_reason(job: Job, inputs: dict[str, str], record: Record | None) -> str:
    """Why a report has to be built, given what stands of it; empty where it doesn't."""
    if record is None:
        return NEW
    if record.status is Status.BROKEN:
        return RETRY
    changed = [name for name in LABELS if inputs.get(name) != record.inputs.get(name)]
    if changed:
        return "、".join(LABELS[name] for name in changed)
    if record.status is Status.OK and not all(
        name in record.outputs and (job.folder / name).is_file() for name in job.outputs
    ):
        return INCOMPLETE
    return ""
