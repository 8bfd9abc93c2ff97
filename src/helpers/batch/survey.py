"""A survey: many params files read and checked, without building anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from helpers.checks import Finding, Severity, check
from helpers.errors import reason_of
from helpers.intake import ReadError, read

UNREADABLE = "READ"
"""The rule that a file which can't be read breaks (contract, section 7)."""

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
        found = (*reading.findings, *check(reading.report))
    except ReadError as error:
        found = error.findings
    except OSError as error:
        message = f"无法打开：{reason_of(error)}，请检查文件和权限"
        found = (Finding(UNREADABLE, Severity.ERROR, message, file=str(path)),)
    except Exception as error:  # a defect of the kit at one file must not hide what is wrong in the others
        message = f"检查时程序内部出错（{type(error).__name__}：{error}），请报告给开发者"
        found = (Finding(UNREADABLE, Severity.ERROR, message, file=str(path)),)
    return [finding.to_json() for finding in found]
