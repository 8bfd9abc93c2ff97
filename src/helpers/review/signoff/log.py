"""DIR/approvals.jsonl: every approval and withdrawal, each line bound to the one before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from helpers.batch.inputs import digest
from helpers.errors import NianbaoError
from helpers.files import write_atomically

FILE = "approvals.jsonl"

_START = "0" * 64
_HASH = re.compile(r"[0-9a-f]{64}")


class SignOffError(NianbaoError):
    """Something can't be approved or published; the message says why."""

    exit_code = 1


class Action(StrEnum):
    """What an entry does."""

    APPROVE = "approve"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    Attributes:
        number: Its line, counted from 1.
        previous: The hash of the line before; zeros for the first.
        action: What it does.
        report: The report's name, e.g. shili/dongjie/2022.
        version: The report's version; it rises by one whenever another build than the last approved is approved.
        at: When, in Chinese legal time (UTC+8), to the second.
        by: Who approved (审核), or withdrew.
        prepared_by: Who prepared the report (编制); empty where it wasn't said.
        reason: Why an approved report was changed or withdrawn; empty where none was asked for.
        record: SHA-256 of record.json; it holds the hashes of everything the report is made of.
        outputs: SHA-256 of each file, by name.
        two_persons: Whether the district asked for two persons then.
        signatures: Whether the district asked for signatures then.
        signature: The person's SSH signature of all of the above; empty where there is none.
        hash: SHA-256 of all of the above.
    """

    number: int
    previous: str
    action: Action
    report: str
    version: int
    at: str
    by: str
    prepared_by: str = ""
    reason: str = ""
    record: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    two_persons: bool = False
    signatures: bool = False
    signature: str = ""
    hash: str = ""

    @property
    def day(self) -> date:
        """The day on which it was written."""
        return datetime.fromisoformat(self.at).date()

    def signed(self) -> bytes:
        """What a signature is made of: everything besides itself and the hash."""
        return _canonical(self._without("signature", "hash"))

    def sealed(self, signature: str = "") -> Entry:
        """The entry with its signature and its hash."""
        entry = Entry(**{**self._without("signature", "hash"), "signature": signature})
        return Entry(**{**entry._without("hash"), "hash": digest(_canonical(entry._without("hash")))})

    def line(self) -> bytes:
        """The entry as a line of the log."""
        return _canonical(asdict(self)) + b"\n"

    def _without(self, *names: str) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name not in names}


@dataclass(frozen=True)
class Log:
    """The entries of a log whose chain holds."""

    entries: tuple[Entry, ...] = ()

    def last(self, report: str) -> Entry | None:
        """What was last said of a report; None where nothing was."""
        return next((entry for entry in reversed(self.entries) if entry.report == report), None)

    def approval(self, report: str, *, before: int | None = None) -> Entry | None:
        """The last approval of a report, withdrawn or not; None where there is none.

        Args:
            report: The report's name.
            before: Look only at the lines before this one.
        """
        earlier = self.entries if before is None else self.entries[: before - 1]
        approvals = (e for e in reversed(earlier) if e.report == report and e.action is Action.APPROVE)
        return next(approvals, None)

    def changes(self, entry: Entry) -> bool:
        """Whether an approval is of another build than the one before it; the entry may not be written yet."""
        before = self.approval(entry.report, before=entry.number)
        return before is not None and before.record != entry.record

    def reason(self, entry: Entry) -> str:
        """Why the version of an approval took another's place: what was last said with an approval of it, or nothing.

        Args:
            entry: The approval, which is in the log.
        """
        version = (Action.APPROVE, entry.report, entry.version, entry.record)
        said = (e for e in reversed(self.entries) if (e.action, e.report, e.version, e.record) == version)
        return next((each.reason for each in said if each.reason), "")

    @property
    def head(self) -> str:
        """The hash of the last line."""
        return self.entries[-1].hash if self.entries else _START

    def and_then(self, entry: Entry) -> Log:
        """The log with one entry more."""
        return Log((*self.entries, entry))

    def write(self, folder: Path) -> None:
        """Write the log of a batch's folder; whoever calls holds the folder.

        Raises:
            OSError: The folder can't be written to.
        """
        write_atomically(folder / FILE, b"".join(entry.line() for entry in self.entries))


def read_log(folder: Path) -> Log:
    """The log of a batch's folder; an empty one where there is none.

    Raises:
        SignOffError: A line isn't what was written: changed, taken out, put in, or moved.
        OSError: The file can't be read.
    """
    path = folder / FILE
    if not path.exists():
        return Log()
    entries: list[Entry] = []
    previous = _START
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        entry = _entry(line)
        if entry is None or entry.number != number or entry.previous != previous:
            raise SignOffError(
                f"{path}:{number}: 审核日志被改动过（这一行与写入时不符，或前后缺行），不能审核也不能公布，"
                "请从备份恢复日志。"
            )
        entries.append(entry)
        previous = entry.hash
    return Log(tuple(entries))


def _entry(line: bytes) -> Entry | None:
    """The entry that a line holds; None where it isn't exactly what `Entry.line` gives."""
    try:
        data = json.loads(line)
        if data.keys() != {each.name for each in fields(Entry)}:
            return None
        entry = Entry(**{**data, "action": Action(data["action"])})
        whole = entry.line() == line and entry.sealed(entry.signature).hash == entry.hash
        datetime.fromisoformat(entry.at)
        if not all(_HASH.fullmatch(each) for each in (entry.previous, entry.hash)):
            return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if whole else None


def _canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
