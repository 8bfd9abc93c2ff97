"""Names of files as people read them."""

from __future__ import annotations

import os


def legible(name: str) -> str:
    """A file's name with nothing in it invisible and nothing that is no text.

    A name that isn't UTF-8 is read as GB18030: so it comes out of an archive that was packed on a Chinese Windows.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "replace")
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)
