"""A batch's folder on this machine, or on a share that is mounted."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.batch.record import FILE, Record
from helpers.files import left_over, locked, replace_all


@dataclass(frozen=True)
class LocalStore:
    """A folder.

    Attributes:
        folder: Its path.
    """

    folder: Path

    def record(self, report: str) -> Record | None:
        """See `Store`."""
        return Record.read(self.folder / report)

    def read(self, report: str, name: str) -> bytes:
        """See `Store`."""
        return (self.folder / report / name).read_bytes()

    def mark(self, report: str, names: tuple[str, ...]) -> str:
        """Size, time and inode of each file."""
        # Strings, since a plan does this for each file of a province.
        folder = str(self.folder / report)
        try:
            found = [os.stat(f"{folder}/{name}") for name in names]  # noqa: PTH116
        except OSError:
            return ""
        return " ".join(f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ino}" for stat in found)

    def replace(self, report: str, record: Record, files: Mapping[str, bytes]) -> None:
        """See `Store`; all files are written beside the old ones before any of those goes."""
        folder = self.folder / report
        # No stale report outlives a refusal.
        replace_all(folder, files, last=(FILE, record.to_bytes()), obsolete="report.*")
        _clear(folder)

    def clear(self, report: str) -> None:
        """See `Store`; where somebody builds the report just now, nothing is left behind yet."""
        folder = self.folder / report
        # A folder that can't be written to keeps what it has.
        with contextlib.suppress(OSError):
            if _temporary(folder):
                with locked(folder, wait=False):
                    _clear(folder)

    @contextlib.contextmanager
    def local(self) -> Iterator[Path]:
        """The folder itself."""
        yield self.folder


def _temporary(folder: Path) -> list[Path]:
    return left_over(folder, rf"report\.\w+|{re.escape(FILE)}")


def _clear(folder: Path) -> None:
    for path in _temporary(folder):
        path.unlink(missing_ok=True)
