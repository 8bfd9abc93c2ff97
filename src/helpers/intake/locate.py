"""Where params files are: params/<district>/<office>/<year>.yaml."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from helpers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YEAR_STEM = re.compile(r"[0-9]{4}")
"""What a params file is called, before its `.yaml`."""

SLUG = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9_\-\u4e00-\u9fff]{0,63}")
"""What folders of districts and offices may be called: the same name on every file system, never taken for an
option or a path, in no need of quoting."""

SUFFIX = ".yaml"
"""How a params file's name ends."""

DISTRICT_OFFICE = "district"
"""Folder of a district's own report, which no office can have."""


@dataclass(frozen=True, order=True)
class Address:
    """Whose report for which year a params file holds, by its path alone.

    Attributes:
        district: Folder of the district.
        office: Folder of the office.
        year: The report's year.
    """

    district: str
    office: str
    year: int


def is_slug(name: str) -> bool:
    """Whether a district's or an office's folder may be called so."""
    return SLUG.fullmatch(name) is not None


def misnamed_folder(name: str) -> str:
    """What is said of a district's or an office's folder that may not be called so."""
    return f"文件夹名“{name}”只能用小写字母、数字、汉字、- 和 _，请改名"


def address_of(path: Path) -> Address:
    """The address of a params file.

    Raises:
        UsageError: Its name is no year, or a folder's name is not allowed; the message names it.
    """
    whole = path.absolute()
    district, office = whole.parent.parent.name, whole.parent.name
    if not _is_params(whole):
        raise _not_params(path)
    for name in (district, office):
        if not is_slug(name):
            raise UsageError(f"{path}：{misnamed_folder(name)}")
    return Address(district, office, int(whole.stem))


def params_files(paths: Iterable[Path]) -> list[Path]:
    """Every params file among files and below folders, each once, sorted by path.

    Links to folders and hidden folders are not entered; what else a folder holds is passed over.

    Args:
        paths: Files and folders.

    Raises:
        UsageError: One of them doesn't exist, is no params file, or is a folder without any.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _below(path):
            found.setdefault(os.path.abspath(file), file)  # noqa: PTH100  # resolve() would follow links
    return sorted(found.values(), key=lambda file: file.parts)


def _below(path: Path) -> Iterator[Path]:
    if _is_params(path) and os.path.lexists(path):
        yield path
    elif path.is_dir():
        files = list(_walk(path))
        if not files:
            raise UsageError(f"{path}：里面没有名为“年份.yaml”的年报数据文件，请检查路径")
        yield from files
    elif path.exists():
        raise _not_params(path)
    else:
        raise UsageError(f"{path}：找不到这个文件或文件夹，请检查路径")


def _walk(top: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(top, onerror=_refuse):
        # A folder that is called like a params file is one that can't be read, which its reader will say.
        yield from (Path(folder, name) for name in [*files, *folders] if _is_params(Path(name)))
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_params(Path(name))]


def _refuse(error: OSError) -> NoReturn:
    raise UsageError(f"{error.filename}：文件夹打不开，请检查权限") from None


def _is_params(path: Path) -> bool:
    # One that is called .yml is found too, so that its reader can say what it has to be called.
    return path.suffix in {".yaml", ".yml"} and YEAR_STEM.fullmatch(path.stem) is not None


def _not_params(path: Path) -> UsageError:
    return UsageError(f"{path}：不是年报数据文件，文件名应为“年份.yaml”，如 2022.yaml")
