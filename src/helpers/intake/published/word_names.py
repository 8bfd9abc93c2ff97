"""Names of what a Word file's XML holds (ECMA-376)."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
"""What shows a picture, or something of another program."""

CONTAINERS = tuple(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml"))
"""What holds paragraphs, rows or cells as its parent does."""
