"""Where the clause around a figure begins and ends."""

from __future__ import annotations

import re

_BOUNDARY = "。！？；\n，、,("
_END = re.compile("[。！？；\n，、,():]")


def left_of(text: str, end: int, limit: int) -> int:
    """Where the clause in front of a place begins; brackets without figures belong to it."""
    at = end
    while at > limit:
        character = text[at - 1]
        if character == ")":
            opening = text.rfind("(", limit, at - 1)
            if opening < 0 or re.search(r"\d", text[opening:at]):
                return at
            at = opening
        elif character in _BOUNDARY:
            return at
        else:
            at -= 1
    return at


def right_of(text: str, start: int, limit: int) -> int:
    """Where the clause behind a place ends."""
    found = _END.search(text, start, limit)
    return found.start() if found else limit
