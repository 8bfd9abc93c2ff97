"""Approving a report."""

from __future__ import annotations

from pathlib import Path

from helpers.files import locked
from helpers.intake import District
from helpers.review.signoff.demands import hold_to_lock, hold_to_persons, refuse_repetition
from helpers.review.signoff.log import Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.params import district_of, hold_to_params
from helpers.review.signoff.seal import Place, place_of, seal
from helpers.review.signoff.statement import Statement


def approve(folder: Path, statement: Statement) -> Entry:
    """Approve a report as it is now.

    Args:
        folder: DIR/DISTRICT/OFFICE/YEAR.
        statement: Who approves it.

    Returns:
        The entry that was written.

    Raises:
        SignOffError: It may not be approved; the message says why.
        UsageError: An argument can't be used.
        ReadError: The district's file can't be read.
        OSError: A file can't be read or written.
    """
    place = place_of(folder)
    district = district_of(statement.params, place)
    if not place.folder.is_dir():
        # Taking hold of a folder would make it.
        raise SignOffError(f"{place.name}：没有生成过的年报，请先运行 nianbao run。")
    with locked(place.out):
        log = read_log(place.out)
        entry = approval(place, statement, log, district)
        log.and_then(entry).write(place.out)
    return entry


def approval(place: Place, statement: Statement, log: Log, district: District | None) -> Entry:
    """The line that approves a report as it is now; whoever calls holds the batch's folder.

    Args:
        place: The report.
        statement: Who approves it.
        log: What was said so far.
        district: The district's file; None where it isn't at hand.

    Raises:
        SignOffError: It may not be approved; the message says why.
        UsageError: The key isn't there.
        OSError: A file can't be read.
    """
    sealed = seal(place)
    hold_to_params(statement.params, place, sealed.record.inputs)
    last = log.approval(place.name)
    changed = last is not None and last.record != sealed.digest
    entry = Entry(
        number=len(log.entries) + 1,
        previous=log.head,
        action=Action.APPROVE,
        report=place.name,
        version=last.version + changed if last else 1,
        at=statement.at,
        by=statement.by,
        prepared_by=statement.prepared_by,
        reason=statement.reason,
        record=sealed.digest,
        outputs=dict(sealed.record.outputs),
        two_persons=bool(district and district.two_persons),
        signatures=bool(district and district.signatures),
    )
    refuse_repetition(log.last(place.name), entry, signing=statement.key is not None)
    hold_to_persons(entry)
    hold_to_lock(log, entry, place, district)
    return statement.finish(entry, place)
