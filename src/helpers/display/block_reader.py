"""Blocks read back from a notebook, which anybody may have changed: what isn't a block's own shape is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    FindingItem,
    FindingList,
    Folded,
    Heading,
    Items,
    Link,
    Node,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    TableCell,
    Title,
)
from helpers.display.shape import Check, check_for

_NODES: dict[str, type[Node]] = {
    cls.kind: cls
    for cls in (
        Run, Strong, Emphasis, Link, Code, Break, Title, Heading, Paragraph, Items, Quote,
        Preformatted, TableCell, TableBlock, Figure, FindingItem, FindingList, Folded,
    )
}  # fmt: skip


_DEEPEST = 64
"""Nodes within each other; a narrative's lists and quotes end at 20, as do its emphases."""


def from_json(data: Any) -> Any:
    """The node that `Node.to_json` wrote.

    Raises:
        ValueError: The data isn't a node's; it names the kind and the field.
    """
    return _any_node(data, 0)


def blocks_from_json(data: Any) -> tuple[Block, ...]:
    """The blocks of one output, as `Node.to_json` wrote each.

    Raises:
        ValueError: The data isn't a list of blocks.
    """
    if not isinstance(data, list | tuple):
        raise ValueError("list of blocks expected")
    check = _node_check(get_args(Block))
    return tuple(check(item, 0) for item in data)


def _any_node(data: Any, depth: int) -> Any:
    kind = data.get("kind") if isinstance(data, Mapping) else None
    cls = _NODES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise ValueError(f"no block is of kind {repr(kind)[:40]}")
    if depth > _DEEPEST:
        raise ValueError("blocks are nested too deeply")
    checks = _checks(cls.kind)
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name == "kind":
            continue
        if name not in checks:
            raise ValueError(f"a {kind} has no {repr(name)[:40]}")
        try:
            values[name] = checks[name](value, depth + 1)
        except ValueError as error:
            raise ValueError(f"{kind}.{name}: {error}") from None
    try:
        node = cls(**values)
    except TypeError as error:
        raise ValueError(f"a {kind} is incomplete: {error}") from None
    if isinstance(node, TableBlock):
        _check_table(node)
    return node


@cache
def _checks(kind: str) -> dict[str, Check]:
    cls = _NODES[kind]
    hints = get_type_hints(cls, include_extras=True)
    return {item.name: check_for(hints[item.name], _node_check) for item in fields(cls)}


def _node_check(classes: tuple[type, ...]) -> Check:
    kinds = frozenset(cls.kind for cls in classes if issubclass(cls, Node))

    def check(value: Any, depth: int) -> Any:
        node = _any_node(value, depth)
        if node.kind not in kinds:
            raise ValueError(f"{node.kind} can't stand here")
        return node

    return check


def _check_table(table: TableBlock) -> None:
    """Cells may neither overlap nor reach out of the table, or its layout could take for ever."""
    if 0 < len(table.rows) < table.header_rows or table.label_columns > table.columns:
        raise ValueError("table: more headers than rows or columns")
    free = [0] * table.columns  # for each column the row at which it is free again
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < table.columns and free[column] > number:
                column += 1
            end = column + cell.colspan
            if end > table.columns or number + cell.rowspan > len(table.rows):
                raise ValueError(f"table: a cell of row {number + 1} reaches out of it")
            if any(until > number for until in free[column:end]):
                raise ValueError(f"table: cells of row {number + 1} overlap")
            free[column:end] = [number + cell.rowspan] * cell.colspan
            column = end
