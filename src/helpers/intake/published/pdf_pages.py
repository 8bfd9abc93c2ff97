"""PDFs: tables by their ruling lines, text by its lines, which are put together into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.form_words import result_labels
from helpers.intake.published.limits import MAX_CELLS, MAX_LINES, MAX_PAGES
from helpers.intake.published.pdf_columns import Columns
from helpers.intake.published.pdf_paragraphs import paragraphs_of
from helpers.intake.published.pdf_rows import rows_of
from helpers.intake.published.pdf_running import without_running_heads
from helpers.intake.published.pdf_table import grid_of
from helpers.intake.published.pdf_white import unseen
from helpers.intake.published.source import WHITE, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpers.intake.published.pdf_rows import PdfRow
    from helpers.intake.published.source import Grid

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–―－·]\s*)?(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3})?(?:\s*[-—–―－·])?\s*$"
)
_OBJECTS = 400_000


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF.

    Raises:
        UnreadableError: It is damaged, has a password, is too long, or holds no text but pictures.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"{name}：有 {len(pdf.pages)} 页，不像一份年报，请只留年报的几页。")
            pages = _Pages(name)
            for page in pdf.pages:
                pages.read(page)
                page.close()
    except (UnreadableError, MemoryError):
        raise
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableError(f"{name}：文件有密码，请先去掉密码再导入。") from None
        raise _damaged(name) from None
    except Exception:  # a damaged file makes the parser fail in any way
        raise _damaged(name) from None
    parts = tuple(paragraphs_of(without_running_heads(pages.rows)))
    if not parts:
        what = (
            "只有图片，没有文字，可能是扫描件，请换成有文字的文件或照图填写"
            if pages.pictures
            else "没有文字，请检查文件"
        )
        raise UnreadableError(f"{name}：{what}。")
    return Source(name, "pdf", parts, pages.pictures, (WHITE,) if pages.white else ())


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(f"{name}：不是完整的 PDF 文件，请重新下载。")


class _Pages:
    def __init__(self, name: str) -> None:
        self.pictures = 0
        self.white = False
        self._name = name
        self.rows: list[list[PdfRow | Grid]] = []
        self._tables = 0
        self._cells = 0
        self._lines = 0
        self._columns = Columns(result_labels())

    def read(self, page: Any) -> None:
        """Take a page's tables and lines, from top to bottom."""
        if len(page.chars) + len(page.rects) + len(page.lines) + len(page.curves) > _OBJECTS:
            raise UnreadableError(f"{self._name}：第 {page.page_number} 页的内容过多，不像一份年报，请检查。")
        self.pictures += len(page.images)
        hidden = {id(char) for char in unseen(page)}
        self.white = self.white or bool(hidden)
        upright = page.filter(
            lambda item: (
                item.get("object_type") != "char" or (item.get("upright", True) and id(item) not in hidden)
            )
        )
        found: list[tuple[float, PdfRow | Grid]] = []
        boxes = []
        for table in _tables(upright):
            self._tables += 1
            self._cells += len(table.cells)
            if self._cells > MAX_CELLS:
                raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查。")
            grid = grid_of(table, self._tables, page.page_number)
            if grid is not None:
                boxes.append(table.bbox)
                found.append((table.bbox[1], grid))
        outside = _outside(upright, boxes)
        if unruled := self._columns.find(outside, self._tables + 1):
            self._tables += 1
            found.append((unruled.box[1], unruled.grid))
            outside = _outside(outside, [unruled.box])
        for row in rows_of(outside, page.page_number):
            bottom = row.top > page.height * 0.88 or row.bottom < page.height * 0.08
            if not (bottom and _PAGE_NUMBER.match(row.text)):
                found.append((row.top, row))
        self._lines += len(found)
        if self._lines > MAX_LINES:
            raise UnreadableError(f"{self._name}：超过 {MAX_LINES} 行，不像一份年报，请检查。")
        self.rows.append([item for _, item in sorted(found, key=lambda pair: pair[0])])


def _tables(page: Any) -> Iterator[Any]:
    """The page's tables.

    Each is looked for on its own strip of the page. Lines that are almost in line are taken for one, and those of
    a chart above or below, its letters' outlines too, would draw a table's rulings aside, over its figures.
    """
    strips: list[tuple[float, float]] = []
    found = sorted((table.bbox[1], table.bbox[3]) for table in page.find_tables() if _is_table(table))
    for top, bottom in found:
        if strips and top <= strips[-1][1]:
            strips[-1] = strips[-1][0], max(strips[-1][1], bottom)
        else:
            strips.append((top, bottom))
    left, above, right, below = page.bbox
    for top, bottom in strips:
        strip = page.crop((left, max(top - 1, above), right, min(bottom + 1, below)))
        yield from (table for table in strip.find_tables() if _is_table(table))


def _is_table(table: Any) -> bool:
    return len(table.cells) >= 4


def _outside(page: Any, boxes: Sequence[tuple[float, float, float, float]]) -> Any:
    """The page's characters that stand in none of the boxes."""
    return page.filter(lambda item: item.get("object_type") == "char" and not _within(item, boxes))


def _within(item: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
