"""The faces that typst sets a page with: which families a role asks for, and which characters they have."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from helpers.display.fonts import SANS, SERIF, font_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    import typst

Source = Literal["pinned", "system"]
"""`pinned`: the files that come with the kit, so that pages are the same everywhere. `system`: the machine's own
faces before those."""

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
"""The pinned candidates of each role, tried in this order for each character (GB/T 9704—2012 names the faces)."""

_TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "STZhongsong")
_FANGSONG = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R")
_KAI = ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "STKaiti", "FandolKai")
_HEI = ("SimHei", "STHeiti", "FandolHei")

SYSTEM_ROLES: Mapping[str, tuple[str, ...]] = {
    "title": _TITLE,
    "body": _FANGSONG,
    "heading-1": _HEI,
    "heading-2": _KAI,
    "strong": _HEI,
    "emphasis": _KAI,
    "table": (*_FANGSONG, "SimSun", "STSong"),
    "fixed": (),
}
"""What an office may have installed, tried before the pinned candidates where the machine's faces are asked for."""


def roles(source: Source = "pinned") -> dict[str, tuple[str, ...]]:
    """The candidates of each role that are there."""
    if source == "pinned":
        return dict(ROLES)
    there = set(fonts(source).families())
    return {
        role: (*(family for family in SYSTEM_ROLES[role] if family in there), *pinned)
        for role, pinned in ROLES.items()
    }


def _folders() -> tuple[Path, ...]:
    """Where the pinned files are; matplotlib brings DejaVu, and its folder is found without importing it."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:  # pragma: no cover  # it is among the kit's own requirements
        raise ModuleNotFoundError("matplotlib")
    return (*sorted({path.parent for path in font_files()}), Path(spec.origin).parent / "mpl-data/fonts/ttf")


@cache
def fonts(source: Source) -> typst.Fonts:
    """The fonts, scanned once a process. Of the pinned ones the machine's own are no part."""
    import typst

    folders = [str(folder) for folder in _folders()]
    return typst.Fonts(
        include_system_fonts=source == "system", include_embedded_fonts=False, font_paths=folders
    )


@cache
def coverage(source: Source) -> dict[str, frozenset[int]]:
    """The code points that each family of `roles` has a glyph for."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    wanted = {family for candidates in roles(source).values() for family in candidates}
    files = {
        (info.family, info.path, info.index)
        for info in fonts(source).fonts()
        if info.family in wanted and info.path
    }
    points: dict[str, set[int]] = {}
    for family, file, index in sorted(files):
        with TTFont(file, lazy=True, fontNumber=index) as font:
            points.setdefault(family, set()).update(font.getBestCmap() or ())
    return {family: frozenset(found) for family, found in points.items()}


@cache
def covered(source: Source) -> frozenset[int]:
    """The code points that some family of `roles` has a glyph for."""
    return frozenset().union(*coverage(source).values())
