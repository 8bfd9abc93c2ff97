"""The names that a workbook gives its cells: they follow a cell wherever a row that is inserted moves it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
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

_PART = "xl/workbook.xml"
_LOOKED_AT = 1024 * 1024
_NAMED = re.compile(rb"<(?:\w+:)?definedName\b[^>]*\bname=[\"']" + re.escape(PREFIX).encode())


def name_of(field: Field) -> str:
    """The name of a figure's cell; brackets, which addresses in lists have, are no letters of a name."""
    return f"{PREFIX}{field.table}.{field.row.key}.{field.column.key}"


def name_of_text(address: str) -> str:
    """The name of a text's cell by its address below `narrative`."""
    return f"{PREFIX}narrative.{address.replace('[', '.').replace(']', '')}"


def is_ours(data: bytes) -> bool:
    """Whether a file is a workbook that `nianbao new` made, whatever its sheets are called by now.

    Args:
        data: The file's bytes, of whatever format; nothing but the part that lists the names is looked at.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_PART) as part:
            return _NAMED.search(part.read(_LOOKED_AT)) is not None
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
