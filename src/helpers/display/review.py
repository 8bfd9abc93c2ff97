"""The look for reviewers: a report's blocks with findings and last year's figures in the cells, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.display.blocks import (
    Block,
    FindingItem,
    FindingList,
    Folded,
    Heading,
    Inline,
    Paragraph,
    Preformatted,
    Run,
    Strong,
    TableBlock,
    TableCell,
)
from helpers.display.findings import finding_message, mark_text
from helpers.display.severity import severity_label


@dataclass(frozen=True)
class Origin:
    """What a report was made of.

    Attributes:
        inputs: SHA-256 of each input by its name.
        versions: Version of each program by its name.
        lines: Line of the params file on which a figure stands, by address.
        code: The source of each code cell that has some.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    code: Sequence[str] = ()


def for_public(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without what only reviewers see: whole blocks, and last year's figures in the cells."""
    for block in blocks:
        if getattr(block, "audience", "public") == "public":
            yield without_previous(block)


def without_previous(block: Block) -> Block:
    """The block without last year's figures, where it is a table."""
    if not isinstance(block, TableBlock) or not any(cell.previous for row in block.rows for cell in row):
        return block
    rows = (
        tuple(replace(cell, previous="") if cell.previous else cell for cell in row) for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def for_review(blocks: Sequence[Block], origin: Origin) -> Iterator[Block]:
    """The blocks with the findings' numbers in the cells that they concern, a note below, and the origin last."""
    blocks = [_with_lines(block, origin.lines) for block in blocks]
    findings = [item for block in blocks if isinstance(block, FindingList) for item in block.items]
    numbered = list(enumerate(findings, 1))
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from _marked(block, numbered)
        else:
            yield block
    yield from _origin(origin)


def _with_lines(block: Block, lines: Mapping[str, int]) -> Block:
    if not isinstance(block, FindingList):
        return block
    items = (
        replace(item, line=lines[item.cell]) if item.line is None and item.cell in lines else item
        for item in block.items
    )
    return replace(block, items=tuple(items))


def _marked(table: TableBlock, findings: Sequence[tuple[int, FindingItem]]) -> Iterator[Block]:
    by_cell: dict[str, list[int]] = {}
    for number, item in findings:
        if item.cell:
            by_cell.setdefault(item.cell, []).append(number)

    def mark(cell: TableCell) -> TableCell:
        return replace(cell, marks=tuple(by_cell[cell.address])) if cell.address in by_cell else cell

    addresses = {cell.address for row in table.rows for cell in row}
    here = [(number, item) for number, item in findings if item.cell and item.cell in addresses]
    if not here:
        yield table
        return
    yield replace(table, rows=tuple(tuple(mark(cell) for cell in row) for row in table.rows))
    for number, item in here:
        inlines: tuple[Inline, ...] = (
            Strong((Run(f"{mark_text(number)}{severity_label(item.severity)}"),)),
            Run(f" {finding_message(item)}"),
        )
        yield Paragraph(inlines, audience="review")


def _origin(origin: Origin) -> Iterator[Block]:
    yield Heading(1, "附：编制信息", id="origin", audience="review")
    if not (origin.inputs or origin.versions):
        yield Paragraph((Run("笔记本没有记录输入文件和程序版本。"),), audience="review")
    if origin.inputs:
        yield _pairs("origin-inputs", "输入文件", ("文件", "SHA-256"), (40.0, 116.0), origin.inputs)
    if origin.versions:
        yield _pairs("origin-versions", "程序版本", ("程序", "版本"), (78.0, 78.0), origin.versions)
    for number, code in enumerate(origin.code, 1):
        yield Folded(f"第{number}段代码", (Preformatted(code),))


def _pairs(
    identifier: str,
    caption: str,
    heads: tuple[str, str],
    widths: tuple[float, float],
    values: Mapping[str, str],
) -> TableBlock:
    columns = tuple(
        TableCell(text, "column", id=f"{identifier}-{name}")
        for name, text in zip(("name", "value"), heads, strict=True)
    )
    rows = [columns]
    for number, (name, value) in enumerate(values.items()):
        row = f"{identifier}-{number}"
        rows.append(
            (
                TableCell(name, "row", id=row),
                TableCell(value, headers=(f"{identifier}-value", row)),
            )
        )
    return TableBlock(
        identifier, caption, tuple(rows), 2, header_rows=1, widths=widths, label_columns=1, audience="review"
    )
