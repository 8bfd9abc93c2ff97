"""The narrative: running text put into the sections and parts that its headings mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.form import EDITIONS
from helpers.intake.published.cues import split_by_cues
from helpers.intake.published.form_words import article, vocabulary
from helpers.intake.published.found import Note
from helpers.intake.published.headings import main_heading, part_heading
from helpers.intake.published.markdown import escape
from helpers.intake.published.page_words import is_chrome, is_end, is_label_alone, may_be_value
from helpers.intake.published.source import Grid, Line
from helpers.intake.published.told import Narrated, Told
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from helpers.form import Edition
    from helpers.intake.published.source import Cell
    from helpers.intake.published.strips import Strip

_SENTENCE = re.compile(r"[。；]")
_SHOWN = 40
_WIDEST = 20
_SHORT = 4


def narrate(
    parts: Sequence[Line | Grid], edition: Edition, start: int | None, used: Iterable[Strip]
) -> Narrated:
    """Put the running text into its sections.

    Args:
        parts: The document.
        edition: The form.
        start: Index of the title's last line among the lines; None where there is no title.
        used: The strips of the tables' own lines, whose text is no narrative.
    """
    teller = _Teller(edition, {id(cell.place) for strip in used for cell in strip.cells})
    index = -1
    for part in parts:
        if isinstance(part, Grid):
            teller.grid(part)
            continue
        index += 1
        if start is not None and index <= start:
            continue
        teller.line(part)
    split_by_cues(teller.result)
    return teller.result


class _Teller:
    def __init__(self, edition: Edition, tables: set[int]) -> None:
        self._sections = {section.key: section for section in edition.sections}
        self._order = list(self._sections)
        self._section = ""
        self._current = Told()
        self._over = False
        self._labelled = False
        self._numbered = False
        self.result = Narrated()
        self._tables = tables

    def grid(self, grid: Grid) -> None:
        section = self._sections.get(self._section)
        if section is None or section.table or self._over or not (grid.rows and grid.rows[0]):
            return
        if any(_is_statutory(cell.text) for row in grid.rows for cell in row):
            return
        width = max(cell.column + cell.span for row in grid.rows for cell in row)
        if width > _WIDEST:
            words = " ".join(cell.text for row in grid.rows[:2] for cell in row if cell.text.strip())
            message = f"“{section.title}”里有一个很宽的表格没有读入（{_shown(words)}），请自行补上"
            self.result.notes.append(Note(message, grid.rows[0][0].place, "reading"))
            return
        lines = [_table_row(row, width) for row in grid.rows]
        lines.insert(1, "|" + " --- |" * width)
        self._current.lines.append(Line(" ".join(lines), grid.rows[0][0].place, "\n".join(lines)))

    def line(self, line: Line) -> None:
        if self._over:
            return
        if heading := main_heading(line):
            self._open(heading.section, line)
            if heading.rest:
                self._current.lines.append(Line(heading.rest, line.place, escape(heading.rest)))
            return
        if not self._section:
            self._before(line)
            return
        section = self._sections[self._section]
        if section.table:
            self._beside_table(line)
            return
        if self._section == self._order[-1] and is_end(line.text):
            self._over = True
            self.result.notes.append(
                Note(f"“{_shown(line.text)}”以后的内容不属于六个部分，没有读入", line.place)
            )
            return
        found = (
            part_heading(line, section.key, counted=not self._numbered) if len(section.parts) > 1 else None
        )
        if found and self._part(found.part, found.title, line, numbered=found.numbered):
            if found.rest:
                self._current.lines.append(Line(found.rest, line.place, escape(found.rest)))
            return
        self._current.lines.append(line)

    def _before(self, line: Line) -> None:
        """What stands before section one: the preamble, without what web pages put round it."""
        if is_chrome(line.text):
            self._labelled = is_label_alone(line.text)
            return
        labelled, self._labelled = self._labelled, False
        if labelled and may_be_value(line.text):
            return
        if bare(line.text) in ("目录", "目次"):
            return
        self.result.parts.setdefault("preamble", Told()).lines.append(line)

    def _open(self, key: str, line: Line) -> None:
        section = self._sections[key]
        self._section = key
        self._numbered = False
        self.result.sections.setdefault(key, line)
        self._current = Told(heading=line)
        if section.table:
            return
        first = section.parts[0]
        address = f"{key}.{first.key}" if first.key else key
        if first.key and first.title:
            self._current = Told(heading=line)
            return
        before = self.result.parts.get(address)
        if before is not None and before.lines:
            # A table of contents names the section first.
            before.lines.clear()
        self.result.parts[address] = self._current

    def _part(self, part: str, title: str, line: Line, *, numbered: bool) -> bool:
        """Open a part; False where the line is no heading after all."""
        section = self._sections[self._section]
        address = f"{section.key}.{part}" if part else ""
        self._numbered = self._numbered or numbered
        if part and not self._filled(address):
            self._current = Told(heading=line, title=title)
            self.result.parts[address] = self._current
            return True
        if not (section.more and numbered):
            return False
        self._current = Told(heading=line, title=title)
        self.result.more.append(self._current)
        return True

    def _filled(self, address: str) -> bool:
        told = self.result.parts.get(address)
        return told is not None and bool(told.lines)

    def _beside_table(self, line: Line) -> None:
        """Text in a section that is a table has no place in params: it is named, not dropped in silence."""
        if id(line.place) in self._tables or not _SENTENCE.search(line.text) or "|" in line.text:
            return
        message = f"“{self._sections[self._section].title}”只有表格，这段文字没有读入：{_shown(line.text)}"
        self.result.notes.append(Note(message, line.place))


def _is_statutory(text: str) -> bool:
    """Whether a cell is one of the three statutory tables', which are read as figures."""
    word = bare(text)
    if article(text) is not None:
        return True
    known = map(vocabulary, EDITIONS)
    return len(word) > _SHORT and any(
        word in words.results or word in words.headers["appeals"] for words in known
    )


def _table_row(row: Sequence[Cell], width: int) -> str:
    cells = [""] * width
    for cell in row:
        cells[cell.column] = escape(cell.text).replace("|", "\\|")
    return "| " + " | ".join(cells) + " |"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
