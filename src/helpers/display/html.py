"""Blocks as HTML: the one rendering, for Jupyter's screen and for the published page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup, escape

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    FindingItem,
    FindingList,
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
    Title,
)
from helpers.display.characters import printable
from helpers.display.severity import is_severity, severity_label
from helpers.display.slots import Slot, slots_of

DRAFT_NOTE = "草稿：本报告未经审定，仅供内部审核，不得对外发布。"

MAIN_ID = "nb-main"
"""The id that the page itself uses."""

LINK_SCHEMES = ("http://", "https://", "mailto:")

_NOTEBOOK_STYLE = Markup(
    "<style>.nb-scroll{overflow-x:auto}table.nb-table{border-collapse:collapse}"
    "table.nb-table caption{font-weight:bold}"
    "table.nb-table th,table.nb-table td{border:1px solid;padding:.2em .5em;text-align:center}</style>\n"
)
"""A table's borders, which Jupyter's own style takes away; the classes are nobody else's."""

_VOID = ("br", "col", "img", "wbr")

_SCOPES = {"band": "rowgroup", "row": "row", "column": "col", "corner": "col"}

_NARROW_COLUMNS, _LONG = 7, 7
"""In a table of that many columns, figures of that many characters have to be set smaller."""

_FIGURE = re.compile(r"[-−]?[\d,.]*%?")


def render_html(blocks: Iterable[Block]) -> str:
    """The blocks as a fragment of HTML for a notebook's output."""
    body = render_body(blocks)
    return f"{_NOTEBOOK_STYLE}{body}" if "<table" in body else body


def render_body(blocks: Iterable[Block]) -> str:
    """The blocks as the content of a page: semantic elements, classes prefixed `nb-`, no style and no script.

    Ids are unique within one call. Characters that can't be printed are left out.
    """
    return str(_Renderer().blocks(blocks))


def element(name: str, content: str = "", /, **attributes: str | int | None) -> Markup:
    """One element; an attribute that is None is left out.

    Args:
        name: The element's name.
        content: What stands in it; plain text is escaped.
        attributes: By name, with `_` for `-` and behind a Python keyword.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), printable(str(value)))
        for key, value in attributes.items()
        if value is not None
    )
    # The element's name is never a report's text.
    start, end = Markup(f"<{name}{written}>"), Markup(f"</{name}>")  # noqa: S704
    return start if name in _VOID else start + _text(content) + end


def _text(text: str) -> Markup:
    return text if isinstance(text, Markup) else escape(printable(text))


class _Renderer:
    """Writes blocks one after the other and keeps in mind what must be unique or in order on the page."""

    def __init__(self) -> None:
        self._ids = {MAIN_ID}
        self._regions: set[str] = set()
        self._levels: list[tuple[int, int]] = []
        """The headings that enclose what comes next: each one's level in the document and on the page."""

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        match block:
            case Title():
                return self._title(block)
            case Heading():
                return element(f"h{self._level(block)}", block.text, id=self._id(block.id))
            case Paragraph():
                return element("p", _inlines(block.inlines))
            case Items():
                return self._items(block)
            case Quote():
                return element("blockquote", self.blocks(block.blocks))
            case Preformatted():
                # HTML takes a line break at the start of <pre> for none.
                return element("pre", block.text.strip("\n"))
            case TableBlock():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case FindingList():
                return _findings(block)

    def _id(self, wanted: str) -> str | None:
        """An id that the page doesn't have yet; None where none is wanted."""
        name = unique("-".join(printable(wanted).split()), self._ids, "{}-{}")
        return name or None

    def _title(self, block: Title) -> Markup:
        self._levels = [(0, 1)]
        lines = block.lines if "".join(block.lines) == block.text else (block.text,)
        heading = element("h1", element("wbr").join(_text(line) for line in lines))
        note = element("p", DRAFT_NOTE, class_="nb-draft") if block.draft else Markup()
        return element("header", heading + note, class_="nb-title")

    def _level(self, heading: Heading) -> int:
        """The heading's level on the page, where none may be skipped: h1 is the title."""
        while self._levels and self._levels[-1][0] >= heading.level:
            self._levels.pop()
        level = self._levels[-1][1] + 1 if self._levels else heading.level + 1
        self._levels.append((heading.level, level))
        return min(level, 6)

    def _items(self, block: Items) -> Markup:
        items = Markup("\n").join(element("li", self._item(item)) for item in block.items)
        if block.start is None:
            return element("ul", items)
        return element("ol", items, start=None if block.start == 1 else block.start)

    def _item(self, blocks: Sequence[Block]) -> Markup:
        if blocks and isinstance(blocks[0], Paragraph):
            rest = (self._block(block) for block in blocks[1:])
            return Markup("\n").join((_inlines(blocks[0].inlines), *rest))
        return self.blocks(blocks)

    def _figure(self, block: Figure) -> Markup:
        picture = element(
            "img",
            src="data:image/svg+xml;base64,"
            + base64.b64encode(block.svg.encode("utf-8", "replace")).decode(),
            alt=block.alt,
            width=round(block.width / 25.4 * 96),
        )
        caption = element("figcaption", block.caption) if block.caption else Markup()
        return element("figure", picture + caption, id=self._id(block.id))

    def _table(self, table: TableBlock) -> Markup:
        table_id = self._id(table.id)
        ids = {cell.id: self._id(cell.id) or "" for row in table.rows for cell in row if cell.id}
        groups: list[list[Markup]] = []
        for number, slots in enumerate(slots_of(table)):
            # What stands under a band is a group of rows of its own, so that the band heads nothing else.
            if number in (0, table.header_rows) or any(slot.cell.role == "band" for slot in slots):
                groups.append([])
            groups[-1].append(element("tr", Markup().join(_cell(slot, table, ids) for slot in slots)))
        has_head = 0 < table.header_rows < len(table.rows)
        parts = [
            *([element("caption", table.caption)] if table.caption else []),
            *_columns(table),
            *(
                element("thead" if has_head and not number else "tbody", Markup("\n").join(rows))
                for number, rows in enumerate(groups)
            ),
        ]
        region = unique(table.caption or "表格", self._regions, "{}（{}）")
        return element(
            "div",
            element("table", Markup("\n").join(parts), id=table_id, class_=_table_class(table)),
            class_="nb-scroll",
            role="region",
            aria_label=region,
            tabindex=0,
        )


