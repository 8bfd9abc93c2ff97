"""A survey: many params files read and checked, without building anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from helpers.checks import check
from helpers.intake import ReadError, read

_CHUNK = 64
_ALONE = 256
"""Up to so many files one process is done before others have started."""


def survey(files: Sequence[Path]) -> Iterator[list[dict[str, Any]]]:
    """Read and check params files on all cores.

    Yields:
        The findings of each file as JSON, in the files' order; a file that can't be read has findings of rule READ.
    """
    if len(files) <= _ALONE:
        yield from map(_findings, files)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(_findings, files, chunksize=_CHUNK)


def _findings(path: Path) -> list[dict[str, Any]]:
    try:
        reading = read(path)
    except ReadError as error:
        found = error.findings
    else:
        found = (*reading.findings, *check(reading.report))
    return [finding.to_json() for finding in found]
