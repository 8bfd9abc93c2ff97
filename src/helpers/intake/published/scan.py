"""The recogniser: finds the tables' rows by their labels and takes the cells that follow, in any layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.cases import Cases
from helpers.intake.published.counts import numbers_columns
from helpers.intake.published.form_words import Match, article, match
from helpers.intake.published.headings import section_of
from helpers.intake.published.labels import REPEATED
from helpers.intake.published.row_reader import RowReader
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import is_empty, is_value
from helpers.intake.published.words import bare, numbered, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.intake.published.found import Scanned
    from helpers.intake.published.source import Cell
    from helpers.intake.published.strips import Strip

_TABLES = ("proactive", "applications", "appeals")
_CORNER = "本列数据的勾稽关系"
_SUPER = "申请人情况"
_LONGEST_LABEL = 260
_SHORT_ALONE = 3
_BRACKETS = dict.fromkeys(map(ord, "()（）"), "")
_NUMBER_ALONE = re.compile(r"\s*(?:[(（][一二三四五六七][)）]|[一二三四]、)\s*")
_SINGLE = (Cut.LONE, Cut.CELL)


def scan(strips: Iterable[Strip], edition: int) -> Scanned:
    """Find the tables' rows.

    Args:
        strips: The document.
        edition: Number of the form's edition.
    """
    scanner = _Scanner(edition)
    for strip in strips:
        scanner.strip(strip)
    scanner.close()
    return scanner.result


class _Scanner(RowReader):
    """Reads strips by what their texts mean in each table."""

    def __init__(self, edition: int) -> None:
        super().__init__(edition)
        self._cases = Cases(edition)

    # The document, strip by strip.

    def strip(self, strip: Strip) -> None:
        self._strip = strip
        if strip.ends:
            self._end_row()
            return
        if not strip.cells or numbers_columns(strip.cells):
            return
        values = sum(1 for cell in strip.cells if is_value(cell.text))
        if self._row is not None and self._row.tail and not self._continues(strip, values):
            self._row.done = True
        if self._table == "appeals" and values >= self._cases.width:
            self._appeals_line(strip)
            return
        for cell in strip.cells:
            self._cell(cell)
        row = self._row
        if row is not None and strip.cut not in _SINGLE and row.tail and self._table != "appeals":
            row.done = True

    def _continues(self, strip: Strip, values: int) -> bool:
        """Whether a strip's cells may belong to the row that was begun before it."""
        row = self._row
        if row is None or row.done:
            return False
        if self._table == "appeals":
            return True
        return strip.cut in _SINGLE and row.cut in _SINGLE and (values > 0 or is_empty(strip.cells[0].text))

    def close(self) -> None:
        """The document ends."""
        self.result.notes += self._unknown.note() if self._table else ()
        if self._row is not None:
            self._row.last = True

    def _end_row(self) -> None:
        if self._row is not None and self._row.tail and self._table != "appeals":
            self._row.done = True

    # A cell.

    def _cell(self, cell: Cell) -> None:
        if is_empty(cell.text) or is_value(cell.text):
            self._value(cell)
        elif len(cell.text) <= _LONGEST_LABEL:
            self._text(cell)
        else:
            self._stop()

    def _value(self, cell: Cell) -> None:
        self._header_before = False
        if self._unknown.cell is not None:
            self._unknown.add(cell)
            return
        if self._pending.word and not is_empty(cell.text):
            self._open_pending()
        if self._row is None or self._row.done:
            self._orphan(cell)
            return
        if self._table == "appeals" and len(self._named_cases) == 1 and not is_empty(cell.text):
            # A kind of case that stands alone before its figures has a row, or a table, of its own.
            self._row.key = self._row.key or self._named_cases[0]
        self._row.tail.append(cell)
        if self._strip is not None and self._row.label is not None:
            self._row.spread = self._row.spread or self._row.label.place != cell.place

    def _text(self, cell: Cell) -> None:
        text = cell.text
        if _NUMBER_ALONE.fullmatch(text) and self._has_values():
            # The beginning of another row's label, whose words stand on the next line.
            self._stop(keep_pending=True)
            return
        if named := article(text):
            self._enter("proactive")
            self._headers = {}
            self.result.tables.add("proactive")
            self._started = named in self._words.titles
            self._block = named
            return
        if key := section_of(text):
            self._stop()
            if key in _TABLES:
                self._enter(key)
            else:
                self._table = ""
            return
        word = bare(text)
        if simplified(text).lstrip(" (").startswith(_CORNER) or word == _SUPER:
            self._enter("applications")
            return
        if self._table != "applications" and word == next(iter(self._words.results)):
            self._enter("applications")
        if (
            not self._table
            and len(word) > _SHORT_ALONE
            and word in self._words.results
            and self._has_values()
        ):
            # A piece of table three without its head, e.g. the page after a page break.
            self._enter("applications")
            self._started = True
        if self._table == "applications" and self._started and word in self._cases.headings:
            # Table four without its section's heading.
            self._enter("appeals")
        if self._swallow(word, text):
            return
        getattr(self, f"_{self._table}_text", self._outside_text)(cell, word)

    def _has_values(self) -> bool:
        return self._strip is not None and sum(is_value(cell.text) for cell in self._strip.cells) > 1

    def _outside_text(self, _cell: Cell, _word: str) -> None:
        self._stop()

    def _proactive_text(self, cell: Cell, word: str) -> None:
        if word in self._words.headers["proactive"] or match(cell.text, self._words.headers["proactive"]):
            found = match(cell.text, self._words.headers["proactive"])
            if found:
                self._header(found.word, cell)
            return
        if word == "信息内容":
            return
        found = match(cell.text, self._words.proactive)
        if found is None:
            self._unmatched(cell, word, self._words.proactive)
            return
        self._named(found, cell)

    def _applications_text(self, cell: Cell, word: str) -> None:
        headers, results = self._words.headers["applications"], self._words.results
        if word in REPEATED or (word in headers and word not in results):
            is_row = self._started and not self._header_before and self._is_row(word, cell.text)
            if not is_row:
                self._header(word, cell)
                return
        if word in self._words.groups:
            self._group = self._words.groups[word]
            # A heading that spans rows may stand between the pieces of a row's own label.
            self._stop(keep_pending=True)
            self.result.tables.add("applications")
            return
        found = match(cell.text, [name for name in results if name not in REPEATED or name == word])
        if found is None:
            if not self._started and word and match(cell.text, headers):
                self._header(word, cell)
                return
            self._unmatched(cell, word, results)
            return
        self._named(found, cell)

    def _is_row(self, word: str, text: str) -> bool:
        """Whether 其他 or 总计 is a row's label here, not a column's."""
        if word not in self._words.results:
            return False
        if word == "总计":
            return numbered(text) or (self._last_key().startswith("other") and not self._header_before)
        return self._group == "other" or (numbered(text) and self._last_key().startswith("other"))

    def _appeals_text(self, cell: Cell, word: str) -> None:
        row = self._row
        has_values = row is not None and any(not is_empty(value.text) for value in row.tail)
        # What a remark leaves out of a label names the kind here: 行政诉讼（未经复议直接起诉）.
        case = self._cases.named(word) or self._cases.named(bare(cell.text.translate(_BRACKETS)))
        if case or word in self._words.headers["appeals"]:
            if row is None or row.done or (case and has_values and row.key):
                self._open("", Match(""), None)
                self._named_cases = []
            elif not has_values:
                row.tail.clear()
            if case:
                self._named_cases.append(case)
            return
        if has_values:
            self._stop()
            self._table = ""

    def _appeals_line(self, strip: Strip) -> None:
        self._open("", Match(""), None)
        assert self._row is not None  # noqa: S101  # just opened
        self._row.tail.extend(strip.cells)
        self._row.done = True
        self._table = ""
