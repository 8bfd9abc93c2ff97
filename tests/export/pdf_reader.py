"""Reads a tagged PDF back through its structure tree, as a screen reader does."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NumberObject

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MAPPINGS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])")


@dataclass
class Element:
    """A structure element.

    Attributes:
        tag: Its type without the slash, e.g. `TH`.
        text: Its own and its descendants' text in reading order.
        attributes: Of all owners, by name without the slash.
    """

    tag: str
    alt: str = ""
    identifier: str = ""
    text: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and all below it in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *tags: str) -> list[Element]:
        """The elements of these types in reading order."""
        return [element for element in self.walk() if element.tag in tags]


def structure(pdf: bytes) -> Element:
    """The document's structure tree; the root is the element `Document`."""
    reader = PdfReader(io.BytesIO(pdf))
    texts: dict[tuple[int, int], str] = {}
    for page in reader.pages:
        assert page.indirect_reference is not None
        for number, text in _marked_text(reader, page).items():
            texts[page.indirect_reference.idnum, number] = text
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    [document] = root["/K"]
    return _element(document.get_object(), texts)


def table_cells(pdf: bytes) -> list[list[list[str]]]:
    """The text of each table's cells by row, as the structure tree has them: a merged cell stands once."""
    return [
        [[cell.text for cell in row.all("TH", "TD")] for row in table.all("TR")]
        for table in structure(pdf).all("Table")
    ]


def _element(node: DictionaryObject, texts: dict[tuple[int, int], str]) -> Element:
    element = Element(
        tag=str(node["/S"])[1:], alt=str(node.get("/Alt", "")), identifier=str(node.get("/ID", ""))
    )
    owners: Any = node.get("/A", ArrayObject())
    for owner in owners if isinstance(owners, ArrayObject) else [owners]:
        element.attributes |= {key[1:]: value for key, value in owner.get_object().items() if key != "/O"}
    kids: Any = node.get("/K", ArrayObject())
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, NumberObject):
            element.text += texts.get((node.raw_get("/Pg").idnum, int(kid)), "")
        elif kid.get("/Type") == "/MCR":
            element.text += texts.get((kid.raw_get("/Pg").idnum, int(kid["/MCID"])), "")
        elif kid.get("/Type") == "/OBJR":
            action = kid["/Obj"].get("/A", {})
            if "/URI" in action:
                element.attributes["URI"] = str(action["/URI"])
        elif "/S" in kid:
            element.kids.append(_element(kid, texts))
            element.text += element.kids[-1].text
    return element


def _marked_text(reader: PdfReader, page: DictionaryObject) -> dict[int, str]:
    """The page's text by the number of the marked content it stands in."""
    texts: dict[int, str] = {}
    marks: list[int | None] = []
    decode: dict[int, str] = {}
    resources: Any = page["/Resources"]
    tables = {name: _to_unicode(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator in (b"BDC", b"BMC"):
            properties = (
                operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
            )
            inherited = None if operands[0] == "/Artifact" else next(reversed(marks), None)
            marks.append(int(properties["/MCID"]) if "/MCID" in properties else inherited)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            decode = tables[operands[0]]
        elif operator in (b"Tj", b"TJ") and marks and marks[-1] is not None:
            pieces = operands[0] if operator == b"TJ" else operands
            shown = b"".join(piece.original_bytes for piece in pieces if hasattr(piece, "original_bytes"))
            codes = (int.from_bytes(shown[at : at + 2]) for at in range(0, len(shown), 2))
            texts[marks[-1]] = texts.get(marks[-1], "") + "".join(decode[code] for code in codes)
    return texts


def _to_unicode(font: DictionaryObject) -> dict[int, str]:
    """The text of each two-byte code."""
    codes: dict[int, str] = {}
    data = font["/ToUnicode"].get_data()  # type: ignore[attr-defined]
    for kind, body in _MAPPINGS.findall(data):
        if kind == b"bfchar":
            values = _HEX.findall(body)
            codes |= {
                int(code, 16): _text(text) for code, text in zip(values[::2], values[1::2], strict=True)
            }
            continue
        for first, last, target in _RANGE.findall(body):
            texts = _HEX.findall(target)
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if target.startswith(b"["):
                    codes[code] = _text(texts[offset])
                else:
                    codes[code] = chr(ord(_text(texts[0])) + offset)
    return codes


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
