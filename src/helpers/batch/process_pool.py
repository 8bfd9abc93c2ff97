"""A pool of processes that build reports."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from helpers.batch.attempt import Attempt
from helpers.batch.build import broken, build
from helpers.batch.inputs import Common
from helpers.batch.plan import Step
from helpers.batch.record import Record, Status

_RECYCLE = 50
"""Reports after which a process is replaced: a long-lived one grows by some 45 KiB a report."""

_TRIES = 2
"""How often a report is tried that the machine failed, or whose process died at the hand of a neighbour."""


@dataclass(frozen=True)
class ProcessPool:
    """A builder with processes of their own and stock kernels, where nothing can fork.

    Attributes:
        workers: How many processes work at once.
    """

    workers: int

    def __call__(
        self, steps: Sequence[Step], common: Common, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """See `Builder`."""
        waiting = list(steps)
        for step in waiting:
            started(step)
        for attempt in range(1, _TRIES + 1):
            lost: list[Step] = []
            last = attempt == _TRIES
            for step, record in _round(waiting, common, 1 if last else self.workers):
                if record is None:
                    record = broken(step, "生成年报的进程中途停止，可能是内存不足；下次运行时会重做。")
                final = last or record.status is not Status.BROKEN
                if not final:
                    lost.append(step)
                yield Attempt(step, record, final=final)
            waiting = lost


def _round(steps: Sequence[Step], common: Common, jobs: int) -> Iterator[tuple[Step, Record | None]]:
    """One pass; a step whose process died comes back without a record."""
    if not steps:
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(steps)), mp_context=context, max_tasks_per_child=_RECYCLE) as pool:
        futures = {pool.submit(build, step, common): step for step in steps}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
