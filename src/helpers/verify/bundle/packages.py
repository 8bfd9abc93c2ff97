"""The locked packages: each with its version and the SHA-256 of every file that may be installed of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?\s*$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """A line of the lock.

    Attributes:
        name: Its name.
        version: Its version.
        marker: Where it is needed (PEP 508); empty for everywhere.
        hashes: SHA-256 of each file that may be installed.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked_packages(lock: str) -> list[Package]:
    """The packages of a lock file as `make lock` writes it, in its order.

    Raises:
        ValueError: A line is none of such a file.
    """
    found: list[Package] = []
    for line in lock.splitlines():
        hashed = _HASH.findall(line)
        if hashed and found:
            last = found.pop()
            found.append(Package(last.name, last.version, last.marker, (*last.hashes, *hashed)))
        elif line.strip() and not line.startswith("#"):
            entry = _ENTRY.match(line)
            if entry is None:
                raise ValueError(f"no line of a lock file: {line[:80]}")
            found.append(Package(entry[1], entry[2], (entry[3] or "").strip(), ()))
    return found
