"""Building into a scratch folder and carrying each report to where it belongs, for stores that aren't folders."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.batch.attempt import Attempt
from helpers.batch.builder import Builder
from helpers.batch.inputs import Common
from helpers.batch.plan import Step
from helpers.batch.record import Record
from helpers.batch.store import Store


@dataclass(frozen=True)
class Courier:
    """A builder that works in a scratch folder and puts what it built into a store.

    Attributes:
        builder: What builds.
        store: Where the reports go.
    """

    builder: Builder
    store: Store

    def __call__(
        self, steps: Sequence[Step], common: Common, *, started: Callable[[Step], None]
    ) -> Iterator[Attempt]:
        """See `Builder`."""
        with tempfile.TemporaryDirectory(prefix="batch-") as name:
            scratch = Path(name)
            given = {step.job.name: step for step in steps}
            moved = [replace(step, record=None, job=replace(step.job, out=scratch)) for step in steps]

            def begun(step: Step) -> None:
                started(given[step.job.name])

            for attempt in self.builder(moved, common, started=begun):
                if attempt.final:
                    self.store.replace(
                        attempt.step.job.name, attempt.record, taken(attempt.step, attempt.record)
                    )
                yield replace(attempt, step=given[attempt.step.job.name])


def taken(step: Step, record: Record) -> Mapping[str, bytes]:
    """The files of a build, taken out of its folder."""
    found = {}
    for name in record.outputs:
        path = step.job.folder / name
        found[name] = path.read_bytes()
        path.unlink()
    return found
