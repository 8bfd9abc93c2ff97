"""SVG to PNG."""

from __future__ import annotations

import struct

import pytest

from helpers.export.raster import pngs_of
from helpers.export.typst_compile import TypesettingError

_BARS = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<rect x="0" y="0" width="100" height="100" fill="#000"/></svg>"""


def png_of(svg: str, width_mm: int, dpi: int) -> bytes:
    [png] = pngs_of([(svg, width_mm)], dpi)
    return png


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_width_and_resolution_give_the_pixels() -> None:
    width, height = _size(png_of(_BARS, width_mm=127, dpi=100))
    assert abs(width - 500) <= 1
    assert abs(height - 250) <= 1


def test_several_pictures_come_in_their_order() -> None:
    other = _BARS.replace("#000", "#111")
    assert pngs_of([(_BARS, 50), (other, 80)], 100) == [png_of(_BARS, 50, 100), png_of(other, 80, 100)]
    assert pngs_of([], 100) == []


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert png_of(_BARS, 100, 150) == png_of(_BARS, 100, 150)
    assert png_of(_BARS, 100, 150) != png_of(_BARS.replace("#000", "#111"), 100, 150)


@pytest.mark.parametrize(
    "href", ["file:///etc/hostname", "/etc/hostname", "../pdf.py", "https://a.invalid/a.png"]
)
def test_a_picture_loads_nothing(href: str) -> None:
    svg = _BARS.replace("</svg>", f'<image href="{href}" width="9" height="9"/></svg>')
    with pytest.raises(TypesettingError):
        png_of(svg, 50, 100)


def test_a_broken_picture_is_a_plain_error() -> None:
    with pytest.raises(TypesettingError, match="排版失败"):
        png_of("<svg", 50, 100)
