"""The batch on more than one machine: dask.distributed hands out the reports, workers build them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.batch.attempt import Attempt
from helpers.batch.build import broken
from helpers.batch.inputs import Common
from helpers.batch.limits import Limits
from helpers.batch.local_store import LocalStore
from helpers.batch.plan import Step
from helpers.batch.store import Store, is_remote, open_store
from helpers.batch.worker import Parcel, build_parcel
from helpers.errors import MachineError, UsageError
from helpers.files import locked

_AHEAD = 3
"""Reports that are handed out for each that is being built, so that no worker waits for its next one."""

_DEATHS = 3
"""How many workers a report may take along before it is given up; others may have died for reasons of their own."""


@dataclass(frozen=True)
class Cluster:
    """A builder whose work is done by the workers of a dask scheduler.

    Attributes:
        scheduler: Its address, e.g. `tcp://10.0.0.1:8786`.
        out: DIR. Workers write to an address (`s3://…`, `file://…` for a share) themselves; to a folder of the
            driver's the driver writes what they send.
        limits: What each report may take of a worker's machine.
        patience: Seconds to wait for the scheduler's answer.
    """

    scheduler: str
    out: str
    limits: Limits
    patience: float = 30.0

    def __call__(
        self, steps: Sequence[Step], common: Common, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """See `Builder`.

        Raises:
            UsageError: dask.distributed isn't installed, or a worker has another version of the kit.
            MachineError: The scheduler can't be reached.
        """
        if not steps:
            return
        try:
            import distributed
        except ImportError as error:
            raise UsageError("--cluster 需要 dask：请先运行 pip install 'nianbao[cluster]'。") from error
        try:
            client: Any = distributed.Client(self.scheduler, timeout=self.patience, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise MachineError(
                f"连不上调度器“{self.scheduler}”：请确认地址，并确认 dask scheduler 已经启动。"
            ) from error
        with client:
            yield from self._build(client, steps, common, started)

    def _build(
        self, client: Any, steps: Sequence[Step], common: Common, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        from distributed import as_completed

        store = open_store(self.out)
        waiting = deque(steps)
        under_way: dict[Any, Step] = {}
        ended: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]
        while waiting or under_way:
            # Not all at once: a report's inputs are in memory while it is under way.
            room = _AHEAD * max(1, sum(client.nthreads().values()))
            while waiting and len(under_way) < room:
                step = waiting.popleft()
                parcel = Parcel.of(step, common, self.limits, self.out if is_remote(self.out) else "")
                future = client.submit(build_parcel, parcel, pure=False, retries=0)
                under_way[future] = step
                ended.add(future)
                started(step)
            future = next(ended)
            yield self._attempt(future, under_way.pop(future), store)
            future.release()

    def _attempt(self, future: Any, step: Step, store: Store) -> Attempt:
        from distributed import KilledWorker

        try:
            built = future.result()
        except KilledWorker:
            return Attempt(
                step, broken(step, f"生成这份年报时有 {_DEATHS} 台工作机停止运行；下次运行时会重做。")
            )
        except MachineError as error:
            return Attempt(step, broken(step, error.message))
        except OSError as error:
            return Attempt(step, broken(step, f"工作机无法保存年报：{error}；下次运行时会重做。"))
        if built.files is not None:
            if not isinstance(store, LocalStore):
                raise TypeError("a worker sent files that it should have written")
            with locked(step.job.folder):
                store.replace(step.job.name, built.record, built.files)
        return Attempt(step, built.record, built.seconds)
