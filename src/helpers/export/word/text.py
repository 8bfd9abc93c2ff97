"""Inlines as runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE

from helpers.display.blocks import Break, Code, Emphasis, Inline, Link, Run, Strong
from helpers.display.characters import printable
from helpers.export.word.faces import HEI, fonts
from helpers.export.word.xml import R, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.opc.part import Part
    from lxml import etree

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_AMBIGUOUS = re.compile(
    "[\u00a7\u00b0-\u00b1\u00b7\u00d7\u00f7\u2010-\u203b\u2103-\u2127\u2150-\u22ff\u2460-\u27bf]"
)
"""Characters that Word sets in the Latin face unless told otherwise (ECMA-376 Part 1, 17.3.2.26): “”—…·×①."""

_PRECEDENCE = ("Hyperlink", "Code", "Strong", "Emphasis")
"""Which style a run has that stands in several; the others become properties."""


def run(text: str, *marks: str) -> etree._Element:
    """A run of text; line feeds and tabs become Word's.

    Args:
        text: Any text; nothing in it is read as a field or as markup.
        marks: Ids of the character styles that it stands in.
    """
    text = printable(text)
    element = w("r", _properties(text, marks))
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(w("br"))
        for index, piece in enumerate(line.split("\t")):
            if index:
                element.append(w("tab"))
            if piece:
                element.append(_text(piece))
    return element


def _text(piece: str) -> etree._Element:
    element = w("t")
    element.text = piece
    if piece != piece.strip():
        element.set(_XML_SPACE, "preserve")
    return element


def _properties(text: str, marks: Sequence[str]) -> etree._Element | None:
    style = next((name for name in _PRECEDENCE if name in marks), marks[0] if marks else None)
    hint = _AMBIGUOUS.search(text) is not None
    if not (style or hint):
        return None
    return w(
        "rPr",
        w("rStyle", val=style) if style else None,
        fonts(HEI if "Strong" in marks and style != "Strong" else None, hint=hint),
        w("u", val="dotted") if "Emphasis" in marks and style != "Emphasis" else None,
    )


def runs(inlines: Sequence[Inline], part: Part, marks: tuple[str, ...] = ()) -> Iterator[etree._Element]:
    """Inlines as runs and links.

    Args:
        inlines: What a paragraph is made of.
        part: The part that the links' targets are noted in.
        marks: Ids of the character styles around them.
    """
    for inline in inlines:
        match inline:
            case Run(text):
                yield run(text, *marks)
            case Code(text):
                yield run(text, *marks, "Code")
            case Strong(inner):
                yield from runs(inner, part, (*marks, "Strong"))
            case Emphasis(inner):
                yield from runs(inner, part, (*marks, "Emphasis"))
            case Link(href, inner):
                yield from _link(href, inner, part, marks)
            case Break():
                yield w("r", w("br"))


def _link(href: str, inner: Sequence[Inline], part: Part, marks: tuple[str, ...]) -> Iterator[etree._Element]:
    target = _target(href)
    if target is None or "Hyperlink" in marks:
        yield from runs(inner, part, marks)
        return
    link = w("hyperlink", *runs(inner, part, (*marks, "Hyperlink")), history=1)
    link.set(f"{{{R}}}id", part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    yield link


def _target(href: str) -> str | None:
    """The address in ASCII, as Word wants it; None where it is none that a report may link to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    named = parts.netloc if parts.scheme in ("http", "https") else parts.scheme == "mailto" and parts.path
    return quote(href, safe="%/:=&?~#+!$,;'@()*[]") if named else None
