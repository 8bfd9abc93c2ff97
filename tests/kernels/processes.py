"""Looking at processes as Linux shows them in /proc."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PROC = Path("/proc")


def alive(pid: int) -> bool:
    """Whether there is such a process, and it isn't a zombie."""
    return _state(pid) not in ("", "Z", "X")


def _state(pid: int) -> str:
    return _fields(pid)[0]


def _fields(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; see proc(5)."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ["", "0"]
    return text.rpartition(")")[2].split()


def below(pid: int) -> set[int]:
    """Children of a process and theirs, zombies too."""
    parents: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            parents[int(entry.name)] = int(_fields(int(entry.name))[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def descriptors(pid: int) -> int:
    """How many files a process has open."""
    return len(os.listdir(PROC / str(pid) / "fd"))  # noqa: PTH208  # closes what it opened


def memory(pid: int) -> int:
    """Bytes that are a process's own: what would be free if it ended."""
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"no Private_Dirty of {pid}")


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Whether the condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
