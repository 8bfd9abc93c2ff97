"""The faces of an official document (GB/T 9704—2012) and what stands in where one isn't installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.export.word.xml import w

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Face:
    """A face for a role.

    Attributes:
        name: The Chinese face.
        latin: The face of Latin letters and digits.
        alternatives: What Word takes where the Chinese face is missing, best first. None is bundled.
    """

    name: str
    latin: str
    alternatives: tuple[str, ...]


_LATIN = "Times New Roman"

TITLE = Face(
    "方正小标宋简体",
    _LATIN,
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "Noto Serif SC"),
)
BODY = Face(
    "仿宋_GB2312", _LATIN, ("仿宋", "FangSong", "华文仿宋", "STFangsong", "FandolFang R", "Noto Serif SC")
)
KAI = Face("楷体_GB2312", _LATIN, ("楷体", "KaiTi", "华文楷体", "STKaiti", "FandolKai", "Noto Serif SC"))
HEI = Face("黑体", "Arial", ("SimHei", "华文黑体", "STHeiti", "FandolHei", "Noto Sans SC"))
SONG = Face("宋体", "宋体", ("SimSun", "华文宋体", "STSong", "FandolSong", "Noto Serif SC"))
FIXED = Face("宋体", "Courier New", SONG.alternatives)


def fonts(face: Face | None, *, hint: bool = False) -> etree._Element | None:
    """The property that sets a face.

    Args:
        face: The face; None keeps the one that is set.
        hint: Whether characters that belong to both scripts, such as “”, are Chinese.
    """
    if face is None and not hint:
        return None
    names = (
        {"ascii": face.latin, "hAnsi": face.latin, "eastAsia": face.name, "cs": face.latin}
        if face is not None
        else {}
    )
    return w("rFonts", hint="eastAsia" if hint else None, **names)


def font_table() -> etree._Element:
    """The part that tells Word the alternatives (ECMA-376 Part 1, 17.8.3.1)."""
    faces = {face.name: face for face in (TITLE, BODY, KAI, HEI, SONG)}
    return w("fonts", *(_font(face) for face in faces.values()))


def _font(face: Face) -> etree._Element:
    return w(
        "font",
        w("altName", val=",".join(face.alternatives)),
        w("charset", val="86"),  # GB 2312
        w("family", val="auto"),
        w("pitch", val="default"),
        name=face.name,
    )
