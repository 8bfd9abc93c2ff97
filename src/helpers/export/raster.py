"""An SVG as a picture of dots, for formats that need one."""

from __future__ import annotations

import json

from helpers.export.typst_compile import compile_typst

_PAGE = b"""
#let picture = json("picture.json")
#set page(width: picture.width * 1mm, height: auto, margin: 0pt, fill: white)
#image(bytes(picture.svg), format: "svg", width: 100%)
"""


def png_of(svg: str, width_mm: int, dpi: int) -> bytes:
    """Rasterise an SVG on white; the same SVG gives the same bytes.

    Args:
        svg: The picture.
        width_mm: Printed width in mm; the height follows.
        dpi: Pixels an inch.

    Raises:
        TypesettingError: The SVG can't be read.
    """
    picture = json.dumps({"svg": svg, "width": width_mm}).encode()
    return compile_typst({"main.typ": _PAGE, "picture.json": picture}, output="png", ppi=dpi)[0]
