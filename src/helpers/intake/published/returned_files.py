"""The files in what offices returned, and what only the system put there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import UsageError
from helpers.intake.file_names import legible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_FILES = 2000
_SYSTEM = ("thumbs.db", "desktop.ini")


def files_of(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every file with its path below the folder that was given.

    Raises:
        UsageError: A folder holds none, or there are very many.
    """
    count = 0
    for path in paths:
        if not path.is_dir():
            found = [(legible(path.name), path)]
        else:
            found = sorted(_below(path))
            if not found:
                raise UsageError(f"{path}：文件夹里没有文件，请检查路径。")
        count += len(found)
        if count > _MOST_FILES:
            raise UsageError(f"一次最多收 {_MOST_FILES} 个文件，这里有 {count} 个，请检查路径。")
        yield from found


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith((".", "~$")) and name.lower() not in _SYSTEM:
                path = Path(place, name)
                yield legible(path.relative_to(folder).as_posix()), path
