"""Approving many reports at once: each is judged alone, and one that is refused keeps no other back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.batch.record import FILE, Record, Status
from helpers.errors import UsageError
from helpers.files import locked
from helpers.intake import ReadError
from helpers.review.signoff.approve import approval
from helpers.review.signoff.demands import AlreadyApprovedError
from helpers.review.signoff.log import Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.params import district_of
from helpers.review.signoff.seal import Place, place_of
from helpers.review.signoff.statement import Statement

_DEPTHS = ("", "*/", "*/*/", "*/*/*/")
"""How far below a folder reports may stand: a report's own, an office's, a district's, the batch's."""


class Verdict(StrEnum):
    """What became of a report."""

    APPROVED = "approved"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    NOT_DONE = "not_done"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The verdict in Chinese."""
        return {
            "approved": "审核通过",
            "unchanged": "已审核过、没有改动",
            "withdrawn": "审核已撤回、没有改动",
            "not_done": "没有完成、不能审核",
            "refused": "拒绝",
        }[self.value]


@dataclass(frozen=True)
class Judged:
    """What became of one report.

    Attributes:
        report: Its name.
        verdict: What became of it.
        entry: The approval that was written; None where none was.
        message: Why there is none, in Chinese.
        warnings: How many findings of severity warning it has, which nobody explained.
    """

    report: str
    verdict: Verdict
    entry: Entry | None = None
    message: str = ""
    warnings: int = 0


def reports_below(folders: Iterable[Path]) -> list[Path]:
    """The folders of the reports at or below each folder, each once, in the order of their names.

    Raises:
        UsageError: There is none.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        paths = [path.parent for depth in _DEPTHS for path in folder.glob(f"{depth}{FILE}")]
        if not paths:
            raise UsageError(f"{folder}：里面没有年报，请检查路径，或先运行 nianbao run。")
        for path in paths:
            found.setdefault(str(path.absolute()), path)
    return [found[name] for name in sorted(found)]


def approve_several(
    folders: Iterable[Path],
    statement: Statement,
    *,
    only_done: bool = False,
    judged: Callable[[int], None] = lambda _done: None,
) -> list[Judged]:
    """Approve reports, each of which is judged alone.

    The log is written once for all of a batch, also where a key or the machine gives up half-way: what was approved
    until then stands.

    Args:
        folders: Their folders, DIR/DISTRICT/OFFICE/YEAR.
        statement: Who approves them.
        only_done: Pass over those that aren't done, instead of refusing them, and those whose approval was taken back
            and that are still the same: whoever wants one of them all the same has to name it.
        judged: Told after each how many are.

    Raises:
        SignOffError: A batch's log was tampered with.
        UsageError: A path is no report's, or the key isn't there.
        ReadError: A district's file can't be read.
        OSError: A file can't be read or written.
    """
    places: dict[Path, list[Place]] = {}
    for folder in folders:
        place = place_of(folder)
        places.setdefault(place.out, []).append(place)
    found: list[Judged] = []
    for out, each in places.items():
        if not out.is_dir():
            raise UsageError(f"{out}：找不到这个文件夹，请检查路径。")
        with locked(out):
            log = before = read_log(out)
            try:
                for place in each:
                    one = _judge(place, statement, log, only_done=only_done)
                    log = log.and_then(one.entry) if one.entry else log
                    found.append(one)
                    judged(len(found))
            finally:
                if log is not before:
                    log.write(out)
    return found


def _judge(place: Place, statement: Statement, log: Log, *, only_done: bool) -> Judged:
    record = Record.read(place.folder)
    done = record is not None and record.status is Status.OK and not record.count("error")
    if only_done and not done:
        return Judged(place.name, Verdict.NOT_DONE)
    warnings = record.count("warning") if record else 0
    if only_done and (message := _withdrawn(place, log)):
        return Judged(place.name, Verdict.WITHDRAWN, message=message, warnings=warnings)
    try:
        entry = approval(place, statement, log, district_of(statement.params, place))
    except AlreadyApprovedError as error:
        return Judged(place.name, Verdict.UNCHANGED, message=error.message, warnings=warnings)
    except (SignOffError, ReadError) as error:
        return Judged(place.name, Verdict.REFUSED, message=error.message, warnings=warnings)
    return Judged(place.name, Verdict.APPROVED, entry, warnings=warnings)


def _withdrawn(place: Place, log: Log) -> str:
    """Who took the approval of a report back that hasn't changed since; nothing where nobody did."""
    last = log.last(place.name)
    if last is None or last.action is not Action.WITHDRAW:
        return ""
    if last.record != digest((place.folder / FILE).read_bytes()):
        return ""
    return (
        f"{place.name}：{last.by}于{last.day.isoformat()}撤回了审核（原因：{last.reason}），此后没有改动；"
        "核实无误的，请单独审核这一份。"
    )
