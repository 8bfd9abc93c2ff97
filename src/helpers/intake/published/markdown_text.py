"""Markdown files as paragraphs; tables in them are recognised later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.intake.published.plain_text import is_heading, is_item, line_of, rows_of
from helpers.intake.published.source import Line, Source

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_markdown(data: bytes, name: str) -> Source:
    """Read a Markdown file, in which a paragraph may go over several lines.

    Raises:
        UnreadableError: It holds no text.
    """
    return Source(name, "md", tuple(_paragraphs(rows_of(data, name))))


def _paragraphs(rows: list[str]) -> Iterator[Line]:
    """Markdown's paragraphs: lines up to a blank one, an item, a heading or a table's row."""
    held: list[str] = []
    start = 0
    item = False
    for number, row in enumerate([*rows, ""], 1):
        alone = not row.strip() or is_heading(row) or "|" in row or "\t" in row or is_item(row)
        if held and alone:
            yield line_of(_joined(held), start, item=item, markdown=_joined(held))
            held = []
        if not row.strip():
            item = item and bool(held)
        elif is_heading(row) or "|" in row or "\t" in row:
            yield line_of(row, number, item=False)
        else:
            if not held:
                start = number
                item = is_item(row) or row.startswith("  ")
            held.append(row if not held else row.strip())
            held[-1] = held[-1].rstrip()


def _joined(rows: list[str]) -> str:
    text = rows[0]
    for row in rows[1:]:
        wide = text[-1:] > "\u2e7f" or row[:1] > "\u2e7f"
        text += row if wide else f" {row}"
    return text
