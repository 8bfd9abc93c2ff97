"""Whether a batch is what its recorded inputs give, as far as that shows without building: else no bundle of it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.batch.inputs import Common, input_hashes
from helpers.batch.plan import Step
from helpers.batch.record import Record, Status
from helpers.review.signoff.seal import Place
from helpers.verify.fault import Fault
from helpers.verify.files import files_by_record
from helpers.verify.inputs import input_changes
from helpers.verify.prepare import NotBuilt, prepare
from helpers.verify.surroundings import Surroundings


def hindrances(places: Iterable[Place], around: Surroundings, common: Common) -> Iterator[Fault]:
    """What keeps reports from being bundled, in Chinese.

    Args:
        places: The reports.
        around: Where their inputs are.
        common: What they share.

    Raises:
        UsageError: The params can't be used.
        OSError: A file can't be read.
    """
    for place in places:
        try:
            given = prepare(place, around, place.out)
        except NotBuilt as known:
            yield Fault(place.name, known.verdict.message)
            continue
        if given.record.status is Status.BROKEN:
            yield Fault(place.name, "上次没有生成完，请运行 nianbao run")
        step = Step(given.job, "", input_hashes(given.job, common), given.record)
        for change in input_changes(step, given.record, given.settings, common, around):
            yield Fault(place.name, f"{change}，请先运行 nianbao run")
        yield from _files(place, given.record)


def _files(place: Place, record: Record) -> Iterator[Fault]:
    for file in files_by_record(place, record):
        yield Fault(f"{place.name}/{file.name}", file.state.label)
