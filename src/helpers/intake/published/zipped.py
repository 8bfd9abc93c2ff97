"""Zipped office files, looked at before anything in them is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_FILES, MAX_RATIO, MAX_UNPACKED

_SMALL = 100_000
_DECLARATION = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)"
)
"""In UTF-8 or UTF-16, wherever it stands."""
_LINK = re.compile(rb"<Relationship\b[^>]{0,4000}>")


def check_zip(data: bytes, name: str, needed: str) -> tuple[str, ...]:
    """Refuse a zipped file that is damaged, encrypted, or a bomb, or whose XML declares entities.

    Args:
        data: Its bytes.
        name: Its name.
        needed: The part that makes it what it claims to be.

    Returns:
        What its reader should tell: macros and links to outside are there and were not followed.

    Raises:
        UnreadableError: It can't be read safely; the message says why.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look(archive, name, needed)
            return tuple(_remarks(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise UnreadableError(f"{name}：文件不完整或已损坏，打不开，请重新下载或另存。") from None


def _look(archive: zipfile.ZipFile, name: str, needed: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(f"{name}：文件有密码，请先去掉密码再导入。")
    if needed not in archive.namelist():
        raise UnreadableError(f"{name}：内容不是扩展名所说的格式，请用 Word 或 Excel 打开后另存。")
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    if len(parts) > MAX_FILES or unpacked > MAX_UNPACKED or swollen:
        raise UnreadableError(f"{name}：解开后过大，不像一份年报，为安全起见没有读取。")
    for part in parts:
        # Reading a part to its end also checks its sum.
        content = archive.read(part)
        if part.filename.endswith((".xml", ".rels")) and _DECLARATION.search(content):
            raise UnreadableError(f"{name}：里面有 XML 实体声明，正常的文件没有，为安全起见没有读取。")


def _remarks(archive: zipfile.ZipFile) -> list[str]:
    names = archive.namelist()
    remarks = []
    links = [
        link
        for name in names
        if name.endswith(".rels")
        for link in _LINK.findall(archive.read(name))
        if b"external" in link.lower() and b"/hyperlink" not in link
    ]
    if any(name.endswith("vbaProject.bin") for name in names):
        remarks.append("文件里有宏，没有运行")
    if links or any("externalLinks/" in name for name in names):
        remarks.append("文件里有指向别的文件的链接，没有打开")
    return remarks
