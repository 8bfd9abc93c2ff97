"""Unpacking an archive that may come from anybody: only plain files, only below the folder, only so many bytes."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from helpers.errors import UsageError

MOST_FILES = 500_000

MOST_BYTES = 16 << 30
"""Bytes of all files; five thousand reports have some four GiB."""

MOST_BYTES_OF_ONE = 1 << 30

MOST_RATIO = 200
"""How many times as big a file may become; a notebook becomes ten times as big."""

_SMALL = 100_000
_LONGEST = 400
_PIECE = 1 << 20
_PART = re.compile(r'[^\x00-\x1f\x7f<>:"|?*\\/]+')
"""What a part of a path may be on every file system."""


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip archive.

    Args:
        archive: The archive.
        folder: An empty folder.

    Raises:
        UsageError: It isn't one, is damaged, is too big, or a name in it leads elsewhere; what was written stays.
        OSError: The disk is full.
    """
    try:
        with _opened(archive) as opened:
            for member in list(_members(opened, archive)):
                _extract(opened, member, folder)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeDecodeError,
    ):
        raise UsageError(f"{archive}：不是完好的归档，请重新取得。") from None


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except PermissionError:
        raise UsageError(f"{archive}：没有读取权限，请检查文件的权限。") from None
    except OSError as error:  # it points to before its own beginning
        raise zipfile.BadZipFile from error


def _members(opened: zipfile.ZipFile, archive: Path) -> Iterator[zipfile.ZipInfo]:
    members = opened.infolist()
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise UsageError(f"{archive}：解开后过大，为安全起见没有解开。")
    seen: set[str] = set()
    folders: set[str] = set()
    for member in members:
        name = member.filename
        # Two names that a file system may take for one would hide one file behind the other.
        key = unicodedata.normalize("NFC", name).casefold()
        if not _is_plain(member) or key in seen:
            raise UsageError(f"{archive}：里面有不该有的路径或链接 {ascii(name)[:80]}，为安全起见没有解开。")
        if member.file_size > MOST_BYTES_OF_ONE or _is_bomb(member):
            raise UsageError(f"{archive}：里面的 {ascii(name)[:80]} 解开后过大，为安全起见没有解开。")
        seen.add(key)
        folders.update(key[: match.start()] for match in re.finditer("/", key))
        yield member
    if clash := seen & folders:
        raise UsageError(f"{archive}：里面有不该有的路径 {ascii(min(clash))[:80]}，为安全起见没有解开。")


def _is_plain(member: zipfile.ZipInfo) -> bool:
    name, mode = member.filename, member.external_attr >> 16
    parts = name.split("/")
    return (
        len(name) <= _LONGEST
        # Reading, zipfile cuts a name at its first NUL and turns backslashes of Windows; the original tells.
        and member.orig_filename == name
        and all(
            _PART.fullmatch(part) and part.strip(". ") and not part.endswith((".", " ")) for part in parts
        )
        and not member.flag_bits & 1
        and (not stat.S_IFMT(mode) or stat.S_ISREG(mode))
    )


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1)


def _extract(opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        for piece in _pieces(opened, member):
            stream.write(piece)


def _pieces(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A file's content: zipfile gives no more than the size that was looked at, and checks the sum at the end."""
    try:
        with opened.open(member) as source:
            while piece := source.read(_PIECE):
                yield piece
    except OSError as error:
        raise zipfile.BadZipFile from error
