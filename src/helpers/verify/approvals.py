"""The log of approvals held to its own chain, to the reports and to the signers' keys."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from helpers.batch.record import FILE as RECORD
from helpers.errors import UsageError
from helpers.review.signoff import FILE, Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.params import signers_of
from helpers.review.signoff.signature import verify
from helpers.verify.fault import Fault
from helpers.verify.folder import UnfitError, digest_plain, place_named, read_plain


@dataclass(frozen=True)
class Approvals:
    """What a log of approvals came to.

    Attributes:
        log: The log; an empty one where its chain doesn't hold.
        faults: What is wrong.
        unchecked: Signatures that nobody could check, for want of keys or of OpenSSH.
    """

    log: Log
    faults: tuple[Fault, ...] = ()
    unchecked: int = 0


def verify_approvals(
    out: Path, params: Path, signers: Path | None = None, names: Set[str] | None = None
) -> Approvals | None:
    """Hold the log of a batch's folder to its chain, each approved report to its approval, each signature to its key.

    Args:
        out: DIR.
        params: The folder of all params, with each district's list of keys.
        signers: Whose key is whose; each district's own list where None.
        names: The reports that matter; all of the log where None.

    Returns:
        What it came to; None where there is no log.
    """
    try:
        if read_plain(out / FILE) is None:
            return None
        log = read_log(out)
    except UnfitError as error:
        return Approvals(Log(), (Fault(FILE, str(error)),))
    except SignOffError as error:
        return Approvals(Log(), (Fault(FILE, error.message.removeprefix(f"{out / FILE}:")),))
    log = Log(tuple(entry for entry in log.entries if names is None or entry.report in names))
    faults = list(_reports(out, log))
    unchecked = 0
    for entry in log.entries:
        place = place_named(out, entry.report)
        if entry.signature and place:
            keys = signers or signers_of(params, place)
            try:
                if keys is None:
                    raise UsageError("没有 allowed_signers")
                verify(entry, keys)
            except SignOffError as error:
                faults.append(Fault(FILE, f"第 {entry.number} 行，{error.message}"))
            except UsageError:
                unchecked += 1
    return Approvals(log, tuple(faults), unchecked)


def _reports(out: Path, log: Log) -> Iterator[Fault]:
    for name in sorted({entry.report for entry in log.entries}):
        entry = log.last(name)
        if entry is None or entry.action is not Action.APPROVE:
            continue
        if entry.signatures and not entry.signature:
            yield Fault(name, f"本区要求签名，而{_said(entry)}没有签名")
        place = place_named(out, name)
        try:
            now = digest_plain(place.folder / RECORD) if place else None
        except UnfitError as error:
            yield Fault(name, f"{RECORD} {error}")
            continue
        if now is None:
            yield Fault(name, f"{_said(entry)}过，而文件夹里没有这份年报")
        elif now != entry.record:
            yield Fault(name, f"{_said(entry)}之后重新生成过，与所审核的不同，请重新审核")


def _said(entry: Entry) -> str:
    return f"{entry.by}于 {entry.day.isoformat()} 审核"
