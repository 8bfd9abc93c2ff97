"""Texts as outlines, so that a drawing needs no font where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.display.characters import printable
from helpers.display.fonts import SANS, SERIF, font_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shape = tuple["NDArray[Any]", "NDArray[Any]"]
"""An outline: vertices in points, one a row, and matplotlib's code for each (`matplotlib.path.Path`)."""

SIZE = 9.0
"""Of the letters, in points."""

MIDDLE = 0.37 * SIZE
"""Height of a line's middle above its baseline, in points: half a Chinese character's, as good as half a digit's."""


@cache
def _letter(character: str) -> tuple[Shape, float] | None:
    """A letter's outline, standing at the origin, and how far it moves the next one; None where no face has it."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    for family in (SANS, SERIF):
        face = get_font(str(font_file(family)))
        if face.get_char_index(ord(character)):
            face.set_size(SIZE, 72)
            glyph = face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
            return face.get_path(), glyph.linearHoriAdvance / 65536
    return None


def _letters(text: str) -> Iterator[tuple[Shape, float]]:
    for character in printable(text):
        if letter := _letter(character):
            yield letter
        else:
            # As in the PDF; the face has all of these.
            yield from _letters(f"〔U+{ord(character):04X}〕")


def width_of(text: str) -> float:
    """How wide a line of text is, in points."""
    return sum(advance for _, advance in _letters(text))


def outlines_of(text: str, left: float, baseline: float) -> list[Shape]:
    """The outline of each letter of a line of text.

    Args:
        text: A character that no face has is drawn as its code point, 〔U+20BB7〕.
        left: Where it begins, in points.
        baseline: Where it stands, in points upwards.
    """
    import numpy as np

    outlines = []
    for (vertices, codes), advance in _letters(text):
        outlines.append((vertices + np.array((left, baseline)), codes))
        left += advance
    return outlines
