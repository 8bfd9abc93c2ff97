"""Running heads and feet of a PDF's pages, which stand between the lines of a paragraph that goes on overleaf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.pdf_rows import PdfRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.published.source import Grid

_SAME_HEIGHT = 2.0


def without_running_heads(pages: Sequence[Sequence[PdfRow | Grid]]) -> list[list[PdfRow | Grid]]:
    """The pages without a first or last line that stands at the same height of every page.

    On the first page it stays: it may be the title.
    """
    kept = [list(page) for page in pages]
    if len(kept) < 2:
        return kept
    for end in (0, -1):
        lines = [page[end] if page else None for page in kept]
        first = lines[0]
        if isinstance(first, PdfRow) and all(
            isinstance(line, PdfRow) and _is_same(first, line) for line in lines[1:]
        ):
            for page in kept[1:]:
                del page[end]
    return kept


def _is_same(first: PdfRow, line: PdfRow) -> bool:
    """Whether two lines are one running line, page numbers aside."""
    texts = (re.sub(r"\d+", "", row.text) for row in (first, line))
    return len(set(texts)) == 1 and abs(first.top - line.top) <= _SAME_HEIGHT
