"""Figures as pictures with their words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.shape import CT_Inline
from docx.shared import Mm

from helpers.display.characters import printable
from helpers.export.raster import png_of
from helpers.export.word.text import run
from helpers.export.word.xml import paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.parts.story import StoryPart
    from lxml import etree

    from helpers.display.blocks import Figure

_DPI = 300
_WIDEST, _TALLEST = 156, 200
"""In mm: the text's width, and its height less a caption and a heading."""


def figure(block: Figure, part: StoryPart, number: int) -> Iterator[etree._Element]:
    """The picture and its caption.

    Args:
        block: The figure.
        part: The part that it stands in.
        number: Of the figure within the document.
    """
    width = min(block.width, _WIDEST)
    relationship, image = part.get_or_add_image(io.BytesIO(png_of(block.svg, width, _DPI)))
    across, down = image.scaled_dimensions(width=Mm(width))
    if down > Mm(_TALLEST):
        across, down = image.scaled_dimensions(height=Mm(_TALLEST))
    inline = CT_Inline.new_pic_inline(number, relationship, f"image{number}.png", across, down)
    inline.docPr.set("name", f"图 {number}")
    inline.docPr.set("descr", printable(block.alt))
    yield paragraph("Figure", w("r", w("drawing", inline)))
    if block.caption:
        yield paragraph("FigureCaption", run(block.caption))
