"""Elements of WordprocessingML (ECMA-376 Part 1, 17)."""

from __future__ import annotations

from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20

_NAMESPACES = {"w": W, "r": R}


def w(tag: str, /, *children: etree._Element | None, **attributes: str | int | None) -> etree._Element:
    """An element of the main namespace.

    Args:
        tag: Its name without a prefix.
        children: What stands in it, in the schema's order; None is left out.
        attributes: Of the main namespace too; None is left out.
    """
    element = etree.Element(
        _name(tag),
        {_name(key): str(value) for key, value in attributes.items() if value is not None},
        nsmap=_NAMESPACES,
    )
    element.extend([child for child in children if child is not None])
    return element


@cache
def _name(local: str) -> str:
    return f"{{{W}}}{local}"


def switch(tag: str, on: bool | None) -> etree._Element | None:
    """A property that is on, off, or, where None, inherited."""
    if on is None:
        return None
    return w(tag) if on else w(tag, val="0")


def paragraph(
    style: str,
    *content: etree._Element,
    keep_next: bool = False,
    numbering: etree._Element | None = None,
    left: int | None = None,
) -> etree._Element:
    """A paragraph.

    Args:
        style: Its style's id.
        content: Runs and links.
        keep_next: Keep it on one page with what follows, whatever its style says.
        numbering: Its `numPr` where it is an item of a list.
        left: Indent in twips where a list that it belongs to asks for one.
    """
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep_next else None,
        numbering,
        w("ind", left=left) if left else None,
    )
    return w("p", properties, *content)


def xml_bytes(element: etree._Element) -> bytes:
    """A part's content."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)
