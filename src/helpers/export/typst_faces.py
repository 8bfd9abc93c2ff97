"""The faces that typst sets a page with: which families a role asks for, and which characters they have."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.display.fonts import SANS, SERIF, font_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    import typst

_SYMBOLS = "DejaVu Sans"
_FIXED = "DejaVu Sans Mono"

ROLES: Mapping[str, tuple[str, ...]] = {
    "title": (SERIF, SANS, _SYMBOLS),  # 小标宋
    "body": (SERIF, SANS, _SYMBOLS),  # 仿宋
    "heading-1": (SANS, SERIF, _SYMBOLS),  # 黑体
    "heading-2": (SERIF, SANS, _SYMBOLS),  # 楷体
    "strong": (SANS, SERIF, _SYMBOLS),
    "emphasis": (SERIF, SANS, _SYMBOLS),
    "table": (SANS, SERIF, _SYMBOLS),
    "fixed": (_FIXED, SANS, SERIF, _SYMBOLS),
}
"""The candidates of each role, tried in this order for each character (GB/T 9704—2012 names the faces)."""


def _folders() -> tuple[Path, ...]:
    """Where the pinned files are; matplotlib brings DejaVu, and its folder is found without importing it."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:  # pragma: no cover  # it is among the kit's own requirements
        raise ModuleNotFoundError("matplotlib")
    return (*sorted({path.parent for path in font_files()}), Path(spec.origin).parent / "mpl-data/fonts/ttf")


@cache
def fonts() -> typst.Fonts:
    """The pinned fonts, scanned once a process. The machine's own stay out: pages are the same everywhere."""
    import typst

    folders = [str(folder) for folder in _folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def covered() -> frozenset[int]:
    """The code points that some family of `ROLES` has a glyph for."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    families = {family for candidates in ROLES.values() for family in candidates}
    files = sorted({info.path for info in fonts().fonts() if info.family in families and info.path})
    points: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points)
