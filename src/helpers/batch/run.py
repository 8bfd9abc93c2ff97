"""The run over a batch: plan, build what has to be built, and tell how each report ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.batch.builder import Builder
from helpers.batch.inputs import Common
from helpers.batch.job import Job
from helpers.batch.ledger import Ledger
from helpers.batch.plan import Step, mark_of, plan
from helpers.batch.record import Record, Status
from helpers.batch.store import Store


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

    @property
    def draft(self) -> bool:
        """Whether what was built is a draft, every page marked 草稿."""
        return self.record.status is Status.OK and self.step.job.settings.draft

    @property
    def label(self) -> str:
        """How it ended, in a word for people: 草稿 is not 完成."""
        return "草稿" if self.draft else self.record.status.label

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The record's findings, the files called as the user called them."""
        shown = self.step.job.shown
        return [{**finding, "file": shown(finding["file"])} for finding in self.record.findings]


def run(
    jobs: Iterable[Job],
    common: Common,
    *,
    store: Store,
    builder: Builder,
    force: bool = False,
    started: Callable[[Step], None] = lambda _: None,
) -> Iterator[Result]:
    """Run a batch.

    Args:
        jobs: The reports.
        common: What they share.
        store: Where the reports are kept.
        builder: What builds them.
        force: Build all of them, changed or not.
        started: Told of each report as it is begun.

    Yields:
        Each report as it is done: first those that need no work, then the others in the order they end.

    Raises:
        OSError: An input can't be read, or the batch's folder can't be written to.
    """
    with store.local() as folder, Ledger(folder) as ledger:
        steps = plan(jobs, common, force=force, store=store, ledger=ledger)
        done = 0
        for step in steps:
            if not step.reason and step.record is not None:
                done += 1
                yield Result(step, step.record, done, len(steps))
        waiting = [step for step in steps if step.reason]
        for attempt in builder(waiting, common, started=started):
            step, record = attempt.step, attempt.record
            ledger.note(step, record, attempt.seconds)
            if not attempt.final:
                continue
            if mark := mark_of(step.job, record, store):
                ledger.note_mark(step.job.name, mark)
            done += 1
            yield Result(step, record, done, len(steps))
