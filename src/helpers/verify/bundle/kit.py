"""The kit's own source: where it is, which files belong to it, and whether another copy of it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import helpers
from helpers.batch.notebook import NAME
from helpers.errors import UsageError
from helpers.verify.bundle.layout import LOCK
from helpers.verify.folder import UnfitError, digest_plain, files_below

PACKAGE = "src/helpers"

_FILES = (
    "pyproject.toml",
    LOCK,
    "requirements-dev.lock",
    "environment.yml",
    "Makefile",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
)
_FOLDERS = (PACKAGE, "notebooks", "share", "docs/schema")
_NEEDED = (
    "pyproject.toml",
    LOCK,
    "README.md",
    "LICENSE",
    f"{PACKAGE}/__init__.py",
    "notebooks/annual_report.ipynb",
)

_SHOWN = 5
"""Files that are named; of more only the number is told."""


def kit_root(wanted: Path | None = None) -> Path:
    """The folder of the kit's source: the one that the user names, or the checkout that is running.

    Raises:
        UsageError: There is none, or its code isn't the code that is running.
    """
    root = wanted or Path(helpers.__file__).parents[2]
    if lacking := [name for name in _NEEDED if not (root / name).is_file()]:
        raise UsageError(f"{root}：不是本程序的源代码文件夹（缺少 {lacking[0]}），请用 --kit 指定。")
    if differing := differences(root / PACKAGE):
        raise UsageError(
            f"{root}：源代码与正在运行的程序不同（{differing}），请用 --kit 指定正在运行的那一份。"
        )
    return root


def kit_files(root: Path) -> Iterator[str]:
    """The paths of the files that make the kit, relative to its folder.

    Raises:
        OSError: A folder can't be listed.
    """
    yield from (name for name in _FILES if (root / name).is_file())
    for folder in _FOLDERS:
        if (root / folder).is_dir():
            yield from (f"{folder}/{name}" for name in files_below(root / folder) if _is_source(name))


def kit_notebook() -> Path:
    """The master notebook of the kit that is running, whatever lies in the working folder.

    Raises:
        UsageError: It has none.
    """
    package = Path(helpers.__file__).parent
    for folder in (package, package.parent.parent):
        if (folder / NAME).is_file():
            return folder / NAME
    raise UsageError("程序自带的主笔记本不在，请用 --notebook 指定。")


def differences(package: Path) -> str:
    """How another copy of the package `helpers` differs from the one that is running, in Chinese; empty if it doesn't.

    Raises:
        OSError: A folder can't be listed.
    """
    running = Path(helpers.__file__).parent
    # A wheel carries the notebook within the package; it is an input of its own.
    sets = [
        {name for name in files_below(folder) if _is_source(name) and not name.startswith("notebooks/")}
        if folder.is_dir()
        else set()
        for folder in (package, running)
    ]
    differing = [
        name for name in sorted(sets[0] | sets[1]) if _digest(package / name) != _digest(running / name)
    ]
    more = f" 等 {len(differing)} 个文件" if len(differing) > _SHOWN else ""
    return "、".join(differing[:_SHOWN]) + more


def _digest(path: Path) -> str | None:
    try:
        return digest_plain(path)
    except UnfitError:
        return None


def _is_source(name: str) -> bool:
    parts = name.split("/")
    return not any(part.startswith(".") or part == "__pycache__" for part in parts) and not name.endswith(
        ".pyc"
    )
