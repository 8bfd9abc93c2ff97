"""A private folder that is removed even when whoever owned it was killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "nianbao-"
_LONGEST = 80
"""Characters of a folder's path: the path of a socket in it has at most 107."""


class PrivateFolder:
    """A folder for this user alone; folders whose owners died without removing theirs are removed first.

    Attributes:
        path: The folder.
        lock: The descriptor that holds the lock on it. The folder is owned as long as a process has it open.
    """

    def __init__(self) -> None:
        parent = Path(tempfile.gettempdir())
        if len(str(parent)) > _LONGEST - 20:
            parent = Path("/tmp")  # noqa: S108  # the folder in it is made by mkdtemp
        _sweep(parent)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
            self.lock = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
            # Between the two lines above a sweep of another process may have met the folder.
            if _taken(self.lock) and self.path.exists():
                return
            os.close(self.lock)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


def _sweep(parent: Path) -> None:
    for path in parent.glob(f"{_PREFIX}*"):
        # Another user's, or just gone.
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if os.fstat(descriptor).st_uid == os.getuid() and _taken(descriptor):
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Take the lock if nobody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
