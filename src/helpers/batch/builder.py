"""A builder: what builds the reports of a batch, on this machine or on others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from helpers.batch.attempt import Attempt
from helpers.batch.inputs import Common
from helpers.batch.job import Job
from helpers.batch.limits import Limits
from helpers.batch.plan import Step
from helpers.batch.store import is_remote, open_store
from helpers.kernels.client import CAN_FORK


class Builder(Protocol):
    """What builds the reports of a batch."""

    def __call__(
        self, steps: Sequence[Step], common: Common, /, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """Build them.

        Args:
            steps: The reports.
            common: What they share.
            started: Told of each report as it is begun.

        Yields:
            Each try as it ends.
        """


def builder_for(
    out: str, *, workers: int, limits: Limits, cluster: str = "", expected: Sequence[Job] = ()
) -> Builder:
    """The builder that suits where the work is done and where the reports go.

    Args:
        out: DIR, a path or an address that fsspec knows.
        workers: How many reports are built at once on this machine.
        limits: What each of them may take.
        cluster: Address of a dask scheduler; empty for this machine.
        expected: Reports that will be built for all that is known: what builds them gets ready while they are planned.

    Raises:
        OSError: The machine has no room for another process.
    """
    if cluster:
        from helpers.batch.cluster import Cluster

        return Cluster(cluster, out, limits)
    here = local_builder(workers, limits, expected)
    if not is_remote(out):
        return here
    from helpers.batch.courier import Courier

    return Courier(here, open_store(out))


def local_builder(workers: int, limits: Limits, expected: Sequence[Job] = ()) -> Builder:
    """The builder of this machine: forked children, or a stock pool where nothing can fork; see `builder_for`."""
    if not CAN_FORK:
        from helpers.batch.process_pool import ProcessPool

        return ProcessPool(workers)
    from helpers.batch.warm_pool import WarmPool

    pool = WarmPool(workers, limits)
    if expected:
        pool.expect(expected)
    return pool
