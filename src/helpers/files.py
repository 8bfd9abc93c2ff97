"""Writing files so that they appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
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
    temporary = _stage(path, content)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_all(
    folder: Path, files: Mapping[str, bytes], *, last: tuple[str, bytes], obsolete: str = ""
) -> None:
    """Replace files that belong together.

    All are written in full before any of the old ones goes, so that a full disk changes nothing. The `last` file
    tells that the others are of one make: it goes first and comes last, on the disk too if the power fails.

    Args:
        folder: Where they stand; it is made where it is missing.
        files: Content by name.
        last: Name and content of the file that vouches for them.
        obsolete: Pattern of the names that belong to them; those that aren't among them are removed.

    Raises:
        OSError: The disk is full, the folder can't be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = last[0]
    staged: dict[str, Path] = {}
    try:
        for each, its in (*files.items(), last):
            staged[each] = _stage(folder / each, its)
        (folder / name).unlink(missing_ok=True)
        sync_folder(folder)
        for each in files:
            staged[each].replace(folder / each)
        for path in folder.glob(obsolete) if obsolete else ():
            if path.name not in files:
                path.unlink()
        sync_folder(folder)
        staged[name].replace(folder / name)
        sync_folder(folder)
    except BaseException:
        for path in staged.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def _stage(path: Path, content: bytes) -> Path:
    """Write a file's content to a temporary neighbour, to the disk itself."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        # The neighbour's name tells nobody anything.
        error.filename = str(path)
        raise
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_UMASK)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def left_over(folder: Path, names: str) -> list[Path]:
    """The temporary neighbours of files that whoever was killed while writing has left behind.

    They may be removed by whoever holds the lock under which those files are written.

    Args:
        folder: Where the files stand.
        names: A regular expression of the files' names.

    Raises:
        OSError: The folder can't be read.
    """
    # As `tempfile.mkstemp` makes them.
    pattern = re.compile(rf"\.(?:{names})\.[a-z0-9_]{{8}}")
    return [folder / name for name in sorted(os.listdir(folder)) if pattern.fullmatch(name)]  # noqa: PTH208


def sync_folder(folder: Path) -> None:
    """Have the disk keep the folder's entries as they are now, whatever happens to the power.

    Windows opens no folders and keeps their entries by its own journal; there, nothing is done.

    Raises:
        OSError: The folder isn't there.
    """
    if fcntl is None:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder for oneself; another process that wants it waits. The lock ends with the process.

    Where the system has no such locks, nobody waits.

    Args:
        folder: The folder; it is made where it is missing.
        wait: Wait for it; if not, and it is held, that is an error.

    Raises:
        OSError: The folder can't be made or opened; BlockingIOError: somebody else holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _umask() -> int:
    """The process's umask; reading it means setting it, so it is read once, while there is one thread."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()
