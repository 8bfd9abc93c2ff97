"""How a batch's reports are built side by side: in forked children, or in a stock pool where nothing can fork."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.batch.attempt import Attempt
from helpers.batch.inputs import Common
from helpers.batch.limits import Limits
from helpers.batch.plan import Step
from helpers.kernels.client import CAN_FORK


def build_all(
    steps: Sequence[Step], common: Common, *, jobs: int, limits: Limits, started: Callable[[Step], None]
) -> Iterator[Attempt]:
    """Build reports side by side and give each try as it ends.

    Args:
        steps: What to build.
        common: What all reports of the batch share.
        jobs: How many are built at once.
        limits: What each of them may take.
        started: Told of each report as it is begun.
    """
    if CAN_FORK:
        from helpers.batch.warm_pool import WarmPool

        return WarmPool(common, jobs, limits, started).build_all(steps)
    from helpers.batch.process_pool import build_in_processes

    return build_in_processes(steps, common, jobs, started)
