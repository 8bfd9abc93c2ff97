"""White text on a PDF's page, which nobody sees unless its ground is coloured."""

from __future__ import annotations

from typing import Any

_WHITE = ((1,), (1.0, 1.0, 1.0), (0, 0, 0, 0))
"""In grey, red-green-blue and cyan-magenta-yellow-black."""


def unseen(page: Any) -> list[Any]:
    """The white characters of a page under which no coloured area or picture lies."""
    white = [char for char in page.chars if _is_white(char)]
    if not white:
        return []
    grounds = [area for area in (*page.rects, *page.curves) if area.get("fill") and not _is_white(area)]
    grounds += page.images
    return [char for char in white if not any(_within(char, ground) for ground in grounds)]


def _is_white(item: Any) -> bool:
    color = item.get("non_stroking_color")
    return (tuple(color) if isinstance(color, tuple | list) else (color,)) in _WHITE


def _within(char: Any, area: Any) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(area["x0"] <= x <= area["x1"] and area["top"] <= y <= area["bottom"])
