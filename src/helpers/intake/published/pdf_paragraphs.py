"""Lines of a PDF's pages put together into paragraphs and items of lists."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from helpers.intake.published.headings import section_of
from helpers.intake.published.markdown import escape
from helpers.intake.published.pdf_rows import COLUMN, PdfRow
from helpers.intake.published.source import Grid, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKER = re.compile(r"^\s*(?:[-•·◦▪‣–●○■]|\d{1,2}[.)、．]|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*")
_BULLET = re.compile(r"^\s*[•·◦▪‣●○■–]\s*(?=\S)")
_COUNT = re.compile(r"^\s*(\d{1,2}\.)\s+(?=\S)")
_OPENS = re.compile(r"^\s*(?:[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|附[：:件])")
_COLUMNS = 3
"""Gaps in a line that make it a table's row."""
_WIDE = "\u2e80-\uffef\u2014\u2018-\u201d\u2026"
_GAP = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_WIDE}])")
"""A gap that typesetting puts between Chinese and Western characters, or beside punctuation; no blank of the text."""


def paragraphs_of(pages: Sequence[Sequence[PdfRow | Grid]]) -> Iterator[Line | Grid]:
    """Lines put together into paragraphs over all pages, and tables."""
    lines = [item for page in pages for item in page if isinstance(item, PdfRow)]
    size = median([row.size for row in lines]) if lines else 0
    held: list[PdfRow] = []
    lists = _Lists()
    left, right = 0.0, 0.0
    for page in pages:
        body = [item for item in page if isinstance(item, PdfRow) and abs(item.size - size) < 1.5]
        if body:
            left, right = min(row.left for row in body), max(row.right for row in body)
        for item in page:
            if isinstance(item, Grid):
                yield from lists.paragraph(held)
                held = []
                yield item
                continue
            if held and not _continues(held, item, left, right):
                yield from lists.paragraph(held)
                held = []
            held.append(item)
    yield from lists.paragraph(held)


class _Lists:
    """Paragraphs as lines; bullets and counts become items of lists, nested by where they stand."""

    def __init__(self) -> None:
        self._open: list[tuple[float, int]] = []

    def paragraph(self, held: Sequence[PdfRow]) -> Iterator[Line]:
        """The paragraph that lines make."""
        if not held:
            return
        text = held[0].text
        for row in held[1:]:
            wide = text[-1:] > "\u2e7f" or row.text[:1] > "\u2e7f"
            text += row.text if wide else f" {row.text}"
        text = text.strip()
        bullet, count = _BULLET.match(text), _COUNT.match(text)
        if not (bullet or count):
            self._open.clear()
            yield Line(_GAP.sub("", text), held[0].place, escape(_GAP.sub("", text)))
            return
        while self._open and self._open[-1][0] > held[0].left - 2:
            self._open.pop()
        marker = "- " if bullet else f"{count[1]} " if count else ""
        body = _GAP.sub("", text[(bullet or count).end() :])  # type: ignore[union-attr]  # one of them matched
        indent = " " * sum(width for _, width in self._open)
        self._open.append((held[0].left, len(marker)))
        yield Line(text, held[0].place, indent + marker + escape(body), item=True)


def _continues(held: Sequence[PdfRow], row: PdfRow, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last, first = held[-1], held[0]
    size = max(last.size, 1)
    if abs(last.size - row.size) > 0.6 or section_of(row.text) or section_of(last.text):
        return False
    if (_OPENS.match(row.text) and len(row.text) < 30) or _BULLET.match(row.text):
        return False
    if max(last.text.count(COLUMN), row.text.count(COLUMN)) >= _COLUMNS:
        return False
    same_page = last.page == row.page
    if same_page and row.top - last.bottom > 1.6 * size:
        return False
    if last.right < right - 1.6 * size:
        return False
    if _MARKER.match(first.text) and first.left < row.left <= first.left + 3.2 * size and len(held) == 1:
        return True
    if len(held) == 1:
        indented = first.left > left + 1.2 * size
        return row.left < first.left - 0.5 * size if indented else abs(row.left - first.left) < 0.7 * size
    return abs(row.left - last.left) < 0.7 * size or (not same_page and row.left < left + 0.7 * size)
