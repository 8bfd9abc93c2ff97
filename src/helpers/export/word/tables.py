"""Tables with merged cells, built as XML: python-docx's own cells take quadratic time."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.display.blocks import TableBlock, TableCell
from helpers.display.characters import printable
from helpers.display.findings import mark_text, previous_text
from helpers.display.slots import slots_of
from helpers.export.word.page import TEXT_WIDTH
from helpers.export.word.styles import DENSE, DENSE_TABLE_SIZE, TABLE_SIZE
from helpers.export.word.stylesheet import CELL_MARGIN, TABLE_STYLE
from helpers.export.word.text import run
from helpers.export.word.xml import TWIPS_PER_POINT, paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_USUAL_ROWS, _USUAL_COLUMNS = 20, 8
"""A table with more is set in the smaller size."""

_WHOLE_ROWS = 40
"""A table with more can't stand on one page, so nothing holds it together but its header."""

_STYLES = {"band": "TableBand", "corner": "TableHead", "column": "TableHead", "value": "TableNumber"}


@dataclass(frozen=True)
class _Piece:
    """What a cell leaves in one row: itself in its first, a continuation below."""

    cell: TableCell
    colspan: int
    first: bool
    tall: bool


def table(block: TableBlock) -> etree._Element | None:
    """The table without its caption; None where it has no cell."""
    rows = _pieces(block)
    columns = max((column + piece.colspan for row in rows for column, piece in row.items()), default=0)
    if not columns:
        return None
    widths = _widths(block, max(columns, block.columns))
    dense = len(rows) > _USUAL_ROWS or len(widths) > _USUAL_COLUMNS
    # What reviewers see in the cells makes a table higher than anybody can foresee.
    noted = any(cell.previous or cell.marks for row in block.rows for cell in row)
    whole = len(rows) <= _WHOLE_ROWS and not noted
    return w(
        "tbl",
        _properties(block),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(
            _row(
                row,
                widths,
                dense=dense,
                header=number < block.header_rows,
                keep_next=(whole and number + 1 < len(rows)) or number < block.header_rows,
            )
            for number, row in enumerate(rows)
        ),
    )


def _pieces(block: TableBlock) -> list[dict[int, _Piece]]:
    """For each row what stands in it, by its first column."""
    rows: list[dict[int, _Piece]] = [{} for _ in block.rows]
    for number, slots in enumerate(slots_of(block)):
        for slot in slots:
            reached = rows[number : number + slot.cell.rowspan]
            for offset, row in enumerate(reached):
                row[slot.column] = _Piece(
                    slot.cell, slot.cell.colspan, first=not offset, tall=len(reached) > 1
                )
    return rows


def _widths(block: TableBlock, columns: int) -> list[int]:
    """The width of each column in twips; together they are the page's text width."""
    shares = block.widths if len(block.widths) == columns and sum(block.widths) > 0 else (1.0,) * columns
    edges = [round(TEXT_WIDTH * sum(shares[:index]) / sum(shares)) for index in range(columns + 1)]
    return [right - left for left, right in pairwise(edges)]


def _properties(block: TableBlock) -> etree._Element:
    return w(
        "tblPr",
        w("tblStyle", val=TABLE_STYLE),
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0000", firstRow=int(block.header_rows > 0), lastRow=0,
            firstColumn=int(block.label_columns > 0), lastColumn=0, noHBand=1, noVBand=1,
        ),
        w("tblCaption", val=printable(block.caption)) if block.caption else None,
    )  # fmt: skip


def _row(
    pieces: dict[int, _Piece], widths: list[int], *, dense: bool, header: bool, keep_next: bool
) -> etree._Element:
    properties = w("trPr", w("cantSplit"), w("tblHeader") if header else None)
    return w("tr", properties, *_cells(pieces, widths, dense, keep_next))


def _cells(
    pieces: dict[int, _Piece], widths: list[int], dense: bool, keep_next: bool
) -> Iterator[etree._Element]:
    column = 0
    while column < len(widths):
        piece = pieces.get(column) or _Piece(TableCell(""), 1, first=True, tall=False)
        width = sum(widths[column : column + piece.colspan])
        yield _cell(piece, width, dense, keep_next)
        column += piece.colspan


def _cell(piece: _Piece, width: int, dense: bool, keep_next: bool) -> etree._Element:
    merge = ("restart" if piece.first else "continue") if piece.tall else None
    cell = deepcopy(
        _empty_cell(width, piece.colspan, merge, _style(piece) + (DENSE if dense else ""), keep_next)
    )
    if piece.first:
        cell[-1].extend(_content(piece.cell, width, dense))
    return cell


@lru_cache(1024)
def _empty_cell(width: int, colspan: int, merge: str | None, style: str, keep_next: bool) -> etree._Element:
    """A cell with an empty paragraph; most cells of a table are alike, and a copy takes a tenth of the time."""
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=colspan) if colspan > 1 else None,
        w("vMerge", val=merge) if merge else None,
    )
    return w("tc", properties, paragraph(style, keep_next=keep_next))


def _style(piece: _Piece) -> str:
    cell = piece.cell
    if cell.role == "row":
        return "TableGroup" if piece.tall else "TableText"
    if cell.role == "value" and not (cell.address or cell.text.isascii()):
        return "TableText"
    return _STYLES.get(cell.role, "TableText")


def _content(cell: TableCell, width: int, dense: bool) -> Iterator[etree._Element]:
    """The text; a number too long for its column is narrowed: Word would break it between two digits."""
    digit = (DENSE_TABLE_SIZE if dense else TABLE_SIZE) / 2 * TWIPS_PER_POINT
    narrow = cell.role == "value" and cell.text.isascii() and len(cell.text) * digit > width - 2 * CELL_MARGIN
    if cell.text:
        yield deepcopy(_run(cell.text, "NarrowNumber" if narrow else ""))
    # What reviewers see beside the text.
    previous = previous_text(cell.previous) if cell.previous else ""
    if note := previous + "".join(map(mark_text, cell.marks)):
        yield run(f" {note}" if cell.text else note, "CellNote")


@lru_cache(4096)
def _run(text: str, mark: str) -> etree._Element:
    """The text of a cell; labels are the same in every report, and most figures are small."""
    return run(text, *([mark] if mark else []))
