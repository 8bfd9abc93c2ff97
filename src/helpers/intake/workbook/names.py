"""The names that a workbook gives its cells: they follow a cell wherever a row that is inserted moves it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.form import Field

PREFIX = "nianbao."
"""How each of them begins; a workbook without such names is not the kit's own."""

EDITION = PREFIX + "edition"
FOLDER = PREFIX + "folder"
OFFICE = PREFIX + "office.name"
KIND = PREFIX + "office.kind"
SCOPE = PREFIX + "office.scope"
YEAR = PREFIX + "year"

GUIDE_TITLE = "政府信息公开工作年度报告填报表"
BESIDE_TITLE = "的数，只作对照，不用填"
"""What stands above the first sheet and above last year's figures: a program may drop all names, no text."""

_PARTS = re.compile(r"xl/(?:workbook|sharedStrings|worksheets/[^/]+)\.xml")
_MOST_PARTS = 40
_LOOKED_AT = 1024 * 1024
_MARKS = re.compile(
    rf"<(?:\w+:)?definedName\b[^>]*\bname=[\"']{re.escape(PREFIX)}|{GUIDE_TITLE}|{BESIDE_TITLE}"
)


def name_of(field: Field) -> str:
    """The name of a figure's cell; brackets, which addresses in lists have, are no letters of a name."""
    return f"{PREFIX}{field.table}.{field.row.key}.{field.column.key}"


def name_of_text(address: str) -> str:
    """The name of a text's cell by its address below `narrative`."""
    return f"{PREFIX}narrative.{address.replace('[', '.').replace(']', '')}"


def is_ours(data: bytes) -> bool:
    """Whether a file is a workbook that `nianbao new` made, whatever its sheets are called by now.

    Args:
        data: The file's bytes, of whatever format; no more is unpacked than the beginnings of a few parts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if _PARTS.fullmatch(name)]
            return any(_is_marked(archive, name) for name in parts[:_MOST_PARTS])
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ):
        return False


def _is_marked(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        # Some programs write Chinese as references to characters.
        text = unescape(part.read(_LOOKED_AT).decode("utf-8", "ignore"))
    return _MARKS.search(text) is not None
