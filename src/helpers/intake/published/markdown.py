"""Text as Markdown that shows the same: what would mean something in it is escaped."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![0-9A-Za-z])(_)|(_)(?![0-9A-Za-z])|(&)(?=#?\w+;)|(!)(?=\[)")
_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|={3,}\s*$|-{3,}\s*$|~{3,})")
_COUNTED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def escape(text: str, *, lists: bool = False) -> str:
    """The text as a paragraph of Markdown.

    Args:
        text: Any text on one line.
        lists: Whether a line that looks like an item of a list may stay one.
    """
    marker = ""
    if lists and (found := re.match(r"^\s*(?:[-*+]|\d{1,3}\.)\s+", text)):
        marker, text = text[: found.end()], text[found.end() :]
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    if not marker:
        text = _COUNTED.sub(r"\1\\\2", text)
        text = _BLOCK.sub(r"\1\\\2", text)
    return marker + text.replace("{{", "{\\{")
