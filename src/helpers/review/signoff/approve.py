"""Approving a report, and taking an approval back."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path

from helpers.checks.values import on_one_line
from helpers.errors import UsageError
from helpers.files import locked
from helpers.intake import District
from helpers.review.signoff.log import Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.params import district_of, hold_to_params, signers_of
from helpers.review.signoff.seal import Place, place_of, seal
from helpers.review.signoff.signature import person, sign, verify

LEGAL_TIME = timezone(timedelta(hours=8))
"""Deadlines and lock dates are days in China, wherever the machine stands."""

_LONGEST_REASON = 500


def approve(
    folder: Path,
    *,
    by: str,
    prepared_by: str = "",
    reason: str = "",
    key: Path | None = None,
    signers: Path | None = None,
    params: Path = Path("params"),
    now: datetime | None = None,
) -> Entry:
    """Approve a report as it is now.

    Args:
        folder: DIR/DISTRICT/OFFICE/YEAR.
        by: Who approves (审核).
        prepared_by: Who prepared it (编制).
        reason: Why it was changed, where it had been approved before.
        key: The approver's private SSH key; None leaves the approval unsigned.
        signers: Whose key is whose; the district's own list where None.
        params: The folder of all params, where it is at hand.
        now: The time; the clock's where None.

    Returns:
        The entry that was written.

    Raises:
        SignOffError: It may not be approved; the message says why.
        UsageError: An argument can't be used.
        ReadError: The district's file can't be read.
        OSError: A file can't be read or written.
    """
    place = place_of(folder)
    by = person(by, "--by")
    prepared_by = person(prepared_by, "--prepared-by") if prepared_by else ""
    reason = _reason(reason)
    district = district_of(params, place)
    if not place.folder.is_dir():
        # Taking hold of a folder would make it.
        raise SignOffError(f"{place.name}：没有生成过的年报，请先运行 nianbao run。")
    with locked(place.out):
        sealed = seal(place)
        hold_to_params(params, place, sealed.record.inputs)
        log = read_log(place.out)
        day = (now or datetime.now(LEGAL_TIME)).astimezone(LEGAL_TIME)
        last = log.approval(place.name)
        changed = last is not None and last.record != sealed.digest
        entry = Entry(
            number=len(log.entries) + 1,
            previous=log.head,
            action=Action.APPROVE,
            report=place.name,
            version=last.version + changed if last else 1,
            at=day.isoformat(timespec="seconds"),
            by=by,
            prepared_by=prepared_by,
            reason=reason,
            record=sealed.digest,
            outputs=dict(sealed.record.outputs),
            two_persons=bool(district and district.two_persons),
            signatures=bool(district and district.signatures),
        )
        _refuse_repetition(log.last(place.name), entry, signing=key is not None)
        hold_to_persons(entry)
        hold_to_lock(log, entry, place, district)
        entry = _finished(entry, key, signers or signers_of(params, place))
        log.append(place.out, entry)
    return entry


def withdraw(
    folder: Path,
    *,
    by: str,
    reason: str,
    key: Path | None = None,
    signers: Path | None = None,
    params: Path = Path("params"),
    now: datetime | None = None,
) -> Entry:
    """Take the approval of a report back; the next publication takes the report off the site.

    Arguments, result and errors are those of `approve`.
    """
    place = place_of(folder)
    by, reason = person(by, "--by"), _reason(reason)
    if not reason:
        raise UsageError("撤回审核须用 --reason 写明原因。")
    if not place.out.is_dir():
        raise UsageError(f"{place.out}：找不到这个文件夹，请检查路径。")
    with locked(place.out):
        log = read_log(place.out)
        last = log.last(place.name)
        if last is None or last.action is not Action.APPROVE:
            raise SignOffError(f"{place.name}：现在没有有效的审核，无从撤回。")
        entry = Entry(
            number=len(log.entries) + 1,
            previous=log.head,
            action=Action.WITHDRAW,
            report=place.name,
            version=last.version,
            at=(now or datetime.now(LEGAL_TIME)).astimezone(LEGAL_TIME).isoformat(timespec="seconds"),
            by=by,
            reason=reason,
            record=last.record,
        )
        entry = _finished(entry, key, signers or signers_of(params, place))
        log.append(place.out, entry)
    return entry


def hold_to_persons(entry: Entry, *, two_persons: bool = False, signatures: bool = False) -> None:
    """Refuse an approval by the person who prepared the report, where the district asks for two.

    Args:
        entry: The approval, which says what the district asked for then.
        two_persons: Whether the district asks for two persons now.
        signatures: Whether it asks for signatures now; only a finished entry has one.

    Raises:
        SignOffError: The rule isn't kept.
    """
    if entry.two_persons or two_persons:
        if not entry.prepared_by:
            raise SignOffError(f"{entry.report}：本区要求编制和审核为两人，请用 --prepared-by 写明编制人。")
        if _same(entry.prepared_by, entry.by):
            raise SignOffError(f"{entry.report}：编制和审核不能是同一人（{entry.by}），请由他人审核。")
    if signatures and not entry.signature:
        raise SignOffError(f"{entry.report}：本区要求审核人用自己的密钥签名，请用 --sign 指定密钥重新审核。")


def hold_to_lock(log: Log, entry: Entry, place: Place, district: District | None) -> None:
    """Refuse an approval of a change after the district's lock date that has no reason.

    Args:
        log: The log.
        entry: The approval, written or not.
        place: The report.
        district: The district's file, which has the date; None where it isn't at hand.

    Raises:
        SignOffError: The rule isn't kept.
    """
    if district is None or district.lock is None or entry.reason or not log.changes(entry):
        return
    month, last = district.lock
    if (entry.day.year, entry.day.month, entry.day.day) > (place.year + 1, month, last):
        raise SignOffError(
            f"{place.name}：已过锁定日期（次年 {month} 月 {last} 日），改动已审核的年报须写明原因（approve --reason）。"
        )


def _finished(entry: Entry, key: Path | None, signers: Path | None) -> Entry:
    """The entry with its signature, where there is to be one, and its hash."""
    entry = entry.sealed(sign(entry, key) if key else "")
    hold_to_persons(entry, signatures=entry.signatures)
    if key and signers:
        verify(entry, signers)
    return entry


def _refuse_repetition(standing: Entry | None, entry: Entry, *, signing: bool) -> None:
    """Refuse an approval that says nothing that the standing one hasn't said."""
    if standing is None or standing.action is not Action.APPROVE:
        return
    said = [(e.record, e.by, e.prepared_by, e.reason) for e in (standing, entry)]
    if said[0] == said[1] and (standing.signature or not signing):
        raise SignOffError(
            f"{entry.report}：这一份已由{standing.by}于{standing.day.isoformat()}审核（第 {standing.version} 版），"
            "没有改动，不必重复。"
        )


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced or cased."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _reason(text: str) -> str:
    reason = on_one_line(text)
    if len(reason) > _LONGEST_REASON:
        raise UsageError(f"--reason 有 {len(reason)} 字，最多 {_LONGEST_REASON} 字，请缩短。")
    return reason
