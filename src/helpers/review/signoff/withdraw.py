"""Taking an approval back."""

from __future__ import annotations

from pathlib import Path

from helpers.errors import UsageError
from helpers.files import locked
from helpers.review.signoff.log import Action, Entry, SignOffError, read_log
from helpers.review.signoff.params import district_of
from helpers.review.signoff.seal import place_of
from helpers.review.signoff.statement import Statement


def withdraw(folder: Path, statement: Statement) -> Entry:
    """Take the approval of a report back; the next publication takes the report off the site.

    Arguments, result and errors are those of `approve`; the reason must be there.
    """
    place = place_of(folder)
    if not statement.reason:
        raise UsageError("撤回审核须用 --reason 写明原因。")
    if not place.out.is_dir():
        raise UsageError(f"{place.out}：找不到这个文件夹，请检查路径。")
    district = district_of(statement.params, place)
    with locked(place.out):
        log = read_log(place.out)
        last = log.last(place.name)
        # A withdrawal that wasn't signed may be signed later: the district may have begun to ask for it.
        signs = last is not None and last.action is Action.WITHDRAW and not last.signature and statement.key
        if last is None or (last.action is not Action.APPROVE and not signs):
            raise SignOffError(f"{place.name}：现在没有有效的审核，无从撤回。")
        entry = Entry(
            number=len(log.entries) + 1,
            previous=log.head,
            action=Action.WITHDRAW,
            report=place.name,
            version=last.version,
            at=statement.at,
            by=statement.by,
            reason=statement.reason,
            record=last.record,
            signatures=bool(district and district.signatures),
        )
        entry = statement.finish(entry, place)
        log.and_then(entry).write(place.out)
    return entry
