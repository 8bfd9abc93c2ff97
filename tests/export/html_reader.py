"""Reads pages back with lxml, as a stranger's program would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def parse(page: bytes | str) -> HtmlElement:
    """The page's root; bytes are read in the encoding that the page itself names."""
    return lxml.html.document_fromstring(page)


def table_cells(page: bytes | str) -> list[list[list[str]]]:
    """The text of each table's cells, row by row; a merged cell stands once, where it starts."""
    return [
        [[cell.text_content() for cell in row.iterchildren("th", "td")] for row in table.iter("tr")]
        for table in parse(page).iter("table")
    ]


def value_cells(page: bytes | str) -> list[list[str]]:
    """The text of each table's cells that are no headers, in order."""
    return [[cell.text_content() for cell in table.iter("td")] for table in parse(page).iter("table")]


def elements(page: bytes | str) -> list[tuple[str, dict[str, str], str, str]]:
    """Every element as name, attributes, text in front of its children, text behind it."""
    return [
        (str(node.tag), dict(node.attrib), node.text or "", node.tail or "") for node in parse(page).iter()
    ]
