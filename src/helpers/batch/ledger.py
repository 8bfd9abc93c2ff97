"""ledger.sqlite: every try at a report. Times stand here and nowhere else in a batch's folder."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path
from types import TracebackType

from helpers.batch.plan import Step
from helpers.batch.record import Record

FILE = "ledger.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    ended TEXT NOT NULL,
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL
)
"""


class Ledger:
    """The ledger of a batch's folder.

    Args:
        folder: DIR.

    Raises:
        OSError: The folder can't be written to.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = sqlite3.connect(folder / FILE, timeout=30, isolation_level=None)
            # The default journal: it leaves one file, and works on a share, which WAL doesn't.
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise OSError(f"{folder / FILE}: {error}") from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def note(self, step: Step, record: Record) -> None:
        """Write down how a try ended."""
        message = next((f["message"] for f in record.findings if f["severity"] == "error"), "")
        self._connection.execute(
            "INSERT INTO tries (report, ended, reason, status, message) VALUES (?, ?, ?, ?, ?)",
            (
                step.job.name,
                datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                step.reason,
                record.status.value,
                message,
            ),
        )
