"""Tables of Word files: their cells with what is merged counted out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.intake.published.source import Cell, Grid, Place
from helpers.intake.published.stacked import Lines, unstacked
from helpers.intake.published.word_names import CONTAINERS, PICTURES, W, is_repeated
from helpers.intake.published.word_text import run_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 63
"""Columns of a table in Word."""


def grid_of(table: Any, count: int) -> Grid:
    """A table's cells.

    Args:
        table: The element.
        count: Its number in the document.
    """
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(_children(table, "tr"), 1):
        cells: list[Lines] = []
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _children(row, "tc"):
            across = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is None or merged.get(f"{W}val") == "restart":
                cells.append(Lines(tuple(_lines_of(cell)), column, across))
            column += across
        for line in unstacked(cells):
            places = (Place(table=count, row=number, column=cell.column + 1) for cell in line)
            rows.append(
                tuple(
                    Cell(cell.text, place, cell.column, cell.span)
                    for cell, place in zip(line, places, strict=True)
                )
            )
    return Grid(tuple(rows))


def cells_of(table: Any) -> Iterator[Any]:
    """A table's own cells, not those of tables inside."""
    return (cell for row in _children(table, "tr") for cell in _children(row, "tc"))


def pictures_in(table: Any) -> int:
    """How many pictures stand in a table's cells."""
    return sum(1 for _ in table.iter(*PICTURES))


def is_layout(table: Any) -> bool:
    """Whether a table only frames text: one cell, or others inside."""
    cells = list(table.iter(f"{W}tc"))
    return len(cells) == 1 or any(cell.find(f".//{W}tbl") is not None for cell in cells)


def _lines_of(cell: Any) -> Iterator[str]:
    """A cell's lines and paragraphs, each without idle blanks."""
    for paragraph in cell.iter(f"{W}p"):
        if is_repeated(paragraph):
            continue
        runs = (run for run in paragraph.iter(f"{W}r") if run.getparent().tag != f"{W}moveFrom")
        text = "".join(text for run in runs for text in run_text(run))
        yield from (" ".join(line.split()) for line in text.split("\n"))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in CONTAINERS:
            yield from _children(child, tag)


def _number(element: Any, default: int) -> int:
    """A number that an element holds, within what Word allows."""
    text = element.get(f"{W}val", "") if element is not None else ""
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 6 else default
