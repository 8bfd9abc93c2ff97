"""The faces of the page: what it asks the reader's machine for, and what it carries itself on request."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import cache

from helpers.display.blocks import Block
from helpers.display.fonts import SANS, SERIF, font_files
from helpers.export.faces import Faces, faces_of, in_points

ROLES = {
    "title": (SERIF, SANS), "body": (SERIF, SANS), "heading-1": (SANS, SERIF), "heading-2": (SERIF, SANS),
    "strong": (SERIF, SANS), "emphasis": (SERIF, SANS), "table": (SANS, SERIF), "fixed": (SANS, SERIF),
    "chart": (SANS,),
}  # fmt: skip
"""The candidates that the kit knows; the page's style names faces of the usual systems beside them."""


def web_faces(blocks: Iterable[Block]) -> Faces:
    """The faces of a page with embedded fonts; without them it stands for what a reader with the faces sees."""
    from helpers.export.typst_faces import coverage

    points = coverage("pinned")
    return faces_of(blocks, ROLES, {family: in_points(points[family]) for family in (SERIF, SANS)})


def font_rules(text: str) -> str:
    """The page's `@font-face` rules: both faces, cut down to the characters of a text and ASCII, as WOFF.

    Returns:
        CSS; the same for the same characters.
    """
    characters = frozenset(text) | frozenset(map(chr, range(0x20, 0x7F)))
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; "
        f"src: url(data:font/woff;base64,{base64.b64encode(_subset(family, characters)).decode()}) format('woff'); }}"
        for family in (SERIF, SANS)
    )


def _subset(family: str, characters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options()
    options.flavor = "woff"
    options.hinting = False
    options.layout_features = ["ccmp", "locl", "kern", "vert"]
    options.recalc_timestamp = False
    with TTFont(_file(family), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


@cache
def _file(family: str) -> str:
    """The pinned file of a family."""
    words = family.replace(" ", "").lower()
    return str(next(path for path in font_files() if path.stem.lower().startswith(words)))
