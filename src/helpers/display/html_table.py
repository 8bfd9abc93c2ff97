"""A table with merged cells as HTML: every figure names its headers."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from markupsafe import Markup

from helpers.display.blocks import TableBlock, TableCell
from helpers.display.findings import mark_text, previous_text
from helpers.display.markup import Names, element, finding_id, text_markup
from helpers.display.slots import Slot, slots_of

_SCOPES = {"band": "rowgroup", "row": "row", "column": "col", "corner": "col"}

_NARROW_COLUMNS, _LONG = 7, 7
"""In a table of that many columns, figures of that many characters have to be set smaller."""

_FIGURE = re.compile(r"[-−]?[\d,.]*%?")


def table_markup(table: TableBlock, ids: Names, regions: Names) -> Markup:
    """A table in a region of its own, which scrolls where the table is wider than the page.

    Args:
        table: The table.
        ids: The page's ids.
        regions: The names of the page's regions.
    """
    table_id = ids.give_id(table.id)
    names = {cell.id: ids.give_id(cell.id) or "" for row in table.rows for cell in row if cell.id}
    groups: list[list[Markup]] = []
    for number, slots in enumerate(slots_of(table)):
        # What stands under a band is a group of rows of its own, so that the band heads nothing else.
        if number in (0, table.header_rows) or any(slot.cell.role == "band" for slot in slots):
            groups.append([])
        groups[-1].append(element("tr", Markup().join(_cell(slot, table, names) for slot in slots)))
    has_head = 0 < table.header_rows < len(table.rows)
    parts = [
        *([element("caption", table.caption)] if table.caption else []),
        *_columns(table),
        *(
            element("thead" if has_head and not number else "tbody", Markup("\n").join(rows))
            for number, rows in enumerate(groups)
        ),
    ]
    region = regions.give(table.caption or "表格", "{}（{}）")
    return element(
        "div",
        element("table", Markup("\n").join(parts), id=table_id, class_=_table_class(table)),
        class_="nb-scroll",
        role="region",
        aria_label=region,
        tabindex=0,
    )


def _table_class(table: TableBlock) -> str:
    classes = ["nb-table"]
    if table.label_columns:
        classes.append(f"nb-labels-{table.label_columns}")
    figures = (cell.text for row in table.rows for cell in row if cell.address)
    if table.columns >= _NARROW_COLUMNS and any(len(figure) >= _LONG for figure in figures):
        classes.append("nb-long")
    return " ".join(classes)


def _columns(table: TableBlock) -> list[Markup]:
    """The columns' widths in percent, as classes: the page's policy allows no style attributes."""
    total = sum(table.widths)
    if len(table.widths) != table.columns or total <= 0:
        return []
    # Rounded so that they add up to 100: a browser takes what is over from the last column.
    edges = [round(100 * edge / total) for edge in accumulate(table.widths, initial=0)]
    widths = (max(1, right - left) for left, right in pairwise(edges))
    return [element("colgroup", Markup().join(element("col", class_=f"nb-w{width}") for width in widths))]


def _cell(slot: Slot, table: TableBlock, names: dict[str, str]) -> Markup:
    cell = slot.cell
    scope = _SCOPES.get(cell.role)
    return element(
        "th" if scope and cell.text else "td",
        _content(cell),
        id=names.get(cell.id),
        class_=_cell_class(slot, table),
        scope=scope if cell.text else None,
        headers=" ".join(names[name] for name in cell.headers if name in names) or None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
    )


def _content(cell: TableCell) -> str:
    if not (cell.previous or cell.marks):
        return cell.text
    return Markup(" ").join(
        [
            *([text_markup(cell.text)] if cell.text else []),
            *([element("small", previous_text(cell.previous))] if cell.previous else []),
            *(element("a", mark_text(number), href=f"#{finding_id(number)}") for number in cell.marks),
        ]
    )


def _cell_class(slot: Slot, table: TableBlock) -> str | None:
    """What the style has to know of a cell: which label it is, a band, or a text among the figures."""
    cell = slot.cell
    if cell.role in ("row", "corner") and slot.column < table.label_columns:
        return f"nb-label-{slot.column + 1}"
    if cell.role == "band":
        return "nb-band"
    if cell.role == "value" and not cell.address and not _FIGURE.fullmatch(cell.text):
        return "nb-text"
    return None
