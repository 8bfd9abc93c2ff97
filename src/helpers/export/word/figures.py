"""Figures as pictures with their words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.shape import CT_Inline
from docx.shared import Mm

from helpers.display.blocks import Figure, Folded, Items, Quote
from helpers.display.characters import printable
from helpers.export.raster import pngs_of
from helpers.export.word.text import run
from helpers.export.word.xml import paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.parts.story import StoryPart
    from lxml import etree

    from helpers.display.blocks import Block

_DPI = 200
"""Lines of 1 pt are three dots wide: sharp on an office's printer, at half of what 300 would cost."""
_WIDEST, _TALLEST = 156, 200
"""In mm: the text's width, and its height less a caption and a heading."""


def pictures_of(blocks: Iterable[Block]) -> list[bytes]:
    """The pictures of all figures among the blocks, in order.

    Raises:
        TypesettingError: A picture can't be read.
    """
    return pngs_of([(figure.svg, _width(figure)) for figure in _figures(blocks)], _DPI)


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Items():
                for item in block.items:
                    yield from _figures(item)
            case Quote() | Folded():
                yield from _figures(block.blocks)


def _width(block: Figure) -> int:
    return min(block.width, _WIDEST)


def figure(block: Figure, picture: bytes, part: StoryPart, number: int) -> Iterator[etree._Element]:
    """The picture and its caption.

    Args:
        block: The figure.
        picture: Its picture, from `pictures_of`.
        part: The part that it stands in.
        number: Of the figure within the document.
    """
    relationship, image = part.get_or_add_image(io.BytesIO(picture))
    across, down = image.scaled_dimensions(width=Mm(_width(block)))
    if down > Mm(_TALLEST):
        across, down = image.scaled_dimensions(height=Mm(_TALLEST))
    inline = CT_Inline.new_pic_inline(number, relationship, f"image{number}.png", across, down)
    inline.docPr.set("name", f"图 {number}")
    inline.docPr.set("descr", printable(block.alt))
    yield paragraph("Figure", w("r", w("drawing", inline)))
    if block.caption:
        yield paragraph("FigureCaption", run(block.caption))
