"""A batch's folder held to what its recorded inputs give when everything is built anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from helpers.batch.builder import builder_for
from helpers.batch.inputs import Common
from helpers.batch.limits import Limits
from helpers.batch.local_store import LocalStore
from helpers.batch.record import FILE, Status
from helpers.batch.run import Result, run
from helpers.errors import UsageError
from helpers.review.signoff.seal import Place
from helpers.verify.files import files_beside
from helpers.verify.folder import names_in, report_places
from helpers.verify.inputs import input_changes
from helpers.verify.prepare import NotBuilt, Prepared, prepare
from helpers.verify.surroundings import Surroundings
from helpers.verify.verdict import State, Verdict

_EXPLAINED = 20
"""Reports whose differences are told one by one: if the kit itself has changed, all differ, and alike."""


def places_of(folder: Path) -> list[Place]:
    """The reports of a batch's folder, or the one report whose folder it is.

    Raises:
        UsageError: There is none.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}：找不到这个文件夹，请检查路径。")
    try:
        found = [place for place in report_places(folder) if _has_report(place)]
        above = folder.absolute().parents
        if not found and (folder / FILE).exists() and len(above) > 2:
            found = [place for place in report_places(above[2]) if place.folder == folder.absolute()]
    except OSError as error:
        raise UsageError(f"{error.filename}：文件夹打不开，请检查权限。") from error
    if not found:
        raise UsageError(f"{folder}：里面没有年报，请检查路径，或先运行 nianbao run。")
    return found


def _has_report(place: Place) -> bool:
    return any(name == FILE or name.startswith("report.") for name in names_in(place.folder))


def verify_batch(places: list[Place], around: Surroundings) -> Iterator[Verdict]:
    """Build reports anew in a scratch folder and hold those of a batch to them; nothing is written in the batch.

    Args:
        places: The reports.
        around: Where their inputs are.

    Yields:
        A verdict for each, first for those that can't be built.

    Raises:
        UsageError: The params can't be used.
        OSError: The scratch folder can't be written to.
    """
    common = Common.of(around.notebook)
    with tempfile.TemporaryDirectory(prefix="verify-") as name:
        scratch = Path(name)
        prepared: dict[str, Prepared] = {}
        for place in places:
            try:
                prepared[place.name] = prepare(place, around, scratch)
            except NotBuilt as known:
                yield known.verdict
        jobs = [each.job for each in prepared.values()]
        builder = builder_for(name, workers=around.workers, limits=Limits(), expected=jobs)
        told = 0
        for result in run(jobs, common, store=LocalStore(scratch), builder=builder):
            given, explained = prepared[result.step.job.name], told < _EXPLAINED
            verdict = _verdict(given, result, common, around, explained=explained)
            told += verdict.state is State.DIFFERENT
            shutil.rmtree(result.step.job.folder)
            yield verdict


def _verdict(
    given: Prepared, result: Result, common: Common, around: Surroundings, *, explained: bool
) -> Verdict:
    place, record, built = given.place, given.record, result.record
    inputs = tuple(input_changes(result.step, record, given.settings, common, around))
    if built.status is Status.BROKEN:
        message = "；".join(finding["message"] for finding in built.findings)
        return Verdict(place.name, State.BROKEN, message, inputs)
    anew = {name: (result.step.job.folder / name).read_bytes() for name in (*built.outputs, FILE)}
    files = tuple(files_beside(place, record, anew, explained=explained))
    state = State.DIFFERENT if inputs or files else State.SAME
    message = "上次没有生成完，请运行 nianbao run" if record.status is Status.BROKEN else ""
    return Verdict(place.name, state, message, inputs, files)
