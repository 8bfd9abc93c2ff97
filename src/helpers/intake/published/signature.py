"""The signature at a report's end, which is no text of its last section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.found import Note

if TYPE_CHECKING:
    from helpers.intake.published.told import Narrated

_DATE = re.compile(
    r"(?:[12]\d{3}|[一二三四五六七八九零〇○]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)


def leave_out_signature(narrated: Narrated, office: str | None) -> None:
    """Leave out the office's name and the date that close the last section, with a note.

    The name alone, without a date, may be text and stays.
    """
    told = narrated.parts.get("other")
    if told is None or not told.lines:
        return
    first = len(told.lines) - 1
    last = _plain(told.lines[first].text)
    if not _DATE.fullmatch(last.removeprefix(office or "")):
        return
    if first and office and _DATE.fullmatch(last) and _plain(told.lines[first - 1].text) == office:
        first -= 1
    signed = " ".join(line.text.strip() for line in told.lines[first:])
    narrated.notes.append(Note(f"文末的落款“{signed}”没有读入第六部分", told.lines[first].place))
    del told.lines[first:]


def _plain(text: str) -> str:
    return "".join(text.split())
