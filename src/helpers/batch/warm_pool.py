"""Building reports in children of a warm process, one report a child, watched over by the driver."""

from __future__ import annotations

import os
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.batch.attempt import Attempt
from helpers.batch.build import broken, refuse
from helpers.batch.inputs import Common
from helpers.batch.job import Job
from helpers.batch.limits import Limits
from helpers.batch.order import RUN, record_of, request, warm_for
from helpers.batch.plan import Step
from helpers.batch.record import Record, Status
from helpers.errors import MachineError
from helpers.kernels.client import Child, WarmProcess

_PAUSE = 0.2
"""Seconds to wait before a process that couldn't be made is asked for again."""

_HUGE_PAGES = "glibc.malloc.hugetlb=1"
"""Has glibc ask for huge pages: a child's own memory is a hundred megabytes, a page fault for each four kilobytes."""

_IN_VAIN = 300
"""So many refused reports are judged in the time that a warm process takes to start."""

_TRIES = 2
"""How often a report is tried that the machine failed; one that its own notebook failed isn't tried again."""


@dataclass
class _Running:
    """A report under way."""

    step: Step
    child: Child
    attempt: int
    started: float
    record: Record | None = None
    killed: str = ""


@dataclass
class WarmPool:
    """A builder with children of one warm process, so many at once.

    Attributes:
        workers: How many children work at once.
        limits: What each of them may take.
        keep: Whether the warm process outlives a batch, for the next one.
    """

    workers: int
    limits: Limits
    keep: bool = False
    _warm: WarmProcess | None = None
    _running: dict[int, _Running] = field(default_factory=dict)
    _jobs: Sequence[Job] = ()

    def expect(self, jobs: Sequence[Job]) -> None:
        """Start the warm process for reports that will be built, without waiting for it.

        Raises:
            OSError: The machine has no room for it.
        """
        self._jobs = jobs
        if self._warm is None:
            self._warm = WarmProcess(warm_for(jobs), _environment())

    def __call__(
        self, steps: Sequence[Step], common: Common, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """See `Builder`."""
        waiting = deque((step, 1) for step in steps)
        try:
            if steps and (self._warm is None or not self._warm.asked):
                self.expect([step.job for step in steps])
                # Judged while the warm process imports: where all are refused, nobody waits for it.
                yield from self._refused(waiting, common, started)
            while waiting or self._running:
                while waiting and len(self._running) < self.workers and self._start(*waiting[0], common):
                    started(waiting.popleft()[0])
                for ended in self._ended():
                    record = ended.record or broken(ended.step, self._why(ended))
                    # What the machine did once it may not do again; but a time limit is met each time.
                    again = record.status is Status.BROKEN and ended.attempt < _TRIES and not ended.killed
                    if again:
                        waiting.append((ended.step, ended.attempt + 1))
                    yield Attempt(ended.step, record, time.monotonic() - ended.started, final=not again)
        finally:
            # Also when the caller stops early (Ctrl-C): no child outlives the batch.
            if self._warm is not None and (self._running or not self.keep):
                self._warm.close()
                self._running.clear()

    def _refused(
        self, waiting: deque[tuple[Step, int]], common: Common, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """Take off the refused reports at the beginning."""
        for _ in range(min(_IN_VAIN, len(waiting))):
            begun = time.monotonic()
            step, _ = waiting[0]
            record = refuse(step, common)
            if record is None:
                return
            waiting.popleft()
            started(step)
            yield Attempt(step, record, time.monotonic() - begun)

    def _start(self, step: Step, attempt: int, common: Common) -> bool:
        """Start a child for a report; whether there was room for one."""
        child = self._spawn(step, common)
        if child is None:
            return False
        self._running[child.fileno()] = _Running(step, child, attempt, time.monotonic())
        return True

    def _spawn(self, step: Step, common: Common) -> Child | None:
        wanted = request(step, common, self.limits.memory)
        for last in (False, True):
            if self._warm is not None and not self._warm.alive:
                if self._running:
                    # Its children end with it. They are heard to their end first: closing it would hang up on them.
                    return None
                self._warm.close()
                self._warm = None
            if self._warm is None:
                self._warm = WarmProcess(warm_for(self._jobs), _environment())
            try:
                # What a cell prints past its kernel must not get among what the command prints.
                return self._warm.spawn(RUN, wanted, stdout=2)
            except MachineError:
                if self._warm.alive and self._running:
                    # No room for a process at the moment: others will end.
                    return None
                if last:
                    raise
                time.sleep(_PAUSE)
        return None

    def _ended(self) -> Iterator[_Running]:
        """Wait for something to happen; give the reports whose children have ended."""
        now = time.monotonic()
        due = min(running.started + self.limits.seconds for running in self._running.values())
        ready, _, _ = select.select(list(self._running), [], [], max(0.0, min(due - now, 1.0)))
        for descriptor in ready:
            running = self._running[descriptor]
            while (said := running.child.receive()) is not None:
                running.record = record_of(said) or running.record
            if running.child.returncode is not None:
                del self._running[descriptor]
                yield running
        self._stop_late(time.monotonic())

    def _stop_late(self, now: float) -> None:
        for running in self._running.values():
            if not running.killed and now - running.started > self.limits.seconds:
                running.killed = f"超过了 {self.limits.seconds:g} 秒的时限"
                running.child.kill()

    def _why(self, ended: _Running) -> str:
        status = ended.child.returncode or 0
        if ended.killed:
            reason = ended.killed
        elif status == -signal.SIGKILL:
            reason = "被系统强行终止（信号 9，SIGKILL），多半是内存不足"
        elif status < 0:
            reason = f"被信号 {-status}（{signal.Signals(-status).name}）终止"
        else:
            reason = f"意外退出（退出码 {status}）"
        return f"生成年报的进程{reason}；下次运行时会重做。"


def _environment() -> dict[str, str]:
    given = os.environ.get("GLIBC_TUNABLES")
    return {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "GLIBC_TUNABLES": f"{given}:{_HUGE_PAGES}" if given else _HUGE_PAGES,
    }
