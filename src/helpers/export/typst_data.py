"""What the PDF's template reads: the document as plain data, in characters that can be printed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from helpers.display.blocks import (
    Code,
    Emphasis,
    Figure,
    FindingList,
    Folded,
    Heading,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    Title,
)
from helpers.display.characters import printable
from helpers.display.findings import NO_FINDINGS, finding_message, findings_heading, mark_text, previous_text
from helpers.display.html import DRAFT_NOTE, LINK_SCHEMES
from helpers.display.severity import severity_label
from helpers.display.slots import slots_of
from helpers.export.typst_faces import Source, covered, roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from helpers.display.blocks import Block, FindingItem, Inline, TableCell
    from helpers.export.document import Document

Data = dict[str, Any]

_LINE_END = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"

_DEEPEST_LIST = 10
"""A list within so many others is set beside the outermost of them: the page has no room left."""

_DEEPEST_INLINE = 10

_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""What stands for itself in an address (RFC 3986)."""

_LONGEST_LINK = 2000
"""Characters; typst refuses 8000, and no reader follows such an address."""


class TypstData:
    """A document as the template reads it.

    Attributes:
        data: What the template reads as `report.json`.
        tables: The tables in it, in order.
        missing: The characters that no face has, by code point; each is printed as 〔U+20BB7〕.
    """

    def __init__(self, document: Document, source: Source = "pinned") -> None:
        self._covered = covered(source)
        self._levels: list[tuple[int, int]] = []
        self._missing: set[str] = set()
        self._finding = 1
        self.tables: list[TableBlock] = []
        self.data: Data = {
            "title": self._title(document.title),
            "blocks": self._blocks(block for block in document.blocks if block is not document.title),
            "roles": {role: list(families) for role, families in roles(source).items()},
        }
        self.missing = tuple(sorted(self._missing))

    def _blocks(self, blocks: Iterable[Block], depth: int = 0) -> list[Data]:
        return [made for block in blocks for made in self._block(block, depth)]

    def _block(self, block: Block, depth: int) -> list[Data]:  # noqa: C901  # one case a kind
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                made = {"kind": block.kind, "inlines": self._inlines(block.inlines)}
                # What is for reviewers alone is set as a note.
                return [made if block.audience == "public" else {"kind": "note", "blocks": [made]}]
            case Items():
                return self._items(block, depth)
            case Quote():
                return self._quote(block, depth)
            case Preformatted():
                return [{"kind": block.kind, "text": self._text(block.text.strip("\n"))}]
            case TableBlock():
                return self._table(block)
            case Figure():
                return [self._figure(block)]
            case FindingList():
                return [{"kind": "note", "blocks": self._findings(block)}]
            case Folded():
                summary = {"kind": "lead", "text": self._text(block.summary)}
                return [{"kind": "note", "blocks": [summary, *self._blocks(block.blocks, depth)]}]
            case Title():
                return self._block(Paragraph((Run(block.text),)), depth)

    def _title(self, title: Title) -> Data:
        lines = title.lines if "".join(title.lines) == title.text else (title.text,)
        return {
            "text": printable(title.text),
            "lines": [self._text(line) for line in lines],
            "office": printable(title.office),
            "year": title.year,
            "note": DRAFT_NOTE if title.draft else None,
        }

    def _heading(self, block: Heading) -> list[Data]:
        text = self._text(block.text)
        # PDF/UA takes no heading without a text.
        return [{"kind": block.kind, "level": self._level(block), "text": text}] if text.strip() else []

    def _level(self, heading: Heading) -> int:
        """The heading's level in the file, where PDF/UA lets none be skipped."""
        while self._levels and self._levels[-1][0] >= heading.level:
            self._levels.pop()
        level = self._levels[-1][1] + 1 if self._levels else 1
        self._levels.append((heading.level, level))
        return level

    def _items(self, block: Items, depth: int) -> list[Data]:
        if depth >= _DEEPEST_LIST:
            return [made for item in block.items for made in self._blocks(item, depth)]
        items = [self._blocks(item, depth + 1) for item in block.items]
        return [{"kind": block.kind, "start": block.start, "items": items}]

    def _quote(self, block: Quote, depth: int) -> list[Data]:
        if depth >= _DEEPEST_LIST:
            return self._blocks(block.blocks, depth)
        return [{"kind": block.kind, "blocks": self._blocks(block.blocks, depth + 1)}]

    def _figure(self, block: Figure) -> Data:
        return {
            "kind": block.kind,
            "svg": block.svg,
            "alt": printable(block.alt or block.caption or "图"),
            "caption": self._text(block.caption),
            "width": max(1, block.width),
        }

    def _table(self, table: TableBlock) -> list[Data]:
        if not table.rows:
            return self._blocks([Paragraph((Run(table.caption),))] if table.caption else [])
        self.tables.append(table)
        rows = [
            [
                {
                    "text": self._text(slot.cell.text),
                    "role": slot.cell.role,
                    "note": self._text(_note(slot.cell)),
                    "x": slot.column,
                    "y": number,
                    "colspan": slot.cell.colspan,
                    "rowspan": slot.cell.rowspan,
                }
                for slot in slots
            ]
            for number, slots in enumerate(slots_of(table))
        ]
        given = len(table.widths) == table.columns and all(width > 0 for width in table.widths)
        return [
            {
                "kind": table.kind,
                "caption": self._text(table.caption),
                "rows": rows,
                "header_rows": table.header_rows,
                "widths": list(table.widths) if given else [1] * table.columns,
                "label_columns": table.label_columns,
            }
        ]

    def _findings(self, block: FindingList) -> list[Data]:
        heading = self._heading(Heading(1, findings_heading(block.items)))
        if not block.items:
            return [*heading, *self._blocks([Paragraph((Run(NO_FINDINGS),))])]
        first = self._finding
        self._finding += len(block.items)
        items = tuple((Paragraph(_finding(item)),) for item in block.items)
        return [*heading, *self._block(Items(items, start=first), 0)]

    def _inlines(self, inlines: Sequence[Inline], depth: int = 0) -> list[Data]:
        return [made for inline in inlines for made in self._inline(inline, depth)]

    def _inline(self, inline: Inline, depth: int) -> list[Data]:
        match inline:
            case Run() | Code():
                return [{"kind": inline.kind, "text": self._text(inline.text)}]
            case Strong() | Emphasis():
                inner = self._inlines(inline.inlines, depth + 1)
                return inner if depth >= _DEEPEST_INLINE else [{"kind": inline.kind, "inlines": inner}]
            case Link():
                inner = self._inlines(inline.inlines, depth + 1)
                # A PDF takes addresses in ASCII alone.
                href = quote(printable(inline.href), safe=_ADDRESS)
                safe = href.lower().startswith(LINK_SCHEMES) and len(href) <= _LONGEST_LINK
                return [{"kind": inline.kind, "href": href, "inlines": inner}] if safe else inner
            case _:
                return [{"kind": inline.kind}]

    def _text(self, text: str) -> str:
        """The text in characters that a face has; line breaks of every kind become line feeds."""
        text = printable("\n".join(re.split(_LINE_END, text)))
        if text.isascii() and "\t" not in text:
            return text
        return "".join(map(self._character, text))

    def _character(self, character: str) -> str:
        point, category = ord(character), unicodedata.category(character)
        # PDF/A has no place for characters of private use, whatever a face has for them.
        if character == "\n" or character in _JOINING or (point in self._covered and category != "Co"):
            return character
        if character.isspace():
            return "    " if character == "\t" else " "
        self._missing.add(character)
        return f"〔U+{point:04X}〕"


_JOINING = frozenset(
    map(chr, [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
"""What shapes its neighbours and needs no glyph of its own."""


def _finding(item: FindingItem) -> tuple[Inline, ...]:
    return (
        Strong((Run(severity_label(item.severity)),)),
        Run(" "),
        Code(item.rule),
        Run(f" {finding_message(item)}"),
    )


def _note(cell: TableCell) -> str:
    """What reviewers see beside a cell's text."""
    previous = previous_text(cell.previous) if cell.previous else ""
    return previous + "".join(map(mark_text, cell.marks))
