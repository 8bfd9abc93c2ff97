"""Tables of PDFs, by their ruling lines."""

from __future__ import annotations

from typing import Any

from helpers.intake.published.pdf_rows import box_of
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Place


def grid_of(table: Any, count: int, page: int) -> Grid | None:
    """A table's cells; None where nothing stands in them.

    Args:
        table: What pdfplumber found.
        count: Its number in the document.
        page: Number of its page.
    """
    texts = table.extract(x_tolerance=2, y_tolerance=3)
    edges = sorted({round(cell[0], 0) for cell in table.cells})
    rows = []
    for number, (row, words) in enumerate(zip(table.rows, texts, strict=True), 1):
        cells = []
        for box, text in zip(row.cells, words, strict=True):
            if box is None:
                continue
            column = edges.index(round(box[0], 0))
            span = sum(1 for edge in edges if box[0] - 0.5 <= edge < box[2] - 0.5)
            place = Place(table=count, row=number, column=column + 1, page=page, box=box_of(box))
            cells.append(Cell(_on_one_line(text or ""), place, column, max(span, 1)))
        rows.append(tuple(cells))
    return Grid(tuple(rows)) if any(cell.text for row in rows for cell in row) else None


def _on_one_line(text: str) -> str:
    """A cell's lines joined: without a blank between Chinese characters."""
    joined = ""
    for piece in clean(text).split("\n"):
        piece = piece.strip()
        gap = "" if not joined or joined[-1] > "\u2e7f" or piece[:1] > "\u2e7f" else " "
        joined += gap + piece
    return joined.strip()
