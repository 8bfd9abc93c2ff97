"""The faces of an official document (GB/T 9704—2012) and what stands in where one isn't installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.display.fonts import SANS, SERIF
from helpers.export.faces import Faces, Has, faces_of, in_points
from helpers.export.word.xml import w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from helpers.display.blocks import Block


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


_ROLES = {
    "title": TITLE, "body": BODY, "heading-1": HEI, "heading-2": KAI, "strong": HEI, "emphasis": KAI,
    "table": BODY, "fixed": FIXED,
}  # fmt: skip


def word_faces(blocks: Iterable[Block]) -> Faces:
    """The faces that Word sets a document in where the official ones are installed.

    Those of the standard have the characters of GB/T 2312 alone, which many names need more than: Word then takes
    another face for that character. What the bundled faces have too counts as known to some face.
    """
    from helpers.export.typst_faces import coverage

    pinned = coverage("pinned")
    latin = {face.latin for face in _ROLES.values()}
    has: dict[str, Has] = {face.name: _in_charset(face) for face in _ROLES.values()}
    has |= {name: str.isascii for name in latin if name not in has}
    has |= {name: in_points(pinned[name]) for name in (SERIF, SANS)}
    roles = {role: (face.name, face.latin, SERIF, SANS) for role, face in _ROLES.items()}
    return faces_of(blocks, {**roles, "chart": (SANS,)}, has)


def _in_charset(face: Face) -> Has:
    charset = "gbk" if face in (HEI, SONG, FIXED) else "gb2312"

    def has(character: str) -> bool:
        try:
            return bool(character.encode(charset)) and not (character.isascii() and face.latin != face.name)
        except UnicodeEncodeError:
            return False

    return has


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
