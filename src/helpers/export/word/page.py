"""The page: GB/T 9704—2012, A4, 22 lines of 28 characters, page numbers outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.export.word.text import run
from helpers.export.word.watermark import watermark
from helpers.export.word.xml import TWIPS_PER_MM, R, paragraph, w

if TYPE_CHECKING:
    from lxml import etree

_WIDTH, _HEIGHT = 210, 297
_TOP, _RIGHT, _BOTTOM, _LEFT = 37, 26, 35, 28
_HEADER, _FOOTER = 20.0, 22.4
"""Distances from the page's edges in mm: the page number's line, 5.6 mm high, stands 7 mm below the text."""

_LINE_PITCH = int((_HEIGHT - _TOP - _BOTTOM) * TWIPS_PER_MM / 22)
"""22 lines fill the page (28.95 pt); rounded up, only 21 would."""


def _twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


TEXT_WIDTH = _twips(_WIDTH) - _twips(_LEFT) - _twips(_RIGHT)
"""In twips."""


def section(headers: dict[str, str], footers: dict[str, str]) -> etree._Element:
    """The properties of the document's one section.

    Args:
        headers: Relationship ids of the headers by the pages that they are for: default (odd), even, first.
        footers: The same of the footers.
    """
    references = [
        *(_reference("headerReference", kind, identifier) for kind, identifier in headers.items()),
        *(_reference("footerReference", kind, identifier) for kind, identifier in footers.items()),
    ]
    return w(
        "sectPr",
        *references,
        w("pgSz", w=_twips(_WIDTH), h=_twips(_HEIGHT)),
        w(
            "pgMar",
            top=_twips(_TOP), right=_twips(_RIGHT), bottom=_twips(_BOTTOM), left=_twips(_LEFT),
            header=_twips(_HEADER), footer=_twips(_FOOTER), gutter=0,
        ),
        w("docGrid", type="lines", linePitch=_LINE_PITCH),
    )  # fmt: skip


def _reference(tag: str, kind: str, identifier: str) -> etree._Element:
    element = w(tag, type=kind)
    element.set(f"{{{R}}}id", identifier)
    return element


def footer(style: str) -> etree._Element:
    """A page's number between dashes.

    Args:
        style: Id of the paragraph's style, which puts it left or right.
    """
    number = w("fldSimple", run("1"), instr=" PAGE ")
    return w("ftr", paragraph(style, run("— "), number, run(" —")))


def draft_header(number: int) -> etree._Element:
    """The header of a draft: the watermark, and its text for readers that show none.

    Args:
        number: Of the header within the document.
    """
    return w("hdr", paragraph("DraftHeader", watermark(number), run("草稿")))