def unique(wanted: str, taken: set[str], pattern: str) -> str:
    """The wanted name, numbered where it is taken already; from now on it is taken.

    Args:
        wanted: The name; an empty one stays empty.
        taken: The names in use.
        pattern: How a name and its number are written together.
    """
    name, number = wanted, 1
    while name and name in taken:
        number += 1
        name = pattern.format(wanted, number)
    taken.add(name)
    return name


def _inlines(inlines: Iterable[Inline]) -> Markup:
    return Markup().join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    match inline:
        case Run():
            return _text(inline.text)
        case Strong():
            return element("strong", _inlines(inline.inlines))
        case Emphasis():
            return element("em", _inlines(inline.inlines))
        case Code():
            return element("code", inline.text)
        case Break():
            return element("br")
        case Link():
            text = _inlines(inline.inlines)
            safe = printable(inline.href).lower().startswith(LINK_SCHEMES)
            return element("a", text, href=inline.href) if safe else text


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


def _cell(slot: Slot, table: TableBlock, ids: dict[str, str]) -> Markup:
    cell = slot.cell
    scope = _SCOPES.get(cell.role)
    return element(
        "th" if scope and cell.text else "td",
        cell.text,
        id=ids.get(cell.id),
        class_=_cell_class(slot, table),
        scope=scope if cell.text else None,
        headers=" ".join(ids[name] for name in cell.headers if name in ids) or None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
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


def _findings(block: FindingList) -> Markup:
    if not block.items:
        return element("p", "没有发现问题。", class_="nb-findings")
    return element("ul", Markup("\n").join(_finding(item) for item in block.items), class_="nb-findings")


def _finding(item: FindingItem) -> Markup:
    severity = item.severity
    place = f"{item.label}：" if item.label else ""
    line = f"（第{item.line}行）" if item.line is not None else ""
    return element(
        "li",
        element("strong", severity_label(severity))
        + Markup(" ")
        + element("code", item.rule)
        + _text(f" {place}{item.message}{line}"),
        class_=f"nb-{severity}" if is_severity(severity) else None,
    )
