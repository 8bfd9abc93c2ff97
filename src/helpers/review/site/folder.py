"""A report's folder on the site: replaced whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from helpers.files import sync_folder, write_atomically

_NEW, _OLD = ".new", ".old"


def put(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Have a folder hold these files and nothing else.

    Args:
        folder: The folder.
        files: Content by path below it.

    Returns:
        Whether anything had to be written.

    Raises:
        OSError: The disk is full, the folder can't be written to; the folder is then as it was.
    """
    if _holds(folder, files):
        return False
    new, old = _beside(folder, _NEW), _beside(folder, _OLD)
    shutil.rmtree(new, ignore_errors=True)
    try:
        for name, content in files.items():
            write_atomically(new / name, content)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
    return True


def recover(site: Path) -> None:
    """Put right what a publication left that was killed between two renames.

    Raises:
        OSError: The site can't be written to.
    """
    for old in site.glob(f"*/*/.*{_OLD}"):
        folder = old.with_name(old.name[1 : -len(_OLD)])
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    for new in site.glob(f"*/*/.*{_NEW}"):
        shutil.rmtree(new)


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}{suffix}")


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return present == set(files) and all(
        not (folder / name).is_symlink() and (folder / name).read_bytes() == content
        for name, content in files.items()
    )
