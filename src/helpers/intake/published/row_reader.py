"""Rows of a table as they are opened by a label, filled with the cells that follow, and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.form_words import Match, vocabulary
from helpers.intake.published.found import FoundRow, Header, Orphans, Scanned
from helpers.intake.published.labels import Pending, Unknown, ending_label, is_rest, label_notes, letters
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import is_empty
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.intake.published.source import Cell
    from helpers.intake.published.strips import Strip


class RowReader:
    """The table, the headers and the row at which a reader is.

    Attributes:
        result: What was found so far.
    """

    def __init__(self, edition: int) -> None:
        self.result = Scanned()
        self._words = vocabulary(edition)
        self._full = {
            bare(row.labels[-1]): letters(row.labels[-1])
            for table in edition_of(edition).tables
            for row in table.rows
        }
        self._table = ""
        self._block = ""
        self._group = ""
        self._started = False
        self._header_before = False
        self._headers: dict[str, Header] = {}
        self._named_cases: list[str] = []
        self._row: FoundRow | None = None
        self._pending = Pending()
        self._unknown = Unknown()
        self._strip: Strip | None = None

    # Tables and rows.

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

    def _last_key(self) -> str:
        return next((row.key for row in reversed(self.result.rows) if row.table == "applications"), "")

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
