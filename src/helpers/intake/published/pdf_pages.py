"""PDFs: tables by their ruling lines, text by its lines, which are put together into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.headings import section_of
from helpers.intake.published.limits import MAX_CELLS, MAX_LINES, MAX_PAGES
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Cell, Grid, Line, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–―－·]\s*)?(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3})?(?:\s*[-—–―－·])?\s*$"
)
_MARKER = re.compile(r"^\s*(?:[-•·◦▪‣–●○■]|\d{1,2}[.)、．]|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*")
_BULLET = re.compile(r"^\s*[•·◦▪‣●○■–]\s*(?=\S)")
_COUNT = re.compile(r"^\s*(\d{1,2}\.)\s+(?=\S)")
_OPENS = re.compile(r"^\s*(?:[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|附[：:件])")
_WIDE = "\u2e80-\uffef\u2014\u2018-\u201d\u2026"
_GAP = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_WIDE}])")
"""A gap that typesetting puts between Chinese and Western characters, or beside punctuation; no blank of the text."""

_OBJECTS = 400_000


@dataclass(frozen=True)
class _Row:
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
        return Place(page=self.page, box=_box((self.left, self.top, self.right, self.bottom)))


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF.

    Raises:
        UnreadableError: It is damaged, has a password, is too long, or holds no text but pictures.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"{name}：有 {len(pdf.pages)} 页，不像一份年报，请只留年报的几页。")
            pages = _Pages(name)
            for page in pdf.pages:
                pages.read(page)
                page.close()
    except UnreadableError:
        raise
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableError(f"{name}：文件有密码，请先去掉密码再导入。") from None
        raise _damaged(name) from None
    except Exception:  # a damaged file makes the parser fail in any way
        raise _damaged(name) from None
    parts = tuple(pages.parts())
    if not any(isinstance(part, Line) for part in parts) and not any(
        isinstance(part, Grid) for part in parts
    ):
        what = (
            "只有图片，没有文字，可能是扫描件，请换成有文字的文件或照图填写"
            if pages.pictures
            else "没有文字，请检查文件"
        )
        raise UnreadableError(f"{name}：{what}。")
    return Source(name, "pdf", parts, pages.pictures)


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(f"{name}：不是完整的 PDF 文件，请重新下载。")


class _Pages:
    def __init__(self, name: str) -> None:
        self.pictures = 0
        self._name = name
        self._pages: list[list[_Row | Grid]] = []
        self._tables = 0
        self._cells = 0
        self._rows = 0

    def read(self, page: Any) -> None:
        """Take a page's tables and lines, from top to bottom."""
        if len(page.chars) + len(page.rects) + len(page.lines) + len(page.curves) > _OBJECTS:
            raise UnreadableError(f"{self._name}：第 {page.page_number} 页的内容过多，不像一份年报，请检查。")
        self.pictures += len(page.images)
        upright = page.filter(lambda item: item.get("object_type") != "char" or item.get("upright", True))
        found: list[tuple[float, _Row | Grid]] = []
        boxes = []
        for table in upright.find_tables():
            if len(table.cells) < 4:
                continue
            grid = self._grid(table, page.page_number)
            if grid is not None:
                boxes.append(table.bbox)
                found.append((table.bbox[1], grid))
        outside = upright.filter(lambda item: item.get("object_type") == "char" and not _within(item, boxes))
        for row in _rows(outside, page.page_number):
            bottom = row.top > page.height * 0.88 or row.bottom < page.height * 0.08
            if not (bottom and _PAGE_NUMBER.match(row.text)):
                found.append((row.top, row))
        self._rows += len(found)
        if self._rows > MAX_LINES:
            raise UnreadableError(f"{self._name}：超过 {MAX_LINES} 行，不像一份年报，请检查。")
        self._pages.append([item for _, item in sorted(found, key=lambda pair: pair[0])])

    def _grid(self, table: Any, page: int) -> Grid | None:
        texts = table.extract(x_tolerance=2, y_tolerance=3)
        edges = sorted({round(cell[0], 0) for cell in table.cells})
        rows = []
        self._tables += 1
        for number, (row, words) in enumerate(zip(table.rows, texts, strict=True), 1):
            cells = []
            for box, text in zip(row.cells, words, strict=True):
                if box is None:
                    continue
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise UnreadableError(f"{self._name}：表格超过 {MAX_CELLS} 格，不像一份年报，请检查。")
                column = edges.index(round(box[0], 0))
                span = sum(1 for edge in edges if box[0] - 0.5 <= edge < box[2] - 0.5)
                place = Place(
                    table=self._tables,
                    row=number,
                    column=column + 1,
                    page=page,
                    box=_box(box),
                )
                cells.append(Cell(_on_one_line(text or ""), place, column, max(span, 1)))
            rows.append(tuple(cells))
        return Grid(tuple(rows)) if any(cell.text for row in rows for cell in row) else None

    def parts(self) -> Iterator[Line | Grid]:
        """Lines put together into paragraphs over all pages, and tables."""
        lines = [item for page in self._pages for item in page if isinstance(item, _Row)]
        size = median([row.size for row in lines]) if lines else 0
        held: list[_Row] = []
        lists = _Lists()
        left, right = 0.0, 0.0
        for page in self._pages:
            body = [item for item in page if isinstance(item, _Row) and abs(item.size - size) < 1.5]
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

    def paragraph(self, held: Sequence[_Row]) -> Iterator[Line]:
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


def _continues(held: Sequence[_Row], row: _Row, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last, first = held[-1], held[0]
    size = max(last.size, 1)
    if abs(last.size - row.size) > 0.6 or section_of(row.text) or section_of(last.text):
        return False
    if (_OPENS.match(row.text) and len(row.text) < 30) or _BULLET.match(row.text):
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


def _rows(page: Any, number: int) -> Iterator[_Row]:
    for line in page.extract_text_lines(
        layout=False, strip=True, return_chars=True, x_tolerance=3, y_tolerance=4
    ):
        text = clean(line["text"]).strip()
        if not text:
            continue
        sizes = [char["size"] for char in line["chars"] if char["text"].strip()]
        yield _Row(
            text, line["x0"], line["x1"], line["top"], line["bottom"], median(sizes) if sizes else 0.0, number
        )


def _box(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def _within(item: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _on_one_line(text: str) -> str:
    """A cell's lines joined: without a blank between Chinese characters."""
    joined = ""
    for piece in clean(text).split("\n"):
        piece = piece.strip()
        gap = "" if not joined or joined[-1] > "\u2e7f" or piece[:1] > "\u2e7f" else " "
        joined += gap + piece
    return joined.strip()
