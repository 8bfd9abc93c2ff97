"""What a document says, piece by piece: as its blocks have it, and as each format's file is read back.

A piece is its kind and its text without blanks. Cells carry their spans, list items their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from lxml.html import Element
from tests.export import docx_reader, html_reader, pdf_reader

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Figure,
    FindingList,
    Folded,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    TableBlock,
    TableCell,
    Title,
)
from helpers.display.findings import NO_FINDINGS, finding_message, findings_heading, mark_text, previous_text
from helpers.display.html import DRAFT_NOTE
from helpers.display.prose import plain_text
from helpers.display.severity import severity_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree
    from lxml.html import HtmlElement

    from helpers.export.document import Document

BULLET = "•"


class Piece(NamedTuple):
    """One thing that a document says.

    Attributes:
        kind: title, heading, paragraph, item, pre, caption, cell, alt or link.
        text: Without blanks.
        detail: Number of an item, spans of a cell, target of a link.
    """

    kind: str
    text: str
    detail: str = ""


def piece(kind: str, text: str, detail: str = "") -> Iterator[Piece]:
    """The piece; none where there is nothing to say."""
    if (words := "".join(text.split())) or kind in ("item", "cell"):
        yield Piece(kind, words, detail)


def spans(rowspan: int, colspan: int) -> str:
    return f"{rowspan}×{colspan}"


def target(href: str) -> str:
    return unquote(href)


def sorted_out(pieces: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces in order, and the links apart."""
    every = list(pieces)
    return [one for one in every if one.kind != "link"], [one for one in every if one.kind == "link"]


# As the blocks have it.


def of_document(document: Document) -> Iterator[Piece]:
    number = 1
    for block in document.blocks:
        if isinstance(block, FindingList):
            yield from piece("heading", findings_heading(block.items))
            for item in block.items:
                said = f"{severity_label(item.severity)}{item.rule}{finding_message(item)}"
                yield from piece("item", said, str(number))
                number += 1
            if not block.items:
                yield from piece("paragraph", NO_FINDINGS)
        else:
            yield from _of_block(block)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Piece]:  # noqa: C901  # one case a kind
    match block:
        case Title():
            yield from piece("title", block.text)
            if block.draft:
                yield from piece("paragraph", DRAFT_NOTE)
        case Heading():
            yield from piece("heading", block.text)
        case Paragraph():
            yield from piece("paragraph", plain_text(block.inlines))
            yield from _links(block.inlines)
        case Items():
            for number, item in enumerate(block.items, block.start or 0):
                label = BULLET if block.start is None else str(number)
                first = item[0] if item and isinstance(item[0], Paragraph) else None
                yield from piece("item", plain_text(first.inlines) if first else "", label)
                if first:
                    yield from _links(first.inlines)
                yield from _of_blocks(item[1:] if first else item)
        case Quote():
            yield from _of_blocks(block.blocks)
        case Preformatted():
            yield from piece("pre", block.text)
        case TableBlock():
            yield from piece("caption", block.caption)
            for cell in [cell for row in block.rows for cell in row]:
                yield from piece("cell", _cell_text(cell), spans(cell.rowspan, cell.colspan))
        case Figure():
            yield from piece("alt", block.alt)
            yield from piece("caption", block.caption)
        case Folded():
            yield from piece("paragraph", block.summary)
            yield from _of_blocks(block.blocks)


def _cell_text(cell: TableCell) -> str:
    previous = previous_text(cell.previous) if cell.previous else ""
    return cell.text + previous + "".join(map(mark_text, cell.marks))


def _links(inlines: Sequence[Inline]) -> Iterator[Piece]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield from piece("link", plain_text(inline.inlines), target(inline.href))
        elif not isinstance(inline, Run | Code | Break):
            yield from _links(inline.inlines)


# As HTML has it.

_HTML_BLOCKS = {"p", "pre", "ul", "ol", "blockquote", "figure", "div", "details", "section"}
_HTML_KINDS = {
    "h1": "title", **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"), "p": "paragraph",
    "summary": "paragraph", "pre": "pre", "figcaption": "caption", "caption": "caption",
}  # fmt: skip


def of_html(page: bytes) -> Iterator[Piece]:
    [main] = html_reader.parse(page).iter("main")
    yield from _html(main)


def _html(node: HtmlElement) -> Iterator[Piece]:
    for child in node.iterchildren():
        tag = str(child.tag)
        if tag in ("ul", "ol"):
            yield from _html_list(child)
        elif tag == "img":
            yield from piece("alt", child.get("alt", ""))
        elif tag in ("td", "th"):
            size = spans(int(child.get("rowspan", "1")), int(child.get("colspan", "1")))
            yield from piece("cell", child.text_content(), size)
        elif tag in _HTML_KINDS:
            yield from piece(_HTML_KINDS[tag], child.text_content())
            yield from _html_links(child)
        else:
            yield from _html(child)


def _html_links(node: HtmlElement) -> Iterator[Piece]:
    for link in node.iter("a"):
        yield from piece("link", link.text_content(), target(link.get("href", "")))


