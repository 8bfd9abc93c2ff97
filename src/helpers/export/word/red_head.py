"""The red head (红头) of an official document: the office's mark and a line below (GB/T 9704—2012, 7.2.4 and 7.2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.display.characters import printable
from helpers.export.word.page import TEXT_WIDTH
from helpers.export.word.text import run
from helpers.export.word.xml import TWIPS_PER_POINT, W, paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_LARGEST, _SMALLEST = 42.0, 22.0
"""In points: 初号, and the title's own size, which no mark may fall below."""


def head(mark: str) -> Iterator[etree._Element]:
    """The mark, an empty line for the document's number, and the red line below it; nothing for no mark.

    Args:
        mark: The office's name, often with 文件. A long one is set smaller, so that it stands on one line.
    """
    mark = " ".join(printable(mark).split())
    if not mark:
        return
    element = run(mark)
    size = max(_SMALLEST, min(_LARGEST, TEXT_WIDTH / TWIPS_PER_POINT / len(mark)))
    if size < _LARGEST:
        halves = int(2 * size)
        properties = element.find(f"{{{W}}}rPr")
        if properties is None:
            properties = w("rPr")
            element.insert(0, properties)
        properties.extend([w("sz", val=halves), w("szCs", val=halves)])
    yield paragraph("RedHead", element)
    yield paragraph("DocumentNumber")
