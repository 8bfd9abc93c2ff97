"""What makes a report harmless: its files say things, and do nothing."""

from __future__ import annotations

import ast
import base64
import io
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import nbformat
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from tests.export import docx_reader, html_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMES = ("http://", "https://", "mailto:")
PICTURE = "data:image/svg+xml;base64,"
_ACTIVE_ELEMENTS = {
    *("script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base", "link"),
    *("audio", "video", "source", "svg", "math", "template", "portal"),
}
_ACTIVE_KEYS = {
    *("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia"),
    *(
        "/SubmitForm",
        "/ImportData",
        "/AcroForm",
        "/XFA",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
    ),
}
_DOCX_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|word/(document|styles|settings|numbering|fontTable|webSettings|footnotes|endnotes|(header|footer)[0-9]*)\.xml"
    r"|word/theme/theme[0-9]+\.xml|word/_rels/[a-z]+[0-9]*\.xml\.rels|word/media/[a-z0-9_-]+\.(png|svg)"
)


def harm_in(content: bytes, kind: str) -> list[str]:
    """Everything in a file that does more than say something, a sentence each."""
    return list({"html": _in_html, "pdf": _in_pdf, "docx": _in_docx, "ipynb": _in_notebook}[kind](content))


def _in_html(content: bytes | str) -> Iterator[str]:
    for element in html_reader.parse(content).iter("*"):
        tag = str(element.tag)
        if tag in _ACTIVE_ELEMENTS:
            yield f"<{tag}>"
        if tag == "meta" and element.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"<meta http-equiv={element.get('http-equiv')}>"
        for name, value in element.attrib.items():
            address = value.strip().lower()
            if name.startswith("on") or name in (
                "style",
                "srcset",
                "formaction",
                "action",
                "background",
                "ping",
            ):
                yield f"<{tag} {name}={value[:40]}>"
            elif name == "href" and not address.startswith((*SCHEMES, "#")):
                yield f"<{tag} href={value[:40]}>"
            elif name == "src":
                if not value.startswith(PICTURE):
                    yield f"<{tag} src={value[:40]}>"
                else:
                    yield from _in_svg(base64.b64decode(value.removeprefix(PICTURE)))
        if tag == "style" and re.search(r"url\(|@import|expression|</", element.text or "", re.IGNORECASE):
            yield "a style that loads"


def _in_svg(content: bytes) -> Iterator[str]:
    for element in etree.fromstring(content).iter("*"):
        name = etree.QName(element).localname
        if name in ("script", "foreignObject", "image", "a", "animate", "set"):
            yield f"<{name}> in a picture"
        for key, value in element.attrib.items():
            if etree.QName(key).localname.startswith("on"):
                yield f"{etree.QName(key).localname} in a picture"
            if etree.QName(key).localname == "href" and not str(value).startswith("#"):
                yield f"a picture that loads {value!r}"


def _in_docx(content: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names if name.endswith((".xml", ".rels"))}
    yield from (f"the part {name}" for name in names if not _DOCX_PARTS.fullmatch(name))
    for name, data in parts.items():
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            yield f"{name} declares entities"
        root = etree.fromstring(data)
        if name.endswith(".rels"):
            for relation in docx_reader.find(root, "rel:Relationship[@TargetMode='External']"):
                target = relation.get("Target", "")
                if not (relation.get("Type", "").endswith("/hyperlink") and target.startswith(SCHEMES)):
                    yield f"{name} leads to {target}"
        yield from (
            f"{name} has the field {code}"
            for code in docx_reader.values(root, "//w:instrText/text() | //w:fldSimple/@w:instr")
            if code.split() != ["PAGE"]
        )
        for tag in ("object", "altChunk", "control", "OLEObject", "attachedTemplate", "mailMerge", "subDoc"):
            if root.xpath(f"//*[local-name() = '{tag}']"):
                yield f"{name} has a {tag}"


def _in_pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            yield from (f"{key} in the PDF" for key in value if key in _ACTIVE_KEYS)
            action = value.get("/S")
            if isinstance(action, str) and action in _ACTIVE_KEYS:
                yield f"the action {action}"
            if "/URI" in value and action == "/URI" and not str(value["/URI"]).startswith(SCHEMES):
                yield f"a link to {value['/URI']}"
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list(value)


def _in_notebook(content: bytes) -> Iterator[str]:
    notebook = nbformat.reads(content.decode(), as_version=4)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            for line in ast.parse(cell.source).body:
                try:
                    assert isinstance(line, ast.Assign)
                    ast.literal_eval(line.value)
                except (AssertionError, ValueError):
                    yield f"parameters that are code: {ast.unparse(line)[:60]}"
        for output in cell.get("outputs", ()):
            if output.output_type not in ("execute_result", "display_data"):
                yield f"an output of type {output.output_type}"
                continue
            page = output.data.get("text/html", "")
            yield from _in_html(f"<main>{page}</main>")
            yield from (f"an output as {kind}" for kind in output.data if "javascript" in kind)
