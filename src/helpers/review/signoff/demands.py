"""What a district asks of an approval: two persons, signatures, reasons after the lock date."""

from __future__ import annotations

import unicodedata

from helpers.intake import District
from helpers.review.signoff.log import Action, Entry, Log, SignOffError
from helpers.review.signoff.seal import Place


class AlreadyApprovedError(SignOffError):
    """The report is approved as it is; nothing has to be said again."""


def hold_to_persons(entry: Entry, *, two_persons: bool = False, signatures: bool = False) -> None:
    """Refuse an approval by the person who prepared the report, where the district asks for two, or an unsigned entry.

    Args:
        entry: The approval or withdrawal, which says what the district asked for then.
        two_persons: Whether the district asks for two persons now.
        signatures: Whether it asks for signatures now; only a finished entry has one.

    Raises:
        SignOffError: The rule isn't kept.
    """
    if entry.two_persons or two_persons:
        if not entry.prepared_by:
            raise SignOffError(f"{entry.report}：本区要求编制和审核为两人，请用 --prepared-by 写明编制人。")
        if _bare(entry.prepared_by) == _bare(entry.by):
            raise SignOffError(f"{entry.report}：编制和审核不能是同一人（{entry.by}），请由他人审核。")
    if signatures and not entry.signature and entry.action is Action.WITHDRAW:
        raise SignOffError(
            f"{entry.report}：本区要求用本人的密钥签名，撤回审核也要签，请用 --sign 指定密钥。"
        )
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


def refuse_repetition(standing: Entry | None, entry: Entry, *, signing: bool) -> None:
    """Refuse an approval that says nothing that the standing one hasn't said.

    Args:
        standing: What was last said of the report.
        entry: The approval.
        signing: Whether it is to be signed.

    Raises:
        AlreadyApprovedError: It says nothing new.
    """
    if standing is None or standing.action is not Action.APPROVE:
        return
    said = [(each.record, each.by, each.prepared_by) for each in (standing, entry)]
    reason_is_new = entry.reason not in ("", standing.reason)
    if said[0] == said[1] and not reason_is_new and (standing.signature or not signing):
        raise AlreadyApprovedError(
            f"{entry.report}：这一份已由{standing.by}于{standing.day.isoformat()}审核（第 {standing.version} 版），"
            "没有改动，不必重复。"
        )


def _bare(name: str) -> str:
    """A name as it is one person's, however it is spaced or cased."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
