"""Writing files so that they appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file through a temporary neighbour, so that no reader and no crash ever meets half of it.

    Args:
        path: The file; its folder is made where it is missing.
        content: All of it.

    Raises:
        OSError: The disk is full, the folder can't be written to; nothing is left behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_UMASK)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Have the disk keep the folder's entries as they are now, whatever happens to the power.

    Raises:
        OSError: The folder isn't there.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for oneself; another process that wants it waits. The lock ends with the process.

    Where the system has no such locks, nobody waits.

    Args:
        folder: The folder; it is made where it is missing.

    Raises:
        OSError: The folder can't be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _umask() -> int:
    """The process's umask; reading it means setting it, so it is read once, while there is one thread."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()
