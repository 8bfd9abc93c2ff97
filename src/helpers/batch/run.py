"""The run over a batch: plan, build what has to be built, and tell how each report ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from helpers.batch.inputs import Common
from helpers.batch.job import Job
from helpers.batch.ledger import Ledger
from helpers.batch.limits import Limits
from helpers.batch.plan import Step, plan
from helpers.batch.pool import build_all
from helpers.batch.record import Record


@dataclass(frozen=True)
class Result:
    """How one report of the batch ended.

    Attributes:
        step: The report and why it was built; its reason is empty where it wasn't, since nothing had changed.
        record: Its record.
        done: How many reports of the batch are done, this one included.
        total: How many there are.
    """

    step: Step
    record: Record
    done: int
    total: int


def run(
    jobs: Iterable[Job],
    common: Common,
    *,
    workers: int,
    force: bool = False,
    limits: Limits | None = None,
    started: Callable[[Step], None] = lambda _: None,
) -> Iterator[Result]:
    """Run a batch.

    Args:
        jobs: The reports.
        common: What they share.
        workers: How many are built at once.
        force: Build all of them, changed or not.
        limits: What each report may take of the machine.
        started: Told of each report as it is begun.

    Yields:
        Each report as it is done: first those that need no work, then the others in the order they end.

    Raises:
        OSError: An input can't be read, or the batch's folder can't be written to.
    """
    limits = limits or Limits()
    steps = plan(jobs, common, force=force)
    waiting = [step for step in steps if step.reason]
    done = 0
    for step in steps:
        if not step.reason and step.record is not None:
            done += 1
            yield Result(step, step.record, done, len(steps))
    if not waiting:
        return
    with Ledger(waiting[0].job.out) as ledger:
        for step, record in build_all(waiting, common, jobs=workers, limits=limits, started=started):
            done += 1
            ledger.note(step, record)
            yield Result(step, record, done, len(steps))
