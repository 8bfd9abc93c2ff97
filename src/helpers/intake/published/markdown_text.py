"""Markdown files as paragraphs; tables in them are recognised later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.plain_text import is_heading, is_item, line_of, rows_of
from helpers.intake.published.ruled_text import ruled_tables
from helpers.intake.published.source import Line, Source
from helpers.intake.published.web_page import grids_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.published.source import Grid

_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_ENDS = re.compile(r"</table\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:br|span|u|b|i|strong|em|sub|sup|p|div|font|a)\b[^<>]{0,300}>", re.IGNORECASE)
_BOLD = re.compile(r"(?<!\\)(?:\*\*|__)")
"""Marks of the cells in a table's row."""


def read_markdown(data: bytes, name: str) -> Source:
    """Read a Markdown file, in which a paragraph may go over several lines.

    Raises:
        UnreadableError: It holds no text.
    """
    rows = rows_of(data, name)
    parts: list[Line | Grid] = []
    start = 0
    for begin, end, grids in _tables(rows):
        if begin >= start:
            parts += _paragraphs(rows[start:begin], start)
            parts += grids
            start = end
    parts += _paragraphs(rows[start:], start)
    return Source(name, "md", tuple(parts))


def _tables(rows: list[str]) -> list[tuple[int, int, list[Grid]]]:
    """The tables that aren't drawn with bars: their first line, the line behind, their cells."""
    found = [(table.begin, table.end, [table.grid]) for table in ruled_tables(rows)]
    count = 0
    for begin, end in _html_tables(rows):
        grids = grids_in("\n".join(rows[begin:end]), count)
        count += len(grids)
        found.append((begin, end, grids))
    return sorted(found, key=lambda table: table[0])


def _html_tables(rows: list[str]) -> Iterator[tuple[int, int]]:
    """First line and line behind each table that is written as HTML, one inside another as one."""
    begin = depth = 0
    for number, row in enumerate(rows):
        opened, closed = len(_TABLE.findall(row)), len(_TABLE_ENDS.findall(row))
        if not depth and not opened:
            continue
        begin = begin if depth else number
        depth += opened - closed
        if depth <= 0:
            depth = 0
            yield begin, number + 1
    if depth:
        yield begin, len(rows)


def _paragraphs(rows: list[str], before: int) -> Iterator[Line]:
    """Markdown's paragraphs: lines up to a blank one, an item, a heading or a table's row.

    Args:
        rows: Some lines.
        before: How many lines stand before them.
    """
    held: list[str] = []
    start = 0
    item = False
    for number, row in enumerate([*rows, ""], before + 1):
        alone = not row.strip() or is_heading(row) or "|" in row or "\t" in row or is_item(row)
        if held and alone:
            yield _paragraph(held, start, item=item)
            held = []
        if not row.strip():
            item = item and bool(held)
        elif is_heading(row) or "|" in row or "\t" in row:
            yield line_of(_BOLD.sub("", _TAG.sub("", row)), number, item=False)
        else:
            if not held:
                start = number
                item = is_item(row) or row.startswith("  ")
            held.append(row if not held else row.strip())
            held[-1] = held[-1].rstrip()


def _paragraph(rows: list[str], start: int, *, item: bool) -> Line:
    text = _joined(rows)
    return line_of(_TAG.sub("", text), start, item=item, markdown=text)


def _joined(rows: list[str]) -> str:
    text = rows[0]
    for row in rows[1:]:
        wide = text[-1:] > "\u2e7f" or row[:1] > "\u2e7f"
        text += row if wide else f" {row}"
    return text
