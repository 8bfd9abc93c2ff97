"""Characters that no reader sees and that can only harm: what is left of a text when it is written."""

from __future__ import annotations

import re

# What no format can carry: control characters besides tab and line feed, lone surrogates, noncharacters. And
# the controls of bidirectional text, which show a line in another order than it is read (Unicode Technical
# Report 36).
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text without characters that can't be printed or that would change the order of what is shown."""
    # What Python calls printable has none of them, and is nearly every text.
    return text if text.isprintable() else _HARMFUL.sub("", text)
