"""The recogniser: finds the tables' rows by their labels and takes the cells that follow, in any layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.counts import numbers_columns
from helpers.intake.published.form_words import Match, Vocabulary, article, match, vocabulary
from helpers.intake.published.found import FoundRow, Header, Note, Orphans
from helpers.intake.published.headings import section_of
from helpers.intake.published.labels import (
    REPEATED,
    Pending,
    Unknown,
    ending_label,
    is_rest,
    label_notes,
    letters,
)
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import is_empty, is_value
from helpers.intake.published.words import bare, numbered, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.intake.published.source import Cell
    from helpers.intake.published.strips import Strip

_TABLES = ("proactive", "applications", "appeals")
_CORNER = "本列数据的勾稽关系"
_SUPER = "申请人情况"
_LONGEST_LABEL = 260
_SHORT_ALONE = 3
_LONGEST_CASE = 20
_SINGLE = (Cut.LONE, Cut.CELL)


@dataclass
class Scanned:
    """What a scan gives.

    Attributes:
        rows: Every row that has a label, in the document's order; one may have been found several times.
        orphans: Values that no label stands before.
        notes: What should be known of labels and of rows that the form doesn't have.
        tables: Keys of the tables of which anything was seen.
    """

    rows: list[FoundRow] = field(default_factory=list)
    orphans: list[Orphans] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)


def scan(strips: Iterable[Strip], edition: int) -> Scanned:
    """Find the tables' rows.

    Args:
        strips: The document.
        edition: Number of the form's edition.
    """
    scanner = _Scanner(vocabulary(edition), edition)
    for strip in strips:
        scanner.strip(strip)
    scanner.close()
    return scanner.result


class _Scanner:
    def __init__(self, words: Vocabulary, edition: int) -> None:
        self._words = words
        self._full = {
            bare(row.labels[-1]): letters(row.labels[-1])
            for table in edition_of(edition).tables
            for row in table.rows
        }
        four = edition_of(edition).table("appeals")
        self._outer_appeals = {bare(row.labels[0]) for row in four.rows}
        self._cases = {row.key: [bare(label) for label in row.labels] for row in four.rows}
        self._width_appeals = len(four.fields)
        self._named_cases: list[str] = []
        self._table = ""
        self._block = ""
        self._row: FoundRow | None = None
        self._headers: dict[str, Header] = {}
        self._started = False
        self._header_before = False
        self._group = ""
        self._pending = Pending()
        self._unknown = Unknown()
        self._strip: Strip | None = None
        self.result = Scanned()

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
        if self._table == "appeals" and values >= self._width_appeals:
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

    def _orphan(self, cell: Cell) -> None:
        """A value without a row: whose it is may be told by what is found before and behind it."""
        assert self._strip is not None  # noqa: S101  # cells come in strips
        if is_empty(cell.text) or not self._table or (self._row is not None and self._row.spread):
            return
        after = self._block if self._table == "proactive" else self._last_key()
        orphans = self.result.orphans
        same = bool(orphans) and (orphans[-1].table, orphans[-1].after) == (self._table, after)
        if same and (self._table == "proactive" or orphans[-1].cells[-1] in self._strip.cells):
            orphans[-1].cells.append(cell)
        else:
            orphans.append(Orphans(self._table, after, [cell], self._strip.cut))

    def _text(self, cell: Cell) -> None:
        text = cell.text
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
        if self._table == "applications" and self._started and word in self._outer_appeals:
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

    def _last_key(self) -> str:
        return next((row.key for row in reversed(self.result.rows) if row.table == "applications"), "")

    def _appeals_text(self, _cell: Cell, word: str) -> None:
        row = self._row
        has_values = row is not None and any(not is_empty(value.text) for value in row.tail)
        case = self._case(word)
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

    def _case(self, word: str) -> str | None:
        """The kind of case that a text is the heading of: 行政诉讼（未经复议直接起诉）."""
        if len(word) > _LONGEST_CASE:
            return None
        named = [key for key, labels in self._cases.items() if labels[-1] in word]
        others = (
            [
                name
                for name in self._outer_appeals
                if name in word and name not in self._cases.get(named[0], ())
            ]
            if named
            else []
        )
        return named[0] if len(named) == 1 and not others else None

    def _appeals_line(self, strip: Strip) -> None:
        self._open("", Match(""), None)
        assert self._row is not None  # noqa: S101  # just opened
        self._row.tail.extend(strip.cells)
        self._row.done = True
        self._table = ""

    # Rows.

    def _enter(self, table: str) -> None:
        self._stop()
        if self._table != table:
            self._headers = {}
            self._started = False
        self._table = table
        self._header_before = False
        self.result.tables.add(table)
        if table == "appeals":
            self._named_cases = []
            self._open("", Match(""), None)

    def _open(self, key: str, found: Match, label: Cell | None) -> None:
        self._stop()
        assert self._strip is not None  # noqa: S101  # cells come in strips
        self._row = FoundRow(
            self._table,
            key,
            found.word,
            label,
            self._strip.cut,
            found.exact,
            grid=self._strip.grid,
            headers=self._headers,
        )
        self.result.tables.add(self._table)
        self.result.rows.append(self._row)

    def _named(self, found: Match, label: Cell) -> None:
        """Open the row that a label names."""
        if self._table == "proactive":
            row, _ = self._words.proactive[found.word]
        else:
            self._started = True
            row = self._words.results[found.word]
            if "." in row.key:
                self._group = row.group
        self._open(row.key, found, label)
        self.result.notes += label_notes(label, found, row.labels[-1])

    def _header(self, word: str, cell: Cell) -> None:
        self._stop()
        self._header_before = True
        assert self._strip is not None  # noqa: S101  # cells come in strips
        if any(header.grid != self._strip.grid for header in self._headers.values()):
            # A table that goes on overleaf repeats its headers.
            self._headers = {}
        self._headers[word] = Header(cell.text, cell.column, self._strip.grid)

    def _stop(self, *, keep_pending: bool = False) -> None:
        self.result.notes += self._unknown.note() if self._table else ()
        self._unknown = Unknown()
        if self._row is not None:
            self._row.done = True
        self._row = None
        if not keep_pending:
            self._pending.clear()
        self._header_before = False

    # Labels over several cells or lines.

    def _swallow(self, word: str, text: str) -> bool:
        """Whether the text is the rest of the label that is being read."""
        row = self._row
        if row is None or row.label is None or not word:
            return False
        return word not in self._known(row.table) and is_rest(text, self._full.get(row.word, ""))

    def _known(self, table: str) -> Iterable[str]:
        return self._words.results if table == "applications" else self._words.proactive

    def _unmatched(self, cell: Cell, word: str, known: Iterable[str]) -> None:
        """A text that is no label: the beginning of one, its next piece, or a row of the office's own."""
        if not word:
            return
        loose = self._strip is not None and self._strip.cut is not Cut.GRID and " " in cell.text.strip()
        if loose and self._by_words(cell, known):
            return
        joined = self._pending.word + word
        if self._pending.word and joined in known:
            self._named(Match(joined), self._pending.cell or cell)
            return
        if self._pending.word and any(name.startswith(joined) for name in known):
            self._pending.word = joined
            return
        self._stop()
        if not self._pending.begin(word, cell, known):
            self._unknown = Unknown(cell)

    def _by_words(self, cell: Cell, known: Iterable[str]) -> bool:
        """Read a text of several words that ends in a label."""
        ending = ending_label(cell, known)
        if ending is None:
            return False
        found, label, before = ending
        for group in (bare(text) for text in before):
            self._group = self._words.groups.get(group, self._group)
        self._named(found, label)
        return True

    def _open_pending(self) -> None:
        """Values come before the whole label was read: it is known where only one begins so."""
        name, cell = self._pending.only(self._known(self._table)), self._pending.cell
        self._pending.clear()
        if name and cell is not None:
            self._named(Match(name), cell)
