"""Lines of text on a PDF's pages, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMN = "  "
"""Stands in a line's text for a gap as between columns."""

_WORD_GAP = 3
_COLUMN_GAP = 1.2
"""Widths of gaps: in points, and in sizes of the type."""


@dataclass(frozen=True)
class PdfRow:
    """A line of text on a page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(page=self.page, box=box_of((self.left, self.top, self.right, self.bottom)))


def rows_of(page: Any, number: int) -> Iterator[PdfRow]:
    """The lines of a page, from top to bottom.

    Args:
        page: The page, without what stands in tables.
        number: Its number.
    """
    for line in page.extract_text_lines(
        layout=False, strip=True, return_chars=True, x_tolerance=3, y_tolerance=4
    ):
        text = clean(_spaced(line)).strip()
        if not text:
            continue
        sizes = [char["size"] for char in line["chars"] if char["text"].strip()]
        yield PdfRow(
            text, line["x0"], line["x1"], line["top"], line["bottom"], median(sizes) if sizes else 0.0, number
        )


def _spaced(line: Any) -> str:
    """A line's text with `COLUMN` where it has a gap as between columns, wider than typesetting leaves."""
    pieces: list[str] = []
    end, blank = None, False
    for char in line["chars"]:
        if char["text"].isspace():
            blank = True
            continue
        if end is not None and char["x0"] - end > _COLUMN_GAP * char["size"]:
            pieces.append(COLUMN)
        elif end is not None and (blank or char["x0"] - end > _WORD_GAP):
            pieces.append(" ")
        pieces.append(char["text"])
        end, blank = char["x1"], False
    return "".join(pieces)


def box_of(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box as a place has it."""
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
