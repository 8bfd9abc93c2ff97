"""Labels in pieces, labels among other words, and labels that the form doesn't have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from helpers.intake.published.form_words import Match, match
from helpers.intake.published.found import Note
from helpers.intake.published.values import is_empty
from helpers.intake.published.words import noises, numbered, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from helpers.intake.published.source import Cell

REPEATED = ("其他", "总计")
"""Words that are a row's label as well as a column's header."""

_LETTERS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_SHORTEST_START = 2
_SHOWN = 40
_VALUES_SHOWN = 8


def letters(text: str) -> str:
    """A label's letters and digits alone, with its numbering and remarks."""
    return _LETTERS.sub("", simplified(text))


def is_rest(text: str, full: str) -> bool:
    """Whether a text is the rest of a label whose beginning was read.

    Args:
        text: The text.
        full: The form's whole label as `letters`.
    """
    rest = letters(text)
    return len(rest) >= _SHORTEST_START and full.endswith(rest) and len(rest) < len(full)


def ending_label(cell: Cell, known: Iterable[str]) -> tuple[Match, Cell, list[str]] | None:
    """The label in which a text of several words ends: （三）不予公开 1.属于国家秘密.

    Args:
        cell: The text.
        known: Bare labels.

    Returns:
        The label, its words as a cell of their own, and the words before; None where it ends in no label.
    """
    known = tuple(known)
    words = cell.text.split()
    for start in range(1, len(words)):
        text = " ".join(words[start:])
        found = match(text, known)
        if found and not (found.word in REPEATED and not numbered(text)):
            return found, replace(cell, text=text), words[:start]
    return None


def label_notes(label: Cell, found: Match, official: str) -> Iterator[Note]:
    """What had to be overlooked to read a label.

    Args:
        label: The label as printed.
        found: What it was read as.
        official: The form's label.
    """
    for noise in noises(label.text):
        yield Note(f"“{shown(label.text)}”里有{noise}，按“{found.word}”读取", label.place)
    if not found.exact:
        yield Note(f"“{shown(label.text)}”应为“{official}”，已按后者读取", label.place, "document")


@dataclass
class Pending:
    """A label of which only the beginning was read so far.

    Attributes:
        word: Its bare beginning; empty where there is none.
        cell: Where it stands.
    """

    word: str = ""
    cell: Cell | None = None

    def begin(self, word: str, cell: Cell, known: Iterable[str]) -> bool:
        """Take a word for the beginning of a label, if one of those known begins so."""
        if len(word) < _SHORTEST_START or not any(name.startswith(word) for name in known):
            return False
        self.word, self.cell = word, cell
        return True

    def clear(self) -> None:
        """Forget it."""
        self.word, self.cell = "", None

    def only(self, known: Iterable[str]) -> str | None:
        """The only label that begins so; None where there are more, or too little was read to tell."""
        names = [name for name in known if name.startswith(self.word)]
        return names[0] if len(names) == 1 and len(self.word) > _SHORTEST_START else None


@dataclass
class Unknown:
    """A row that the form doesn't have.

    Attributes:
        cell: Its label; None where there is no such row.
        values: What stands in it.
    """

    cell: Cell | None = None
    values: list[str] = field(default_factory=list)

    def add(self, cell: Cell) -> None:
        """A cell of the row."""
        if not is_empty(cell.text):
            self.values.append(cell.text.strip())

    def note(self) -> Iterator[Note]:
        """What should be known of it; nothing where it holds no value."""
        if self.cell is not None and self.values:
            values = "、".join(self.values[:_VALUES_SHOWN])
            message = f"格式里没有“{shown(self.cell.text)}”这一行，它的数（{values}）没有读入"
            yield Note(message, self.cell.place, "document")


def shown(text: str) -> str:
    """A text on one line, cut short for a message."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
