"""Text files as lines; tables in them are recognised later, by their bars, tabs or blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_LINES, MAX_TEXT
from helpers.intake.published.markdown import escape
from helpers.intake.published.radicals import RADICALS
from helpers.intake.published.ruled_text import ruled_tables
from helpers.intake.published.source import Line, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.published.source import Grid

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:[-*+•·]|\d{1,3}[.)])\s+\S")
_POINT = re.compile(r"^\s*(?:[-*+•·]|(?P<count>\d{1,3})\.)\s+\S")
"""An item in text that isn't Markdown: 1) stays as it was typed, as a list it would become 1."""
_MARKS = re.compile(r"\*\*|__|(?<!\\)[*`]|\\(?=[^\w\s])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*\)")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_MOSTLY = 0.02
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030, with or without a mark that says so.

    Raises:
        UnreadableError: It is in none of these, or no text at all.
    """
    if len(data) > MAX_TEXT:
        raise UnreadableError(f"{name}：文字超过 {MAX_TEXT // 1024 // 1024} MiB，不像一份年报，请检查文件。")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if b"\x00" in data[:4000]:
        encoding = "utf-16-le" if data[1:2] == b"\x00" or data[:2000].count(b"\x00", 1) else "utf-16-be"
        even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
        if even == odd:
            raise UnreadableError(f"{name}：不是文本文件，请检查内容。")
        return _decoded(data, "utf-16-le" if odd > even else "utf-16-be", name)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise UnreadableError(f"{name}：不是 UTF-8、UTF-16 或 GB18030 编码的文本，请用记事本另存为 UTF-8。")


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(
            f"{name}：开头写明是 {encoding.upper()} 编码，内容却不是，文件可能不完整。"
        ) from None
    if not _is_text(text):
        raise UnreadableError(f"{name}：不是文本文件，请检查内容。")
    return text


def _is_text(text: str) -> bool:
    odd = sum(1 for character in text if character < " " and character not in "\t\n\r\f\x0b")
    return odd <= len(text) * _MOSTLY


def clean(text: str) -> str:
    """The text without characters that are never seen, and with characters for the radicals that PDFs give."""
    return _CONTROL.sub("", text.replace("\u00a0", " ")).translate(RADICALS)


def raised(text: str) -> str:
    """Superscript text with raised digits, so that a mark behind a figure is no part of the figure."""
    return text.translate(_RAISED)


def read_text(data: bytes, name: str) -> Source:
    """Read a text file.

    Raises:
        UnreadableError: It holds no text.
    """
    rows = rows_of(data, name)
    parts: list[Line | Grid] = []
    start = 0
    for table in ruled_tables(rows):
        parts += _lines(rows[start : table.begin], start)
        parts.append(table.grid)
        start = table.end
    parts += _lines(rows[start:], start)
    return Source(name, "txt", tuple(parts))


def rows_of(data: bytes, name: str) -> list[str]:
    """The lines of a text file.

    Raises:
        UnreadableError: It holds no text, or very many lines.
    """
    text = clean(decode(data, name)).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    rows = text.split("\n")
    if len(rows) > MAX_LINES:
        raise UnreadableError(f"{name}：有 {len(rows)} 行，不像一份年报，请检查文件。")
    if not text.strip():
        raise UnreadableError(f"{name}：文件是空的，请检查。")
    return rows


def _lines(rows: list[str], before: int) -> Iterator[Line]:
    item = False
    points = _Points()
    for number, row in enumerate(rows, before + 1):
        if not row.strip():
            continue
        item = points.has(row) or (item and row.startswith("  "))
        yield line_of(row, number, item=item)


class _Points:
    """Which lines are items of a list that counts on: one that is printed as a list is counted anew."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def has(self, row: str) -> bool:
        found = _POINT.match(row)
        indent = len(row) - len(row.lstrip())
        self._last = {outer: count for outer, count in self._last.items() if outer <= indent}
        count = int(found["count"]) if found and found["count"] else None
        if count is None or count != self._last.get(indent, count - 1) + 1:
            self._last.pop(indent, None)
            return found is not None and count is None
        self._last[indent] = count
        return True


def line_of(row: str, number: int, *, item: bool, markdown: str = "") -> Line:
    """A line of text, or the paragraph of Markdown that begins there.

    Args:
        row: Its text.
        number: Number of its line.
        item: Whether it is an item of a list, or belongs to one.
        markdown: The paragraph as Markdown; empty where the text isn't Markdown.
    """
    place = Place(line=number)
    if found := _HEADING.match(row.strip()):
        return Line(_unmarked(found[2]), place, escape(found[2]), level=len(found[1]))
    if markdown:
        return Line(_unmarked(row), place, markdown, item=item)
    made = escape(row.strip(), lists=item)
    if item:
        made = row[: len(row) - len(row.lstrip())].replace("\t", "    ") + made
    return Line(row.rstrip(" \u3000"), place, made, item=item)


def is_heading(row: str) -> bool:
    """Whether a line is a heading of Markdown."""
    return _HEADING.match(row.strip()) is not None


def is_item(row: str) -> bool:
    """Whether a line begins an item of a list."""
    return _ITEM.match(row) is not None


def _unmarked(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()
