"""What a workbook holds: the cells of its sheets as they were saved, and where its names point to."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_CELLS
from helpers.intake.source import CONTROL
from helpers.intake.workbook.formulas import Spot, named, spot_of
from helpers.intake.workbook.names import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Saved:
    """A cell.

    Attributes:
        value: What it holds; of a formula what was computed last, None where nothing was.
        formula: The formula, None where it is none.
        error: Whether the value is an error such as #REF!.
        covered: The range that hides it, e.g. D7:E7; empty where it shows.
    """

    value: object = None
    formula: str | None = None
    error: bool = False
    covered: str = ""

    @property
    def text(self) -> str:
        """The value as text without edges, empty where there is none."""
        return "" if self.value is None else str(self.value).strip()

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return self.formula is None and not self.text


_NOTHING = Saved()


@dataclass
class Page:
    """A sheet.

    Attributes:
        cells: Its cells that hold something, by row and column.
        merged: The ranges that are merged: first and last cell.
    """

    title: str
    hidden: bool
    cells: dict[Spot, Saved] = field(default_factory=dict)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words: dict[str, list[Spot]] | None = None

    def at(self, spot: Spot) -> Saved:
        """A cell, which may hold nothing."""
        return self.cells.get(spot, _NOTHING)

    def find(self, label: str) -> list[Spot]:
        """The cells that hold that label, from the top, however it is spaced."""
        if self._words is None:
            self._words = {}
            for spot, cell in sorted(self.cells.items()):
                if isinstance(cell.value, str):
                    self._words.setdefault(plain(cell.value), []).append(spot)
        return self._words.get(plain(label), [])


@dataclass
class Content:
    """A workbook.

    Attributes:
        pages: Its sheets in their order.
        places: Title of the sheet and cell that each of the kit's names points to; a name whose cell was deleted
            points to none.
        constants: What the names stand for that point to no cell.
    """

    pages: list[Page]
    places: dict[str, tuple[str, Spot]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def page(self, title: str) -> Page | None:
        """The sheet of that title."""
        return next((page for page in self.pages if page.title == title), None)


def plain(label: str) -> str:
    """A label for comparing: in usual width, without blanks and line breaks."""
    return "".join(unicodedata.normalize("NFKC", label).split())


def content_of(data: bytes, name: str) -> Content:
    """Read a workbook; no formula is computed, no link followed.

    Args:
        data: The file, which `check_zip` has looked at.
        name: Its name for messages.

    Raises:
        UnreadableError: It is damaged or too big.
    """
    try:
        # What Excel adds and openpyxl doesn't know (extensions of formats and validation) is no affair of a reader.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return _content(data, name)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile):
        raise UnreadableError(f"{name}：不是完整的 Excel 文件，请用 Excel 打开后另存为 .xlsx。") from None


def _content(data: bytes, name: str) -> Content:
    load: Any = import_module("openpyxl").load_workbook
    written = load(io.BytesIO(data), keep_links=False)
    size = 0
    for sheet in written.worksheets:
        size += (sheet.max_row or 0) * (sheet.max_column or 0)
        if size > MAX_CELLS:
            raise UnreadableError(f"{name}：工作表超过 {MAX_CELLS} 格，不像一份年报，请删去多余的行列。")
    # What a merged cell hides is there in this way of reading only.
    formulas = load(io.BytesIO(data), read_only=True, keep_links=False)
    computed = load(io.BytesIO(data), read_only=True, keep_links=False, data_only=True)
    pages = [_page(sheet, formulas[sheet.title], computed[sheet.title]) for sheet in written.worksheets]
    content = Content(pages)
    for found, definition in _names(written):
        _place(found, definition, content)
    return content


def _page(written: Any, formulas: Any, computed: Any) -> Page:
    page = Page(written.title, written.sheet_state != "visible")
    covered = _covered(written, page)
    size = {"max_row": written.max_row, "max_col": written.max_column}
    texts = {
        (cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for row in formulas.iter_rows(**size)
        for cell in row
        if cell.data_type == "f"
    }
    values = {
        (cell.row, cell.column): cell
        for row in computed.iter_rows(**size)
        for cell in row
        if cell.value is not None
    }
    for spot in covered.keys() | texts.keys() | values.keys():
        cell = values.get(spot)
        value = None if cell is None else cell.value
        page.cells[spot] = Saved(
            _unescaped(value) if isinstance(value, str) else value,
            texts.get(spot),
            cell is not None and cell.data_type == "e",
            covered.get(spot, ""),
        )
    return page


def _covered(written: Any, page: Page) -> dict[Spot, str]:
    """The cells that a merged one hides, with its range."""
    covered: dict[Spot, str] = {}
    for merged in written.merged_cells.ranges:
        first, last = (merged.min_row, merged.min_col), (merged.max_row, merged.max_col)
        page.merged.append((first, last))
        for row in range(first[0], min(last[0], written.max_row) + 1):
            for column in range(first[1], min(last[1], written.max_column) + 1):
                if (row, column) != first:
                    covered[row, column] = f"{named(first)}:{named(last)}"
    return covered


def _unescaped(text: str) -> str:
    """The text without the escapes in which a sheet keeps control characters (ECMA-376, 22.9.2.19)."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _names(written: Any) -> Iterator[tuple[str, Any]]:
    yield from written.defined_names.items()
    for sheet in written.worksheets:
        yield from sheet.defined_names.items()


def _place(name: str, definition: Any, content: Content) -> None:
    if not name.startswith(PREFIX) or name in content.places:
        return
    text = str(definition.value or "")
    sheet, mark, cell = text.rpartition("!")
    if not mark:
        content.constants.setdefault(name, text.strip('"').replace('""', '"'))
        return
    spot = spot_of(cell)
    title = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    if spot is not None:
        content.places[name] = title, spot
