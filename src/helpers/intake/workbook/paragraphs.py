"""A text in a cell: there a line is a paragraph, in Markdown it takes a blank line."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

_HARD = re.compile(r"(?:\\| {2,})$")
_INDENT = re.compile(r"^[ \t]*\u3000[\u3000 \t]*")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # As the narrative is shown (display.prose).
    parser = MarkdownIt("commonmark", {"html": False})
    return parser.enable("table").disable(["code", "lheading", "reference", "html_block", "html_inline"])


def markdown_of(text: str) -> str:
    """The Markdown that a cell's text means.

    Whoever types into a cell begins a paragraph by a new line, perhaps with two blanks of Chinese width before it.
    Lists, tables and lines that end with a hard break stay as they are.
    """
    lines = [_INDENT.sub("", line) for line in text.strip("\n").split("\n")]
    for start, end in reversed(list(_paragraphs(lines))):
        for index in range(end - 1, start, -1):
            if not _HARD.search(lines[index - 1]):
                lines.insert(index, "")
    return "\n".join(lines)


def cell_of(markdown: str) -> str:
    """The text of a cell from which `markdown_of` makes Markdown of the same meaning: a paragraph is a single line."""
    lines = markdown.strip("\n").split("\n")
    for start, end in reversed(list(_paragraphs(lines))):
        for index in range(end - 1, start, -1):
            if not _HARD.search(lines[index - 1]):
                lines[index - 1 : index + 1] = [_joined(lines[index - 1], lines[index])]
    return "\n".join(lines)


def _joined(first: str, second: str) -> str:
    """Two lines of a paragraph as one: no blank beside a Chinese character, as the narrative is shown."""
    first, second = first.rstrip(), second.lstrip()
    wide = any(unicodedata.east_asian_width(edge) in "WF" for edge in first[-1:] + second[:1])
    return f"{first}{second}" if wide else f"{first} {second}"


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs of the outermost level: their first line and the one behind their last."""
    for token in _parser().parse("\n".join(lines)):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            yield token.map[0], token.map[1]
