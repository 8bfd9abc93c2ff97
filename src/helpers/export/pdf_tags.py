"""Row labels as header cells in a PDF's structure tree.

Typst tags the cells of a table's header rows as headers (TH) and every other cell as data (TD). It could tag
the labels of rows too (`pdf.header-cell`), but in 0.15 only behind the switch `a11y-extras` of its own command,
which the wheel does not have. Without it a screen reader does not say in what row of table three a figure is.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from helpers.display.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from helpers.display.blocks import TableBlock

Place = tuple[int, int]
"""Row and column of a table, both counted from 0."""


def tag_row_labels(pdf: bytes, tables: Sequence[TableBlock]) -> bytes:
    """Make the row labels of each table header cells, and name them as headers of the figures beside them.

    Args:
        pdf: A tagged PDF.
        tables: The tables in it, in order.

    Returns:
        The PDF with the tags; the same bytes for the same PDF.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root.StructTreeRoot
        identifiers: dict[str, Any] = {}
        for number, (node, table) in enumerate(zip(_tables(root), tables, strict=True)):
            identifiers |= _tag_table(node, table, f"R{number}")
        if identifiers:
            _register(file, root, identifiers)
        out = io.BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _kids(node: Any) -> list[Any]:
    """The structure elements directly below one."""
    import pikepdf

    kids: Any = node.get("/K", [])
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if _is_element(kid)]


def _is_element(kid: Any) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _tables(node: Any) -> Iterator[Any]:
    for kid in _kids(node):
        if kid.S == "/Table":
            yield kid
        else:
            yield from _tables(kid)


def _rows(table: Any) -> Iterator[Any]:
    for kid in _kids(table):
        if kid.S == "/TR":
            yield kid
        elif kid.S in ("/THead", "/TBody", "/TFoot"):
            yield from _kids(kid)


def _tag_table(node: Any, table: TableBlock, prefix: str) -> dict[str, Any]:
    """Tag one table's row labels; gives the new header cells by their ids."""
    import pikepdf

    labels = {
        (row, slot.column): slot.cell
        for row, slots in enumerate(slots_of(table))
        for slot in slots
        if slot.cell.role == "row" and slot.cell.text
    }
    identifiers: dict[str, Any] = {}
    for (row, column), cell, attributes in _cells(node):
        if cell.S != "/TD":
            continue
        if (row, column) in labels:
            name = f"{prefix}-{row}-{column}"
            cell.S, cell.ID = pikepdf.Name.TH, pikepdf.String(name)
            attributes.Scope = pikepdf.Name.Row
            identifiers[name] = cell
        else:
            over = [
                pikepdf.String(f"{prefix}-{top}-{left}")
                for (top, left), label in labels.items()
                if top <= row < top + label.rowspan and left < column
            ]
            attributes.Headers = pikepdf.Array([*attributes.get("/Headers", []), *over])
    return identifiers


def _cells(table: Any) -> Iterator[tuple[Place, Any, Any]]:
    """The cells of a table in the structure tree, with their places and their attributes as cells."""
    until: dict[int, int] = {}
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in _kids(row):
            while until.get(column, 0) > number:
                column += 1
            # Typst gives every cell of a table such attributes, if only empty headers.
            attributes = next(owner for owner in cell.A if owner.O == "/Table")
            yield (number, column), cell, attributes
            high, wide = int(attributes.get("/RowSpan", 1)), int(attributes.get("/ColSpan", 1))
            for covered in range(column, column + wide):
                until[covered] = number + high
            column += wide


def _register(file: pikepdf.Pdf, root: Any, identifiers: dict[str, Any]) -> None:
    """Add ids to the tree in which readers look them up; it is sorted by name."""
    import pikepdf

    tree = pikepdf.NameTree(root.IDTree) if "/IDTree" in root else pikepdf.NameTree.new(file)
    for name, cell in identifiers.items():
        tree[name] = cell
    root.IDTree = tree.obj
