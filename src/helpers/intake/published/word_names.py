"""Names of what a Word file's XML holds (ECMA-376)."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
"""What shows a picture, or something of another program."""

CONTAINERS = tuple(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
"""What holds paragraphs, rows or cells as its parent does."""

BOX = f"{W}txbxContent"
"""What a text box holds."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def is_repeated(element: Any) -> bool:
    """Whether an element only says again, for older programs, what was said before it."""
    return next(element.iterancestors(_FALLBACK), None) is not None
