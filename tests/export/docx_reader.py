"""Reads a Word file back through its XML, so that tests see what Word sees."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple, cast
from zipfile import ZipFile

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class Cell(NamedTuple):
    """A cell as the blocks have it: one that spans rows stands in the first of them alone."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def names(docx: bytes) -> list[str]:
    """The files in the package."""
    with ZipFile(io.BytesIO(docx)) as package:
        return package.namelist()


def part(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    """The content of a part."""
    with ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath with Word's usual prefixes."""
    return cast("list[etree._Element]", element.xpath(path, namespaces=NAMESPACES))


def values(element: etree._Element, path: str) -> list[str]:
    """The attributes or texts at an XPath with Word's usual prefixes."""
    return [str(value) for value in cast("list[str]", element.xpath(path, namespaces=NAMESPACES))]


def text_of(element: etree._Element) -> str:
    """The text in an element; a break is a line feed."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        child.text or "" if child.tag == f"{W}t" else pieces.get(str(child.tag), "")
        for child in element.iter()
    )


def style_names(docx: bytes) -> dict[str, str]:
    """The styles' names by id."""
    return {
        values(style, "@w:styleId")[0]: values(style, "w:name/@w:val")[0]
        for style in find(part(docx, "word/styles.xml"), "w:style")
    }


def paragraphs(docx: bytes) -> list[tuple[str, str]]:
    """Style's name and text of each paragraph outside tables that has any text."""
    styles = style_names(docx)
    return [
        (styles[values(paragraph, "w:pPr/w:pStyle/@w:val")[0]], text)
        for paragraph in find(part(docx), "w:body/w:p")
        if (text := text_of(paragraph))
    ]


def tables(docx: bytes) -> list[list[list[Cell]]]:
    """The cells of each row of each table, their spans as the blocks have them."""
    return [list(_rows(table)) for table in find(part(docx), "//w:tbl")]


def table_cells(docx: bytes) -> list[list[list[str]]]:
    """The texts of the cells of each row of each table, as `tables` has them."""
    return [[[cell.text for cell in row] for row in table] for table in tables(docx)]


def _rows(table: etree._Element) -> Iterator[list[Cell]]:
    rows = [list(_pieces(row)) for row in find(table, "w:tr")]
    for number, row in enumerate(rows):
        cells = []
        for column, colspan, merge, text in row:
            if merge == "continue":
                continue
            rowspan = 1
            while (
                merge
                and number + rowspan < len(rows)
                and ((column, colspan, "continue", "") in rows[number + rowspan])
            ):
                rowspan += 1
            cells.append(Cell(text, rowspan, colspan))
        yield cells


def _pieces(row: etree._Element) -> Iterator[tuple[int, int, str, str]]:
    """Column, colspan, vertical merge and text of what Word has in a row."""
    column = 0
    for cell in find(row, "w:tc"):
        colspan = int((values(cell, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
        merge = (values(cell, "w:tcPr/w:vMerge/@w:val") or [""])[0]
        yield column, colspan, merge, "\n".join(text_of(paragraph) for paragraph in find(cell, "w:p"))
        column += colspan
