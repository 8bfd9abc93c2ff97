"""Reading folders that somebody else may have filled: no link is followed, no pipe waited for, nothing huge taken."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from helpers.errors import reason_of
from helpers.intake.locate import YEAR_STEM, is_slug
from helpers.review.signoff.seal import Place

MOST = 50 * 1024 * 1024
"""Bytes of one file that are read; a report's largest has one or two MiB."""


class UnfitError(Exception):
    """A path is there and isn't a file that may be read; the message says in Chinese what it is."""


def read_plain(path: Path, most: int = MOST) -> bytes | None:
    """The bytes of a regular file.

    Args:
        path: The file.
        most: Bytes that it may have.

    Returns:
        Its bytes; None where there is nothing.

    Raises:
        UnfitError: It is a link, a folder, a pipe, too big, or can't be opened.
    """
    stream = _opened(path)
    if stream is None:
        return None
    with stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise UnfitError(f"超过 {most // 1024 // 1024} MiB，没有读取")
    return content


def digest_plain(path: Path) -> str | None:
    """SHA-256 of a regular file of any size; None where there is nothing.

    Raises:
        UnfitError: It is a link, a folder, a pipe, or can't be opened.
    """
    stream = _opened(path)
    if stream is None:
        return None
    with stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _opened(path: Path) -> BufferedReader | None:
    try:
        # Looked at first, since a pipe would be waited for; held to it by the descriptor's own look below.
        if stat.S_ISLNK(path.lstat().st_mode):
            raise UnfitError("是链接，不是文件")
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnfitError(f"打不开：{reason_of(error)}") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnfitError("不是普通文件")
    return os.fdopen(descriptor, "rb")


def place_named(out: Path, name: str) -> Place | None:
    """The place of a report in a batch, by its name; None where nothing may be called so."""
    district, _, rest = name.partition("/")
    office, _, year = rest.partition("/")
    plain = is_slug(district) and is_slug(office) and YEAR_STEM.fullmatch(year)
    return Place(out, district, office, int(year)) if plain else None


def report_places(out: Path) -> Iterator[Place]:
    """Every folder of a batch or a site that is named like a report's, by name; links are not entered.

    Raises:
        OSError: A folder can't be listed.
    """
    for district in _folders(out):
        for office in _folders(out / district) if is_slug(district) else ():
            for year in _folders(out / district / office) if is_slug(office) else ():
                if YEAR_STEM.fullmatch(year):
                    yield Place(out, district, office, int(year))


def names_in(folder: Path) -> list[str]:
    """The names of what stands in a folder, sorted.

    Raises:
        OSError: It can't be listed.
    """
    return sorted(entry.name for entry in os.scandir(folder))


def files_below(folder: Path) -> Iterator[str]:
    """The paths of all that isn't a folder below a folder, links among them.

    Raises:
        OSError: A folder can't be listed.
    """
    for name in names_in(folder):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from (f"{name}/{rest}" for rest in files_below(path))
        else:
            yield name


def _folders(folder: Path) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
