"""Tables of web pages: their cells with what is merged counted out, without what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from helpers.intake.published.plain_text import clean, raised
from helpers.intake.published.source import Cell, Grid, Place
from helpers.intake.published.spans import columns_of
from helpers.intake.published.stacked import Lines, unstacked

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(("p", "div", "li", "tr"))
_NEW_LINE, _BEGINS, _ENDS = "\v", "\x02", "\x03"
"""Stand for a line break and for the ends of a paragraph; the line ends of the page's source mean nothing."""
_MOST_SPAN = 1000
_LONG_CELL = 400
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|(?:font-size|opacity):0(?![.0-9]*[1-9])"
    r"|(?:left|text-indent):-\d{3,}",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:;|!|$)", re.IGNORECASE)
_PHONETIC = ("rt", "rp")
_FIELDS = (None, "", "text", "number", "tel")
"""Types of an input field that shows what stands in it."""


def grid_of(table: Any, number: int) -> Grid:
    """A table's cells.

    Args:
        table: The element.
        number: Its number in the document.
    """
    pieces = [
        [(_lines_of(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in _cells_of(row)]
        for row in _rows_of(table)
    ]
    columns = columns_of([[(down, across) for _, down, across in row] for row in pieces])
    return Grid(
        tuple(
            tuple(
                Cell(
                    cell.text, Place(table=number, row=count, column=cell.column + 1), cell.column, cell.span
                )
                for cell in cells
            )
            for count, (row, places) in enumerate(zip(pieces, columns, strict=True), 1)
            for cells in unstacked(
                [Lines(lines, column, across) for (lines, _, across), column in zip(row, places, strict=True)]
            )
        )
    )


def caption_of(table: Any) -> str:
    """The text of a table's caption; empty where it has none."""
    caption = table.find("caption")
    return "" if caption is None else clean(" ".join("".join(caption.itertext()).split()))


def pictures_in(table: Any) -> int:
    """How many pictures stand in a table's cells."""
    return sum(1 for _ in table.iter("img"))


def is_hidden(element: Any) -> bool:
    """Whether a browser doesn't show an element."""
    style = "".join((element.get("style") or "").split())
    unseen = element.get("hidden") is not None or _UNSEEN.search(style) is not None
    return unseen or element.tag in _PHONETIC or is_struck(element) or is_white(element)


def is_struck(element: Any) -> bool:
    """Whether an element's text is struck out."""
    style = "".join((element.get("style") or "").split()).lower()
    return element.tag in ("s", "strike", "del") or (
        isinstance(element.tag, str) and "text-decoration" in style and "line-through" in style
    )


def is_white(element: Any) -> bool:
    """Whether an element's text is white where nothing says that its ground is not."""
    if not isinstance(element.tag, str):
        return False
    style = "".join((element.get("style") or "").split())
    named = (element.get("color") or "").lower() in ("white", "#fff", "#ffffff")
    if not (named or _WHITE.search(style)):
        return False
    around = (element, *element.iterancestors())
    return not any("background" in (one.get("style") or "") or one.get("bgcolor") for one in around)


def is_layout(table: Any) -> bool:
    """Whether a table only places what is on the page: others stand in it, or whole texts."""
    if table.find(".//table") is not None:
        return True
    cells = list(table.iter("td", "th"))
    if len(cells) <= 3 and any(len("".join(cell.itertext())) > _LONG_CELL for cell in cells):
        return True
    return any(cell.find(".//h2") is not None or cell.find(".//h1") is not None for cell in cells)


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            if not is_hidden(child):
                yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows_of(child)


def _cells_of(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag in ("td", "th") and not is_hidden(cell))


def _lines_of(cell: Any) -> tuple[str, ...]:
    """A cell's lines and paragraphs, each without idle blanks."""
    text = "".join(_seen(cell)).replace(_ENDS + _BEGINS, _NEW_LINE).strip(_BEGINS + _ENDS)
    return tuple(" ".join(clean(line).split()) for line in re.split(f"[{_NEW_LINE}{_BEGINS}{_ENDS}]", text))


def _seen(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ("script", "style") or is_hidden(child):
            pass
        elif child.tag == "input":
            yield child.get("value", "") if child.get("type") in _FIELDS else ""
        elif child.tag == "sup":
            yield raised("".join(_seen(child)))
        elif child.tag != "option" or child.get("selected") is not None:
            block = child.tag in _BLOCKS
            yield _BEGINS if block else _NEW_LINE if child.tag == "br" else ""
            yield from _seen(child)
            yield _ENDS if block else ""
        yield child.tail or ""


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < 6 else 1
