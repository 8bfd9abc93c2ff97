"""The file: its parts, its metadata, and the same bytes for the same document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from helpers.display.characters import printable
from helpers.export.document import LANGUAGE, Document
from helpers.export.word.body import Body
from helpers.export.word.faces import font_table
from helpers.export.word.page import draft_header, footer, section
from helpers.export.word.red_head import head
from helpers.export.word.settings import settings_xml
from helpers.export.word.stylesheet import styles_xml
from helpers.export.word.xml import R, W, w, xml_bytes

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from helpers.display.blocks import Title

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can hold."""


def docx_of(document: Document, *, red_head: str = "") -> bytes:
    """The document as a Word file; equal documents give equal bytes.

    Args:
        document: The report.
        red_head: The issuing office's mark in red above the title (GB/T 9704—2012, 7.2.4); none if empty.
    """
    package = Package()
    root = cast("BaseOxmlElement", OxmlElement("w:document", nsdecls={"w": W, "r": R}))
    main = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, root, package)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    core = Part(
        PackURI("/docProps/core.xml"),
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        _core_properties(document.title),
        package,
    )
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    body = Body(main)
    content = [*head(red_head), *body.write(document.blocks)]
    parts = {
        "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_xml()),
        "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings_xml()),
        "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, xml_bytes(font_table())),
        "numbering": (
            CONTENT_TYPE.WML_NUMBERING,
            RELATIONSHIP_TYPE.NUMBERING,
            xml_bytes(body.numbering.element()),
        ),
    }
    for name, (content_type, relationship, blob) in parts.items():
        main.relate_to(Part(PackURI(f"/word/{name}.xml"), content_type, blob, package), relationship)
    root.append(w("body", *content, section(_headers(main, draft=document.title.draft), _footers(main))))
    return _same_bytes(package)


def _headers(main: DocumentPart, *, draft: bool) -> dict[str, str]:
    if not draft:
        return {}
    return {
        kind: _page_part(main, f"header{number}", draft_header(number))
        for number, kind in enumerate(("default", "even"), 1)
    }


def _footers(main: DocumentPart) -> dict[str, str]:
    return {
        "default": _page_part(main, "footer1", footer("OddPageNumber")),
        "even": _page_part(main, "footer2", footer("EvenPageNumber")),
    }


def _page_part(main: DocumentPart, name: str, element: etree._Element) -> str:
    """Add a header or a footer and give its relationship's id."""
    content_type, relationship = (
        (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
        if name.startswith("header")
        else (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)
    )
    part = Part(PackURI(f"/word/{name}.xml"), content_type, xml_bytes(element), main.package)
    return main.relate_to(part, relationship)


def _core_properties(title: Title) -> bytes:
    """What the file says about itself (ECMA-376 Part 2, 11); no time, since two builds are the same."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN_CORE})
    for name, value in (("title", title.text), ("creator", title.office), ("language", LANGUAGE)):
        etree.SubElement(root, f"{{{_DUBLIN_CORE}}}{name}").text = printable(value)
    return xml_bytes(root)


def _same_bytes(package: Package) -> bytes:
    """The package zipped without the time and the system that it is zipped on."""
    saved = io.BytesIO()
    package.save(saved)
    out = io.BytesIO()
    with ZipFile(saved) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
