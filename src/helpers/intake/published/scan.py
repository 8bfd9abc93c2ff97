"""The recogniser: finds the tables' rows by their labels and takes the cells that follow, in any layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.form_words import Vocabulary, article, match, vocabulary
from helpers.intake.published.found import FoundRow, Header, Note, Orphans
from helpers.intake.published.headings import section_of
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import is_empty, is_value
from helpers.intake.published.words import bare, noises, numbered, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.intake.published.source import Cell
    from helpers.intake.published.strips import Strip

_TABLES = ("proactive", "applications", "appeals")
_CORNER = "本列数据的勾稽关系"
_SUPER = "申请人情况"
_LONGEST_LABEL = 260
_LETTERS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_SHORTEST_START = 2
_SHORT_ALONE = 3
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
            bare(row.labels[-1]): _LETTERS.sub("", row.labels[-1])
            for table in edition_of(edition).tables
            for row in table.rows
        }
        four = edition_of(edition).table("appeals")
        self._outer_appeals = {bare(row.labels[0]) for row in four.rows}
        self._table = ""
        self._block = ""
        self._row: FoundRow | None = None
        self._headers: dict[str, Header] = {}
        self._started = False
        self._header_before = False
        self._group = ""
        self._pending = ""
        self._pending_cell: Cell | None = None
        self._unknown: Cell | None = None
        self._unknown_values: list[str] = []
        self._strip: Strip | None = None
        self.result = Scanned()

    # The document, strip by strip.

    def strip(self, strip: Strip) -> None:
        self._strip = strip
        if strip.ends:
            self._end_row()
            return
        if not strip.cells:
            return
        values = sum(1 for cell in strip.cells if is_value(cell.text))
        if self._row is not None and self._row.tail and not self._continues(strip, values):
            self._row.done = True
        if self._table == "appeals" and values >= self._appeals_width():
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
        self._note_unknown()
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
        if self._unknown is not None:
            if not is_empty(cell.text):
                self._unknown_values.append(cell.text.strip())
            return
        if self._pending and not is_empty(cell.text):
            self._open_pending()
        if self._row is None or self._row.done:
            self._orphan(cell)
            return
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
        row, _ = self._words.proactive[found.word]
        self._open(row.key, found.word, cell, exact=found.exact)

    def _applications_text(self, cell: Cell, word: str) -> None:
        headers, results = self._words.headers["applications"], self._words.results
        if word in ("其他", "总计") or (word in headers and word not in results):
            is_row = self._started and not self._header_before and self._is_row(word, cell.text)
            if not is_row:
                self._header(word, cell)
                return
        if word in self._words.groups:
            self._group = self._words.groups[word]
            pending, held = self._pending, self._pending_cell
            self._stop()
            # A heading that spans rows may stand between the pieces of a row's own label.
            self._pending, self._pending_cell = pending, held
            self.result.tables.add("applications")
            return
        found = match(cell.text, [name for name in results if name not in ("其他", "总计") or name == word])
        if found is None:
            if not self._started and word and match(cell.text, headers):
                self._header(word, cell)
                return
            self._unmatched(cell, word, results)
            return
        self._started = True
        row = results[found.word]
        if "." in row.key:
            self._group = row.group
        self._open(row.key, found.word, cell, exact=found.exact)

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
        if word in self._words.headers["appeals"]:
            if row is None or row.done:
                self._open("", "", None, exact=True)
            elif not any(not is_empty(value.text) for value in row.tail):
                row.tail.clear()
            return
        if row is not None and any(not is_empty(value.text) for value in row.tail):
            self._stop()
            self._table = ""

    def _appeals_width(self) -> int:
        return 15

    def _appeals_line(self, strip: Strip) -> None:
        self._open("", "", None, exact=True)
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
            self._open("", "", None, exact=True)

    def _open(self, key: str, word: str, label: Cell | None, *, exact: bool) -> None:
        self._stop()
        assert self._strip is not None  # noqa: S101  # cells come in strips
        row = FoundRow(
            self._table,
            key,
            word,
            label,
            self._strip.cut,
            exact,
            grid=self._strip.grid,
            headers=self._headers,
        )
        self.result.tables.add(self._table)
        self.result.rows.append(row)
        self._row = row
        if label is not None:
            self._partial = word
            for noise in noises(label.text):
                self.result.notes.append(
                    Note(f"“{_shown(label.text)}”里有{noise}，按“{word}”读取", label.place)
                )
            if not exact:
                official = next(
                    official
                    for table in (self._words.results, {k: v[0] for k, v in self._words.proactive.items()})
                    for name, found in table.items()
                    if name == word and found.key == key
                    for official in [found.labels[-1]]
                )
                self.result.notes.append(
                    Note(f"“{_shown(label.text)}”应为“{official}”，已按后者读取", label.place, "document")
                )

    def _header(self, word: str, cell: Cell) -> None:
        self._stop()
        self._header_before = True
        assert self._strip is not None  # noqa: S101  # cells come in strips
        if any(header.grid != self._strip.grid for header in self._headers.values()):
            # A table that goes on overleaf repeats its headers.
            self._headers = {}
        self._headers[word] = Header(cell.text, cell.column, self._strip.grid)

    def _stop(self) -> None:
        self._note_unknown()
        if self._row is not None:
            self._row.done = True
        self._row = None
        self._pending = ""
        self._header_before = False

    # Labels over several cells or lines.

    def _swallow(self, word: str, text: str) -> bool:
        """Whether the text is the rest of the label that is being read."""
        row = self._row
        if row is None or row.label is None or not word:
            return False
        full = self._full.get(row.word, "")
        letters = _LETTERS.sub("", simplified(text))
        known = self._words.results if row.table == "applications" else self._words.proactive
        return (
            len(letters) >= _SHORTEST_START
            and word not in known
            and full.endswith(letters)
            and len(letters) < len(full)
        )

    def _unmatched(self, cell: Cell, word: str, known: Iterable[str]) -> None:
        """A text that is no label: the beginning of one, its next piece, or a row of the office's own."""
        if not word:
            return
        known = tuple(known)
        loose = self._strip is not None and self._strip.cut is not Cut.GRID and " " in cell.text.strip()
        if loose and self._by_words(cell, known):
            return
        joined = self._pending + word
        if self._pending and joined in known:
            label, self._pending = self._pending_cell or cell, ""
            self._named(joined, label)
            return
        starts = self._pending and any(name.startswith(joined) for name in known)
        if starts:
            self._pending = joined
            return
        begins = len(word) >= _SHORTEST_START and any(name.startswith(word) for name in known)
        self._stop()
        if begins:
            self._pending, self._pending_cell = word, cell
            return
        self._unknown = cell
        self._unknown_values = []

    def _by_words(self, cell: Cell, known: tuple[str, ...]) -> bool:
        """Read a text of several words that ends in a label: （三）不予公开 1.属于国家秘密."""
        words = cell.text.split()
        for start in range(1, len(words)):
            text = " ".join(words[start:])
            found = match(text, known)
            if found and not (found.word in ("其他", "总计") and not numbered(text)):
                for before in words[:start]:
                    if (group := bare(before)) in self._words.groups:
                        self._group = self._words.groups[group]
                self._named(
                    found.word, type(cell)(text, cell.place, cell.column, cell.span), exact=found.exact
                )
                return True
        return False

    def _named(self, word: str, label: Cell, *, exact: bool = True) -> None:
        if self._table == "proactive":
            self._open(self._words.proactive[word][0].key, word, label, exact=exact)
        else:
            self._started = True
            row = self._words.results[word]
            if "." in row.key:
                self._group = row.group
            self._open(row.key, word, label, exact=exact)

    def _open_pending(self) -> None:
        """Values come before the whole label was read: it is known where only one begins so."""
        known = self._words.proactive if self._table == "proactive" else self._words.results
        names = [name for name in known if name.startswith(self._pending)]
        pending, self._pending = self._pending, ""
        if len(names) == 1 and self._pending_cell is not None and len(pending) > _SHORTEST_START:
            self._named(names[0], self._pending_cell)

    def _note_unknown(self) -> None:
        if self._unknown is not None and self._unknown_values and self._table:
            values = "、".join(self._unknown_values[:8])
            message = f"格式里没有“{_shown(self._unknown.text)}”这一行，它的数（{values}）没有读入"
            self.result.notes.append(Note(message, self._unknown.place, "document"))
        self._unknown = None
        self._unknown_values = []


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
