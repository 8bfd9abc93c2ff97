"""Where a batch's reports are kept: DIR, a folder of this machine or one in object storage."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from helpers.batch.record import Record

_FILE = "file://"


class Store(Protocol):
    """A batch's folder. Reports are named as jobs are: `laocheng/xiguan/2022`."""

    def record(self, report: str) -> Record | None:
        """The record of a report; None where there is none that can be read."""

    def read(self, report: str, name: str) -> bytes:
        """One file of a report.

        Raises:
            OSError: It can't be read.
        """

    def mark(self, report: str, names: tuple[str, ...]) -> str:
        """What tells cheaply whether files are as they were: sizes, times; empty where one is missing."""

    def replace(self, report: str, record: Record, files: Mapping[str, bytes]) -> None:
        """Put a build in the place of the last one; the record is the last to appear.

        Raises:
            OSError: The files can't be written. What stood there is whole, or has no record any more.
        """

    def clear(self, report: str) -> None:
        """Remove what a build left behind that was killed."""

    def local(self) -> AbstractContextManager[Path]:
        """A folder of this machine with the records and the ledger; what is changed in it is kept."""


def open_store(address: str | Path) -> Store:
    """The store at a path, or at an address that fsspec knows (`s3://bucket/reports`).

    Raises:
        UsageError: Nothing is installed for such an address.
    """
    from helpers.batch.local_store import LocalStore

    if not is_remote(address):
        return LocalStore(Path(address))
    if str(address).startswith(_FILE):
        return LocalStore(Path(str(address).removeprefix(_FILE)))
    from helpers.batch.fsspec_store import FsspecStore

    return FsspecStore(str(address))


def is_remote(address: str | Path) -> bool:
    """Whether other machines reach the same store at the address; `file://` says so of a mounted share."""
    return "://" in str(address)
