"""A report read from its files, behind the guard."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.intake.published.formats import SUFFIXES, read_source, reader_of
from helpers.intake.published.guard import guarded
from helpers.intake.published.imported import Imported, import_sources
from helpers.intake.published.source import located

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Reading:
    """What was read of a report.

    Attributes:
        read: The report.
        digests: SHA-256 of each of its files by name.
    """

    read: Imported
    digests: Mapping[str, str]


def read_report(files: Sequence[tuple[Path, str]], year: int | None = None) -> Reading:
    """Read a report.

    Args:
        files: Its files in their order, each with the name that messages and records give it.
        year: The year that the user named, which decides where the document names none.

    Raises:
        UnreadableError: A file can't be read as what it claims to be, or only beyond the limits.
    """
    for path, _ in files:
        # Imported here, a library is there for every child.
        with contextlib.suppress(KeyError):
            reader_of(SUFFIXES[path.suffix.lower()])
    return guarded(lambda: _read(files, year), "、".join(name for _, name in files))


def _read(files: Sequence[tuple[Path, str]], year: int | None) -> Reading:
    sources, digests = [], {}
    for path, name in files:
        source, data = read_source(path, name)
        sources.append(located(source) if len(files) > 1 else source)
        digests[name] = hashlib.sha256(data).hexdigest()
    return Reading(import_sources(sources, year=year), digests)
