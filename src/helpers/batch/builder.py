"""A builder: what builds the reports of a batch, on this machine or on others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

from helpers.batch.attempt import Attempt
from helpers.batch.inputs import Common
from helpers.batch.limits import Limits
from helpers.batch.plan import Step
from helpers.batch.store import is_remote, open_store


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


def builder_for(out: str, *, workers: int, limits: Limits, cluster: str = "") -> Builder:
    """The builder that suits where the work is done and where the reports go.

    Args:
        out: DIR, a path or an address that fsspec knows.
        workers: How many reports are built at once on this machine.
        limits: What each of them may take.
        cluster: Address of a dask scheduler; empty for this machine.
    """
    if cluster:
        from helpers.batch.cluster import Cluster

        return Cluster(cluster, out, limits)
    from helpers.batch.pool import build_all

    here = partial(build_all, jobs=workers, limits=limits)
    if not is_remote(out):
        return here
    from helpers.batch.courier import Courier

    return Courier(here, open_store(out))
