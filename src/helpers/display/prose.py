"""Narrative Markdown to blocks. Raw HTML is switched off: it is shown as the text it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    TableCell,
)
from helpers.display.width import width_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_SCHEMES = ("http://", "https://", "mailto:")
_CONTAINERS = ("blockquote_open", "list_item_open")
_DEEPEST_NESTING = 20
"""Lists and quotes within each other; the parser passes over what stands deeper."""

_WIDEST_TABLE, _LONGEST_TABLE = 20, 500
"""Columns and rows of a table; one with more is shown as lines of text."""

_NARROWEST, _BROADEST = 6, 40
"""Widths of a column in halves of a wide character: room for a short figure, and no more for a long text."""

_LOWEST_OFFICIAL_LEVEL = 2
_DEEPEST_LEVEL = 6


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Indented code and underlined headings are off: a clerk indents a paragraph by four spaces, and draws a
    # line under one, without meaning either. Link definitions are off, for “[注]: 不含市级” would vanish as one.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST_NESTING})
    return parser.enable("table").disable(["code", "lheading", "reference", "html_block", "html_inline"])


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of Markdown.

    It is CommonMark with tables, without raw HTML, indented code, underlined headings and link definitions;
    footnotes stay as they are written. Headings come below the official form's own: `#` is level 3. A picture gives its description, since a report loads nothing
    from outside; a link of another scheme than http, https and mailto gives its text and target. A text that is
    nested beyond all reason is shown as it is written, so that nothing of it is lost.
    """
    from markdown_it.tree import SyntaxTreeNode

    tokens = _parser().parse(text)
    if any(token.type in _CONTAINERS and token.level + 1 >= _DEEPEST_NESTING for token in tokens):
        return (Preformatted(text.strip("\n")),)
    return _blocks(SyntaxTreeNode(tokens).children)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for node in nodes if (block := _block(node)) is not None)


def _block(node: SyntaxTreeNode) -> Block | None:
    match node.type:
        case "heading":
            level = min(int(node.tag[1]) + _LOWEST_OFFICIAL_LEVEL, _DEEPEST_LEVEL)
            text = plain_text(_inlines(node.children[0].children))
            return Heading(level, text) if text.strip() else None
        case "paragraph":
            inlines = _trim(_inlines(node.children[0].children))
            return Paragraph(inlines) if inlines else None
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
            return Items(items=tuple(_blocks(item.children) for item in node.children), start=start)
        case "blockquote":
            return Quote(_blocks(node.children))
        case "table":
            return _table(node)
        case "fence":
            return Preformatted(node.content.rstrip("\n"))
        case _:
            # What is left is a thematic break, which says nothing.
            return None


def _table(node: SyntaxTreeNode) -> Block:
    rows = [
        [_cell_text(_inlines(cell.children[0].children)) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    columns = len(rows[0])
    if columns > _WIDEST_TABLE or len(rows) > _LONGEST_TABLE:
        return Preformatted("\n".join(" | ".join(row) for row in rows))
    heads = tuple(TableCell(text, "column", id=f"column-{at}") for at, text in enumerate(rows[0]))
    body = (
        tuple(TableCell(text, headers=(head.id,)) for text, head in zip(row, heads, strict=True))
        for row in rows[1:]
    )
    return TableBlock("table", "", (heads, *body), columns, header_rows=1, widths=_shares(rows))


def _shares(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The columns' widths: as their longest cells are, so that names needn't break where figures leave room."""
    longest = (max(map(width_of, column)) for column in zip(*rows, strict=True))
    return tuple(float(min(max(width, _NARROWEST), _BROADEST)) for width in longest)


def _cell_text(inlines: Sequence[Inline]) -> str:
    """A cell's text; a link's target stands behind its text, since a cell holds no links."""
    pieces: list[str] = []
    for inline in inlines:
        if isinstance(inline, Link) and inline.href != plain_text(inline.inlines):
            pieces.append(f"{plain_text(inline.inlines)}（{inline.href}）")
        else:
            pieces.append(plain_text([inline]))
    return "".join(pieces).strip()


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for index, node in enumerate(nodes):
        match node.type:
            case "text":
                out.append(Run(node.content))
            case "softbreak":
                out.append(Run(_joint(nodes, index)))
            case "hardbreak":
                out.append(Break())
            case "code_inline":
                out.append(Code(node.content))
            case "strong":
                out.append(Strong(_inlines(node.children)))
            case "em":
                out.append(Emphasis(_inlines(node.children)))
            case "image":
                out.append(Run(f"［图：{node.content}］"))
            case "link":
                out += _link(node)
    return _merge(out)


def _link(node: SyntaxTreeNode) -> Sequence[Inline]:
    href = str(node.attrs["href"])
    inlines = _inlines(node.children)
    if href.lower().startswith(_SCHEMES):
        return (Link(href, inlines),) if inlines else (Link(href, (Run(href),)),)
    return (*inlines, Run(f"（{href}）"))


def _joint(nodes: Sequence[SyntaxTreeNode], index: int) -> str:
    """What takes the place of a line's end in the source."""
    before = nodes[index - 1].content[-1:] if index else ""
    after = nodes[index + 1].content[:1] if index + 1 < len(nodes) else ""
    return "" if _is_wide(before) or _is_wide(after) else " "


def _is_wide(character: str) -> bool:
    """Whether no space belongs beside the character where a line of the source ends."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _merge(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run) and out and isinstance(out[-1], Run):
            out[-1] = Run(out[-1].text + inline.text)
        elif not isinstance(inline, Run) or inline.text:
            out.append(inline)
    return tuple(out)


def _trim(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the blanks (also full-width ones) that indent a paragraph: the layout indents it."""
    if inlines and isinstance(inlines[0], Run):
        first = Run(inlines[0].text.lstrip())
        inlines = (first, *inlines[1:]) if first.text else inlines[1:]
    if inlines and isinstance(inlines[-1], Run):
        last = Run(inlines[-1].text.rstrip())
        inlines = (*inlines[:-1], last) if last.text else inlines[:-1]
    return inlines


def plain_text(inlines: Sequence[Inline]) -> str:
    """The text of inlines without their marking."""
    pieces: list[str] = []
    for inline in inlines:
        match inline:
            case Run(text) | Code(text):
                pieces.append(text)
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                pieces.append(plain_text(inner))
            case Break():
                pieces.append("\n")
    return "".join(pieces)
