"""The document model: what the notebook's outputs are made of and every exporter reads.

An output carries its blocks as JSON under the mime type `MIME`, beside the HTML that Jupyter shows. Exporters
read the blocks, never the HTML, so that HTML, PDF and Word say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from helpers.display.shape import Range

MIME = "application/vnd.nianbao.blocks+json"

Audience = Literal["public", "review"]
"""Who sees a block: everybody, or only those who check the report."""

Level = Annotated[int, Range(1, 9)]
"""Of a heading; Word knows nine."""
Span = Annotated[int, Range(1, 1000)]
"""Rows or columns that a cell takes."""
Count = Annotated[int, Range(0, 1000)]
Ordinal = Annotated[int, Range(0, 999_999_999)]
"""A list's number; CommonMark's has nine digits at most."""
Year = Annotated[int, Range(1, 9999)]
Share = Annotated[float, Range(0, 10_000)]
Millimetres = Annotated[int, Range(1, 1000)]


@dataclass(frozen=True)
class Node:
    """A piece of the document; its JSON is its fields, with `kind` first."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """The node as plain JSON; fields at their default are left out."""
        out: dict[str, Any] = {"kind": self.kind}
        for name, default in _defaults(type(self)):  # type: ignore[arg-type]  # a class can be hashed
            value = getattr(self, name)
            if value != default:
                out[name] = _plain(value)
        return out


@cache
def _defaults(cls: type[Node]) -> tuple[tuple[str, Any], ...]:
    """The fields of a class and their defaults; a report has some thousand nodes of a dozen classes."""
    return tuple((item.name, item.default) for item in fields(cls))


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


# Inlines: what a paragraph is made of.


@dataclass(frozen=True)
class Run(Node):
    """Plain text."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True)
class Strong(Node):
    """Emphasised text (**…**)."""

    kind: ClassVar[str] = "strong"
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis(Node):
    """Lightly emphasised text (*…*)."""

    kind: ClassVar[str] = "emphasis"
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Link(Node):
    """A link; `href` is http, https or mailto."""

    kind: ClassVar[str] = "link"
    href: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Code(Node):
    """Text set in a fixed-width face."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True)
class Break(Node):
    """A line break inside a paragraph."""

    kind: ClassVar[str] = "break"


Inline = Run | Strong | Emphasis | Link | Code | Break


# Blocks.


@dataclass(frozen=True)
class Title(Node):
    """The report's title, and with it what the document is: exporters take their metadata from here.

    Attributes:
        text: The whole title.
        lines: The title broken at sense, for pages; together they are `text`.
        office: The office's name.
        year: The report year.
        edition: The number of the form's edition.
        draft: Whether every page is marked 草稿.
    """

    kind: ClassVar[str] = "title"
    text: str
    lines: tuple[str, ...]
    office: str
    year: Year
    edition: Year
    draft: bool = False


@dataclass(frozen=True)
class Heading(Node):
    """A heading: level 1 一、, level 2 （一）, level 3 and below from the office's own text."""

    kind: ClassVar[str] = "heading"
    level: Level
    text: str
    id: str = ""
    audience: Audience = "public"


@dataclass(frozen=True)
class Paragraph(Node):
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    inlines: tuple[Inline, ...]
    audience: Audience = "public"


@dataclass(frozen=True)
class Items(Node):
    """A list; each item is blocks.

    Attributes:
        start: Number of the first item; None for bullets.
    """

    kind: ClassVar[str] = "list"
    items: tuple[tuple[Block, ...], ...]
    start: Ordinal | None = None


@dataclass(frozen=True)
class Quote(Node):
    """Quoted blocks."""

    kind: ClassVar[str] = "quote"
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Preformatted(Node):
    """Lines shown as they are."""

    kind: ClassVar[str] = "preformatted"
    text: str
    audience: Audience = "public"


@dataclass(frozen=True)
class TableCell(Node):
    """One printed cell.

    Attributes:
        role: `band`, `corner`, `column`, `row` or `value` (form.grid.Role).
        id: Name of a header cell within its table.
        headers: The ids of the header cells that a value belongs to, outermost first.
        address: Where a value stands in params.
        previous: Last year's figure, for whoever reviews the report.
        marks: Numbers of the findings that concern the cell, counted from 1.
    """

    kind: ClassVar[str] = "cell"
    text: str
    role: str = "value"
    rowspan: Span = 1
    colspan: Span = 1
    id: str = ""
    headers: tuple[str, ...] = ()
    address: str = ""
    previous: str = ""
    marks: tuple[Ordinal, ...] = ()


@dataclass(frozen=True)
class TableBlock(Node):
    """A table with merged cells; a cell that spans rows stands in its first row alone, as in HTML.

    Attributes:
        caption: Printed above the table.
        rows: Rows of cells.
        columns: Width in columns.
        header_rows: Rows at the top that a next page repeats.
        widths: Relative width of each column.
        label_columns: How many columns at the left hold row labels.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    rows: tuple[tuple[TableCell, ...], ...]
    columns: Count
    header_rows: Count
    widths: tuple[Share, ...]
    label_columns: Count = 0
    audience: Audience = "public"


@dataclass(frozen=True)
class Figure(Node):
    """A picture.

    Attributes:
        svg: The picture.
        alt: What it shows, in words with the figures.
        width: Printed width in mm.
    """

    kind: ClassVar[str] = "figure"
    id: str
    svg: str
    alt: str
    caption: str
    width: Millimetres = 150
    audience: Audience = "public"


@dataclass(frozen=True)
class FindingItem(Node):
    """One finding.

    Attributes:
        severity: `error`, `warning` or `info`.
        line: Of the params file.
        cell: Address in params of the figure that it is about.
    """

    kind: ClassVar[str] = "finding"
    rule: str
    severity: str
    message: str
    label: str = ""
    line: Ordinal | None = None
    cell: str = ""


@dataclass(frozen=True)
class FindingList(Node):
    """The findings that the reviewer sees; an empty list says that there are none."""

    kind: ClassVar[str] = "findings"
    items: tuple[FindingItem, ...]
    audience: Audience = "review"


@dataclass(frozen=True)
class Folded(Node):
    """Blocks that a reader unfolds on a screen; on paper they stand below their summary."""

    kind: ClassVar[str] = "folded"
    summary: str
    blocks: tuple[Block, ...]
    audience: Audience = "review"


Block = (
    Title | Heading | Paragraph | Items | Quote | Preformatted | TableBlock | Figure | FindingList | Folded
)
