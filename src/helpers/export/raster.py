"""SVG as pictures of dots, for formats that need them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from helpers.export.typst_compile import compile_typst

_PAGES = b"""
#for picture in json("pictures.json") {
  page(width: picture.width * 1mm, height: auto, margin: 0pt, fill: white,
    image(bytes(picture.svg), format: "svg", width: 100%))
}
"""


def pngs_of(pictures: Sequence[tuple[str, int]], dpi: int) -> list[bytes]:
    """Rasterise SVGs on white, all at once; the same SVG gives the same bytes.

    Args:
        pictures: Each picture's SVG and its printed width in mm; the height follows.
        dpi: Pixels an inch.

    Raises:
        TypesettingError: An SVG can't be read.
    """
    if not pictures:
        return []
    data = [{"svg": svg, "width": width} for svg, width in pictures]
    files = {"main.typ": _PAGES, "pictures.json": json.dumps(data).encode()}
    return compile_typst(files, output="png", ppi=dpi)