def _html_list(node: HtmlElement) -> Iterator[Piece]:
    for number, item in enumerate(node.iterchildren("li"), int(node.get("start", "1"))):
        text = item.text or ""
        links: list[Piece] = []
        rest: list[HtmlElement] = []
        for child in item.iterchildren():
            if rest or child.tag in _HTML_BLOCKS:
                rest.append(child)
            else:
                text += child.text_content() + (child.tail or "")
                links += _html_links(child)
        yield from piece("item", text, BULLET if node.tag == "ul" else str(number))
        yield from links
        for child in rest:
            holder = Element("div")
            holder.append(child)
            yield from _html(holder)


# As the PDF's structure tree has it.


def of_pdf(pdf: bytes) -> Iterator[Piece]:
    yield from _pdf(pdf_reader.structure(pdf))


def _pdf(element: pdf_reader.Element) -> Iterator[Piece]:
    tag = element.tag
    if tag == "L":
        yield from _pdf_list(element)
    elif tag == "Table":
        yield from _pdf_table(element)
    elif tag == "Figure":
        yield from piece("alt", element.alt)
    elif tag == "Caption":
        yield from piece("caption", element.text)
    elif tag in ("Title", "P", "Code") or tag[:1] == "H":
        yield from piece(
            {"Title": "title", "P": "paragraph", "Code": "pre"}.get(tag, "heading"), element.text
        )
        yield from _pdf_links(element)
    else:
        # A figure's caption stands before the picture.
        captioned = any(kid.tag == "Figure" for kid in element.kids)
        kids = sorted(element.kids, key=lambda kid: captioned and kid.tag == "Caption")
        for kid in kids:
            yield from _pdf(kid)


def _pdf_links(element: pdf_reader.Element) -> Iterator[Piece]:
    for link in element.all("Link"):
        yield from piece("link", link.text, target(link.attributes.get("URI", "")))


def _pdf_list(element: pdf_reader.Element) -> Iterator[Piece]:
    for kid in element.kids:
        if kid.tag == "L":
            yield from _pdf_list(kid)
            continue
        [label] = [one for one in kid.kids if one.tag == "Lbl"]
        [body] = [one for one in kid.kids if one.tag == "LBody"]
        first = body.kids[0] if body.kids and body.kids[0].tag == "P" else None
        mark = "".join(label.text.split()).rstrip(".")
        yield from piece("item", first.text if first else "", mark if mark.isdigit() else BULLET)
        if first:
            yield from _pdf_links(first)
        for one in body.kids[1:] if first else body.kids:
            yield from _pdf(one)


def _pdf_table(element: pdf_reader.Element) -> Iterator[Piece]:
    for caption in element.all("Caption"):
        yield from piece("caption", caption.text)
    for cell in element.all("TH", "TD"):
        high, wide = (int(cell.attributes.get(name, 1)) for name in ("RowSpan", "ColSpan"))
        yield from piece("cell", cell.text, spans(high, wide))


# As Word has it.

_WORD_KINDS = {
    "公文标题": "title", "审核标题": "heading", "表题": "caption", "图题": "caption", "原样文本": "pre"
}  # fmt: skip


def of_docx(docx: bytes) -> Iterator[Piece]:
    body = docx_reader.find(docx_reader.part(docx), "w:body")[0]
    styles = docx_reader.style_names(docx)
    starts = _starts(docx)
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in docx_reader.part(docx, "word/_rels/document.xml.rels")
    }
    tables = iter(docx_reader.tables(docx))
    for element in body:
        if element.tag == f"{docx_reader.W}tbl":
            for cell in [cell for row in next(tables) for cell in row]:
                yield from piece("cell", cell.text, spans(cell.rowspan, cell.colspan))
        elif element.tag == f"{docx_reader.W}p":
            yield from _word_paragraph(element, styles, starts, targets)


def _word_paragraph(
    element: etree._Element, styles: dict[str, str], starts: dict[str, Any], targets: dict[str, str]
) -> Iterator[Piece]:
    style = styles[docx_reader.values(element, "w:pPr/w:pStyle/@w:val")[0]]
    for alt in docx_reader.values(element, ".//wp:docPr/@descr"):
        yield from piece("alt", alt)
    text = docx_reader.text_of(element)
    if numbered := docx_reader.values(element, "w:pPr/w:numPr/w:numId/@w:val"):
        label = BULLET
        if (number := starts.get(numbered[0])) is not None:
            label, starts[numbered[0]] = str(number), number + 1
        yield from piece("item", text, label)
    else:
        kind = "heading" if style.endswith("级标题") else _WORD_KINDS.get(style, "paragraph")
        yield from piece(kind, text)
    for link in docx_reader.find(element, ".//w:hyperlink"):
        [identifier] = docx_reader.values(link, "@r:id")
        yield from piece("link", docx_reader.text_of(link), target(targets[identifier]))


def _starts(docx: bytes) -> dict[str, int]:
    """The first number of each numbered list, by its id."""
    numbering = docx_reader.part(docx, "word/numbering.xml")
    return {
        docx_reader.values(one, "@w:numId")[0]: int(start)
        for one in docx_reader.find(numbering, "w:num")
        for start in docx_reader.values(one, "w:lvlOverride/w:startOverride/@w:val")
    }
