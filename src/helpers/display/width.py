"""How wide a text is when each wide character takes two columns."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(4096)
def width_of(text: str) -> int:
    """Columns that a terminal gives the text: two a wide character, none a mark on the one before."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
        if unicodedata.category(character) not in ("Mn", "Me", "Cf")
    )
