"""What a person says of reports: who says it, why, and with which key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from helpers.checks.values import on_one_line
from helpers.errors import UsageError
from helpers.review.signoff.demands import hold_to_persons
from helpers.review.signoff.log import Entry
from helpers.review.signoff.params import signers_of
from helpers.review.signoff.seal import Place
from helpers.review.signoff.signature import person, sign, verify

LEGAL_TIME = timezone(timedelta(hours=8))
"""Deadlines and lock dates are days in China, wherever the machine stands."""

_LONGEST_REASON = 500


@dataclass(frozen=True)
class Statement:
    """A person's words, the same for every report that they are said of.

    Attributes:
        by: Who approves (审核), or withdraws.
        prepared_by: Who prepared the reports (编制); empty where it wasn't said.
        reason: Why an approved report was changed or withdrawn, on one line.
        key: The person's private SSH key; None leaves the entry unsigned.
        signers: Whose key is whose; the district's own list where None.
        params: The folder of all params, where it is at hand.
        at: When, in Chinese legal time, to the second.

    Raises:
        UsageError: A name or the reason can't be used.
    """

    by: str
    prepared_by: str = ""
    reason: str = ""
    key: Path | None = None
    signers: Path | None = None
    params: Path = Path("params")
    now: datetime | None = field(default=None, repr=False)
    at: str = field(init=False)

    def __post_init__(self) -> None:
        day = (self.now or datetime.now(LEGAL_TIME)).astimezone(LEGAL_TIME)
        kept = {
            "by": person(self.by, "--by"),
            "prepared_by": person(self.prepared_by, "--prepared-by") if self.prepared_by else "",
            "reason": _reason(self.reason),
            "at": day.isoformat(timespec="seconds"),
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)

    def finish(self, entry: Entry, place: Place) -> Entry:
        """The entry with its signature, where there is to be one, and its hash.

        Raises:
            SignOffError: The signature is missing where the district asks for one, or isn't that person's.
        """
        entry = entry.sealed(sign(entry, self.key) if self.key else "")
        hold_to_persons(entry, signatures=entry.signatures)
        signers = self.signers or signers_of(self.params, place)
        if self.key and signers:
            verify(entry, signers)
        return entry


def _reason(text: str) -> str:
    reason = on_one_line(text)
    if len(reason) > _LONGEST_REASON:
        raise UsageError(f"--reason 有 {len(reason)} 字，最多 {_LONGEST_REASON} 字，请缩短。")
    return reason
