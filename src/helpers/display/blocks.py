"""The document model: what the notebook's outputs are made of and every exporter reads.

An output carries its blocks as JSON under the mime type `MIME`, beside the HTML that Jupyter shows. Exporters
read the blocks, never the HTML, so that HTML, PDF and Word say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

MIME = "application/vnd.nianbao.blocks+json"

Audience = Literal["public", "review"]
"""Who sees a block: everybody, or only those who check the report."""


@dataclass(frozen=True)
class Node:
    """A piece of the document; its JSON is its fields, with `kind` first."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """The node as plain JSON; fields at their default are left out."""
        out: dict[str, Any] = {"kind": self.kind}
        for item in fields(self):
            value = getattr(self, item.name)
            if value != item.default:
                out[item.name] = _plain(value)
        return out


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
        subtitle: A line under it, e.g. 编制依据; empty where there is none.
    """

    kind: ClassVar[str] = "title"
    text: str
    lines: tuple[str, ...]
    office: str
    year: int
    edition: int
    draft: bool = False


@dataclass(frozen=True)
class Heading(Node):
    """A heading: level 1 一、, level 2 （一）, level 3 and below from the office's own text."""

    kind: ClassVar[str] = "heading"
    level: int
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
    start: int | None = None


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
    """

    kind: ClassVar[str] = "cell"
    text: str
    role: str = "value"
    rowspan: int = 1
    colspan: int = 1
    id: str = ""
    headers: tuple[str, ...] = ()
    address: str = ""


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
    columns: int
    header_rows: int
    widths: tuple[float, ...]
    label_columns: int = 0
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
    width: int = 150
    audience: Audience = "public"


@dataclass(frozen=True)
class FindingItem(Node):
    """One finding: `severity` is error, warning or info."""

    kind: ClassVar[str] = "finding"
    rule: str
    severity: str
    message: str
    label: str = ""
    line: int | None = None


@dataclass(frozen=True)
class FindingList(Node):
    """The findings that the reviewer sees; an empty list says that there are none."""

    kind: ClassVar[str] = "findings"
    items: tuple[FindingItem, ...]
    audience: Audience = "review"


Block = Title | Heading | Paragraph | Items | Quote | Preformatted | TableBlock | Figure | FindingList

_NODES: dict[str, type[Node]] = {
    cls.kind: cls
    for cls in (
        Run, Strong, Emphasis, Link, Code, Break, Title, Heading, Paragraph, Items, Quote,
        Preformatted, TableCell, TableBlock, Figure, FindingItem, FindingList,
    )
}  # fmt: skip


def from_json(data: Mapping[str, Any]) -> Any:
    """The node that `Node.to_json` wrote.

    Raises:
        ValueError: The data isn't a node's; it names the kind or the field.
    """
    kind = data.get("kind")
    cls = _NODES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise ValueError(f"no block is of kind {kind!r}")
    known = {item.name for item in fields(cls)}
    if unknown := set(data) - known - {"kind"}:
        raise ValueError(f"a {kind} has no {sorted(unknown)[0]!r}")
    try:
        return cls(**{name: _node(value) for name, value in data.items() if name != "kind"})
    except TypeError as error:
        raise ValueError(f"a {kind} is incomplete: {error}") from None


def _node(value: Any) -> Any:
    if isinstance(value, Mapping):
        return from_json(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_node(item) for item in value)
    return value
