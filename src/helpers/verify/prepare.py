"""A report of a batch, ready to be built anew from what was recorded of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from helpers.batch.gather import gather
from helpers.batch.job import FORMATS, Job
from helpers.batch.record import Record
from helpers.batch.record_schema import NOTEBOOK
from helpers.display.settings import Settings
from helpers.review.signoff.seal import Place
from helpers.verify.files import files_by_record
from helpers.verify.folder import UnfitError, read_plain
from helpers.verify.inputs import as_recorded, recorded_settings
from helpers.verify.recorded import RecordFault, read_record
from helpers.verify.surroundings import Surroundings
from helpers.verify.verdict import State, Verdict


@dataclass(frozen=True)
class Prepared:
    """A report that can be built anew.

    Attributes:
        place: Where it stands.
        record: Its record.
        settings: The settings of which the record has the hash; None where they are found nowhere.
        job: What builds it.
    """

    place: Place
    record: Record
    settings: Settings | None
    job: Job


class NotBuilt(Exception):  # noqa: N818  # nothing fails: the verdict is known
    """A report can't be built anew.

    Attributes:
        verdict: What verifying it comes to.
    """

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.message)
        self.verdict = verdict


def prepare(place: Place, around: Surroundings, scratch: Path) -> Prepared:
    """Find what a report was made of.

    Args:
        place: The report.
        around: Where its inputs are.
        scratch: The folder to build it in.

    Raises:
        NotBuilt: It has no record that could be read, or its params have gone.
        UsageError: The params can't be used.
        OSError: A folder can't be listed.
    """
    try:
        record = read_record(place)
    except RecordFault as fault:
        raise NotBuilt(Verdict(place.name, State.UNREADABLE, str(fault))) from None
    params = around.params / f"{place.name}.yaml"
    if not params.exists():
        message = f"找不到填报数据 {around.shown(params)}，不能重新生成，请用 --params 指定它所在的文件夹"
        files = tuple(files_by_record(place, record))
        raise NotBuilt(Verdict(place.name, State.GONE, message, files=files))
    [job] = gather([params], out=scratch, formats=FORMATS)
    job = replace(job, shown_as=around.shown(params))
    try:
        notebook = read_plain(place.folder / NOTEBOOK) or b""
    except UnfitError:
        notebook = b""
    settings = recorded_settings(job, record, notebook)
    return Prepared(place, record, settings, as_recorded(job, record, settings))
