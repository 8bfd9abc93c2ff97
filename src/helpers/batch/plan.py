"""The plan: which reports have to be built, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.batch.inputs import LABELS, Common, digest, input_hashes
from helpers.batch.job import Job
from helpers.batch.local_store import LocalStore
from helpers.batch.record import Record, Status

if TYPE_CHECKING:
    from helpers.batch.ledger import Ledger
    from helpers.batch.store import Store

FORCED = "要求重做"
NEW = "尚未生成"
RETRY = "上次因机器故障没有完成"
INCOMPLETE = "缺少输出文件"
ALTERED = "输出文件被改动"


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


def plan(
    jobs: Iterable[Job],
    common: Common,
    *,
    force: bool = False,
    store: Store | None = None,
    ledger: Ledger | None = None,
) -> list[Step]:
    """Decide for each job whether it has to be built.

    Args:
        jobs: The reports.
        common: What they share.
        force: Build all of them, changed or not.
        store: Where their files are; by default the job's own folder.
        ledger: Where it is noted which files need no reading to know that nobody has altered them.

    Raises:
        OSError: An input can't be read.
    """
    return [_step(job, common, store or LocalStore(job.out), ledger, force=force) for job in jobs]


def _step(job: Job, common: Common, store: Store, ledger: Ledger | None, *, force: bool) -> Step:
    inputs = input_hashes(job, common)
    store.clear(job.name)
    record = store.record(job.name)
    reason = FORCED if force else rebuild_reason(job, inputs, record)
    if record is not None and not reason and record.status is Status.OK:
        reason = _altered(job, record, store, ledger)
    return Step(job, reason, inputs, record)


def _altered(job: Job, record: Record, store: Store, ledger: Ledger | None) -> str:
    """Whether the files are still those that the record tells of; read only if they look other than last time."""
    mark = mark_of(job, record, store)
    if not mark:
        return INCOMPLETE
    if ledger is not None and ledger.mark(job.name) == mark:
        return ""
    if any(digest(store.read(job.name, name)) != sha for name, sha in record.outputs.items()):
        return ALTERED
    if ledger is not None:
        ledger.note_mark(job.name, mark)
    return ""


def mark_of(job: Job, record: Record, store: Store) -> str:
    """How the files of a record look, and what the record says of them; empty where a file is missing."""
    looks = store.mark(job.name, tuple(record.outputs))
    return looks and f"{looks} {digest(' '.join(record.outputs.values()).encode())}"


def rebuild_reason(job: Job, inputs: dict[str, str], record: Record | None) -> str:
    """Why a report has to be built, given what stands of it; empty where it doesn't."""
    if record is None:
        return NEW
    if record.status is Status.BROKEN:
        return RETRY
    changed = [name for name in LABELS if inputs.get(name) != record.inputs.get(name)]
    if changed:
        return "、".join(LABELS[name] for name in changed)
    if record.status is Status.OK and not all(name in record.outputs for name in job.outputs):
        return INCOMPLETE
    return ""
