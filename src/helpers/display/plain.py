"""Blocks as plain text, for a terminal and for Jupyter's text/plain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Figure,
    FindingItem,
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
from helpers.display.characters import printable
from helpers.display.findings import (
    NO_FINDINGS,
    finding_message,
    findings_heading,
    mark_text,
    previous_text,
)
from helpers.display.severity import severity_label
from helpers.display.slots import slots_of
from helpers.display.width import width_of

_GAP = "  "


def render_text(blocks: Iterable[Block]) -> str:
    """The blocks as lines of text, a blank line between two blocks.

    A table's columns are aligned by the width of each character on a terminal: two columns a Chinese one.
    """
    return "\n\n".join("\n".join(_lines(block)) for block in blocks)


def _lines(block: Block) -> list[str]:  # noqa: C901  # one case a kind
    match block:
        case Title():
            return [printable(block.text), *(["（草稿）"] if block.draft else [])]
        case Heading():
            return [printable(block.text)]
        case Paragraph():
            return _text(block.inlines).split("\n")
        case Items():
            return _items(block)
        case Quote():
            return [f"> {line}".rstrip() for line in render_text(block.blocks).split("\n")]
        case Preformatted():
            return [f"    {line}".rstrip() for line in printable(block.text).strip("\n").split("\n")]
        case TableBlock():
            return _table(block)
        case Figure():
            return [f"[图] {printable(block.caption)}", printable(block.alt)]
        case FindingList():
            said = [f"{number}. {_finding(item)}" for number, item in enumerate(block.items, 1)]
            return [printable(findings_heading(block.items)), *(said or [NO_FINDINGS])]
        case Folded():
            return [printable(block.summary), *render_text(block.blocks).split("\n")]


def _text(inlines: Sequence[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Run() | Code():
            return printable(inline.text)
        case Break():
            return "\n"
        case Link():
            text, href = _text(inline.inlines), printable(inline.href)
            return text if text == href else f"{text}（{href}）"
        case _:
            return _text(inline.inlines)


def _items(block: Items) -> list[str]:
    lines: list[str] = []
    for index, item in enumerate(block.items):
        mark = "- " if block.start is None else f"{block.start + index}. "
        first, *rest = render_text(item).split("\n")
        lines += [mark + first, *((" " * len(mark) + line).rstrip() for line in rest)]
    return lines


def _finding(item: FindingItem) -> str:
    return printable(f"{severity_label(item.severity)} {item.rule} {finding_message(item)}")


def _table(table: TableBlock) -> list[str]:
    rows = [[(slot, _cell(slot.cell)) for slot in row] for row in slots_of(table)]
    widths = [0] * table.columns
    # The narrow cells first, so that a merged cell only widens what is still too narrow for it.
    for slot, text in sorted((pair for row in rows for pair in row), key=lambda pair: pair[0].cell.colspan):
        columns = range(slot.column, min(slot.column + slot.cell.colspan, table.columns))
        if columns:
            taken = sum(widths[column] for column in columns) + len(_GAP) * (len(columns) - 1)
            widths[columns[-1]] += max(0, width_of(text) - taken)
    starts = [sum(widths[:column]) + len(_GAP) * column for column in range(table.columns + 1)]
    lines = [printable(table.caption)] if table.caption else []
    for number, row in enumerate(rows):
        line, width = "", 0
        for slot, text in row:
            gap = max(0, starts[min(slot.column, table.columns)] - width)
            line += " " * gap + text
            # Measured piece by piece: no line is met twice, most texts are.
            width += gap + width_of(text)
        lines.append(line)
        if number + 1 == table.header_rows:
            lines.append("-" * (starts[-1] - len(_GAP)))
    return lines


def _cell(cell: TableCell) -> str:
    previous = f" {previous_text(cell.previous)}" if cell.previous else ""
    return " ".join(printable(cell.text + previous + "".join(map(mark_text, cell.marks))).split())
