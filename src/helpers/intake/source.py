"""The text of an input file: only UTF-8, no control characters, not too big."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from helpers.errors import reason_of
from helpers.intake.faults import Broken

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 * 1024 * 1024
"""A long report has some 40 KiB; what is fifty times as big is no params file."""

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that are never seen, yet break a document or turn its text round for whoever reviews it."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF8_BOM = b"\xef\xbb\xbf"
_SAVE_AS = "请用记事本打开，另存为 UTF-8 编码"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        FileNotFoundError: There is none.
        Broken: It is a folder, no regular file, too big, or can't be opened.
    """
    try:
        # A pipe or a device would be waited for without end, so it is looked at before it is opened.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Broken("这是文件夹，不是文件，请改名或移走")
        if not stat.S_ISREG(mode):
            raise Broken("这不是普通文件，请换成普通的文本文件")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise
    except PermissionError:
        raise Broken("没有读取权限，请检查文件的权限") from None
    except OSError as error:
        raise Broken(f"文件打不开（{reason_of(error)}），请检查文件") from None
    if len(data) > MAX_BYTES:
        raise Broken(f"文件超过 {MAX_BYTES // 1024 // 1024} MiB，不像一份年报的数据，请检查内容")
    return data


def content_or_fault(path: Path) -> bytes:
    """What a file holds, or why it can't be read: whoever compares two states of it needs one or the other."""
    try:
        return read_bytes(path)
    except (Broken, OSError) as fault:
        return f"{type(fault).__name__}: {fault}".encode()


def decode(data: bytes) -> str:
    r"""The text of a file, each line ended by `\n`, so that lines and columns are what an editor shows.

    Raises:
        Broken: It is in another encoding or holds a control character.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            raise Broken(f"文件像是 {name} 编码，{_SAVE_AS}", 1, 1)
    if b"\x00" in data[:4]:
        raise Broken(f"文件像是 UTF-16 编码，{_SAVE_AS}", 1, 1)
    try:
        text = _line_feeds(data.removeprefix(_UTF8_BOM).decode())
    except UnicodeDecodeError as error:
        raise _not_utf8(data.removeprefix(_UTF8_BOM), error.start) from None
    if found := CONTROL.search(text):
        message = f"有看不见的控制字符 U+{ord(found[0]):04X}，请删去"
        raise Broken(message, *position(text, found.start()))
    return text


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _not_utf8(data: bytes, start: int) -> Broken:
    before = _line_feeds(data[:start].decode())
    # Chinese text that was good UTF-8 up to here is UTF-8 with a damaged place, not another encoding.
    if not any(character >= "\u0800" for character in before):
        try:
            text = _line_feeds(data.decode("gb18030"))
        except UnicodeDecodeError:
            pass
        else:
            first = next(offset for offset, character in enumerate(text) if character > "\x7f")
            return Broken(f"文件像是 GB18030（GBK、ANSI）编码，{_SAVE_AS}", *position(text, first))
    message = "这里有不是 UTF-8 的字节，请改正这一处，并存为 UTF-8 编码"
    return Broken(message, *position(before, len(before)))


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
