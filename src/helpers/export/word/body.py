"""Blocks as paragraphs, tables and pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers.display.blocks import (
    Block,
    Figure,
    FindingItem,
    FindingList,
    Folded,
    Heading,
    Items,
    Paragraph,
    Preformatted,
    Quote,
    TableBlock,
    Title,
)
from helpers.display.findings import NO_FINDINGS, finding_message, findings_heading
from helpers.display.html import DRAFT_NOTE
from helpers.display.severity import is_severity, severity_label
from helpers.export.word.figures import figure, pictures_of
from helpers.export.word.numbering import Numbering, indent_of, number_of
from helpers.export.word.styles import DEEPEST_HEADING
from helpers.export.word.tables import table
from helpers.export.word.text import run, runs
from helpers.export.word.xml import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.parts.story import StoryPart
    from lxml import etree


@dataclass(frozen=True)
class _Place:
    """Where blocks stand.

    Attributes:
        style: Id of the style of running text there.
        depth: How many lists are around.
        left: Indent of what belongs to a list's item, in twips.
    """

    style: str = "Body"
    depth: int = 0
    left: int | None = None


class Body:
    """Writes a document's blocks.

    Attributes:
        numbering: The lists met so far.
    """

    def __init__(self, part: StoryPart) -> None:
        self.numbering = Numbering()
        self._part = part
        self._figures = 0
        self._pictures: Iterator[bytes] = iter(())
        self._finding = 1

    def write(self, blocks: Sequence[Block]) -> Iterator[etree._Element]:
        """The blocks as elements of the body.

        Raises:
            TypesettingError: A picture can't be read.
        """
        self._pictures = iter(pictures_of(blocks))
        return self._write(blocks, _Place())

    def _write(self, blocks: Sequence[Block], place: _Place) -> Iterator[etree._Element]:
        for block in blocks:
            yield from self._block(block, place)

    def _block(  # noqa: C901  # one case a kind
        self, block: Block, place: _Place
    ) -> Iterator[etree._Element]:
        match block:
            case Title():
                yield from _title(block)
            case Heading():
                yield paragraph(f"Level{max(1, min(block.level, DEEPEST_HEADING))}", run(block.text))
            case Paragraph():
                yield self._paragraph(block, place)
            case Items():
                yield from self._list(block, place)
            case Quote():
                yield from self._write(block.blocks, replace(place, style="Quotation"))
            case Preformatted():
                yield paragraph("Verbatim", run(block.text.strip("\n")), left=place.left)
            case TableBlock():
                yield from _captioned(block)
            case Figure():
                self._figures += 1
                yield from figure(block, next(self._pictures), self._part, self._figures)
            case FindingList():
                yield from self._findings(block)
            case Folded():
                yield paragraph("Review", run(block.summary, "Strong"), keep_next=True)
                yield from self._write(block.blocks, place)

    def _paragraph(self, block: Paragraph, place: _Place) -> etree._Element:
        style = "Review" if block.audience == "review" else place.style
        return paragraph(style, *runs(block.inlines, self._part), left=place.left)

    def _list(self, block: Items, place: _Place) -> Iterator[etree._Element]:
        """A list; what follows an item's first paragraph is indented as far as that one's text."""
        identifier = self.numbering.add(block.start, place.depth)
        style = "Item" if place.style == "Body" else place.style
        inner = _Place(style, place.depth + 1, indent_of(place.depth))
        for item in block.items:
            first = item[0] if item and isinstance(item[0], Paragraph) else None
            content = runs(first.inlines, self._part) if first else ()
            yield paragraph(style, *content, numbering=number_of(identifier, place.depth))
            yield from self._write(item[1:] if first else item, inner)

    def _findings(self, block: FindingList) -> Iterator[etree._Element]:
        yield paragraph("ReviewHeading", run(findings_heading(block.items)))
        if not block.items:
            yield paragraph("Finding", run(NO_FINDINGS))
            return
        identifier = self.numbering.add(self._finding, 0)
        self._finding += len(block.items)
        for item in block.items:
            yield paragraph("Finding", *_finding(item), numbering=number_of(identifier, 0))


def _title(block: Title) -> Iterator[etree._Element]:
    broken = "".join(block.lines) == block.text
    yield paragraph("ReportTitle", run("\n".join(block.lines) if broken else block.text))
    if block.draft:
        yield paragraph("Draft", run(DRAFT_NOTE))


def _captioned(block: TableBlock) -> Iterator[etree._Element]:
    """A table between its caption and a line that parts it from a next table, which Word would join to it."""
    if block.caption:
        yield paragraph("TableCaption", run(block.caption))
    element = table(block)
    if element is not None:
        yield element
        yield paragraph("AfterTable")


def _finding(item: FindingItem) -> Iterator[etree._Element]:
    mark = f"Severity{item.severity.capitalize()}" if is_severity(item.severity) else "Strong"
    yield run(severity_label(item.severity), mark)
    yield run(" ")
    yield run(item.rule, "Code")
    yield run(f" {finding_message(item)}")
