"""ledger.sqlite: every try at a report. Times stand here and nowhere else in a batch's folder."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from helpers.batch.plan import Step
from helpers.batch.record import Record
from helpers.batch.store import is_remote

FILE = "ledger.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    ended TEXT NOT NULL,
    seconds REAL,
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS marks (
    report TEXT PRIMARY KEY,
    mark TEXT NOT NULL
);
"""
"""`marks` is a cache: how a report's files looked when their hashes were last known to be the record's."""


def is_new(address: str | Path) -> bool:
    """Whether it is plain that nothing has been built at an address yet; not said of what other machines reach."""
    return not is_remote(address) and not (Path(address) / FILE).exists()


class Ledger:
    """The ledger of a batch's folder.

    Args:
        folder: DIR.

    Raises:
        OSError: The folder can't be written to.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        with self._errors(), contextlib.ExitStack() as failed:
            self._connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            failed.callback(self._connection.close)
            # The default journal: it leaves one file, and works on a share, which WAL doesn't.
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(_SCHEMA)
            with contextlib.suppress(sqlite3.OperationalError):
                # Ledgers of the first version say no seconds.
                self._connection.execute("ALTER TABLE tries ADD COLUMN seconds REAL")
            failed.pop_all()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def note(self, step: Step, record: Record, seconds: float | None = None) -> None:
        """Write down how a try ended, and how long it took.

        Raises:
            OSError: The ledger can't be written to.
        """
        message = next((f["message"] for f in record.findings if f["severity"] == "error"), "")
        with self._errors():
            self._connection.execute(
                "INSERT INTO tries (report, ended, seconds, reason, status, message) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    step.job.name,
                    datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                    None if seconds is None else round(seconds, 3),
                    step.reason,
                    record.status.value,
                    message,
                ),
            )

    def mark(self, report: str) -> str:
        """What was noted of the report's files; empty where nothing was."""
        with self._errors():
            found = self._connection.execute("SELECT mark FROM marks WHERE report = ?", (report,)).fetchone()
        return found[0] if found else ""

    def note_mark(self, report: str, mark: str) -> None:
        """Note how the report's files look now that their hashes are known to be the record's.

        Raises:
            OSError: The ledger can't be written to.
        """
        with self._errors():
            self._connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (report, mark))

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            damaged = not isinstance(error, sqlite3.OperationalError)
            help_ = "；账本已损坏，请移走这个文件再运行，年报不受影响" if damaged else ""
            raise OSError(0, f"{error}{help_}", str(self._path)) from error
