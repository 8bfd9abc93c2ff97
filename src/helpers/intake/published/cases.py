"""Kinds of cases that table four counts, told from their headings."""

from __future__ import annotations

from helpers.form import edition_of
from helpers.intake.published.words import bare

_LONGEST = 20


class Cases:
    """The kinds of cases of an edition's table four.

    Attributes:
        width: How many figures the whole table has.
        headings: Bare words of the outermost headings: 行政复议, 行政诉讼.
    """

    def __init__(self, edition: int) -> None:
        table = edition_of(edition).table("appeals")
        self.width = len(table.fields)
        self.headings = {bare(row.labels[0]) for row in table.rows}
        self._labels = {row.key: [bare(label) for label in row.labels] for row in table.rows}

    def named(self, word: str) -> str | None:
        """The kind of case that a text is the heading of: 行政诉讼（未经复议直接起诉）.

        Args:
            word: The text's bare word.

        Returns:
            Key of the kind's row; None where the text names none, or several.
        """
        found = [key for key, labels in self._labels.items() if labels[-1] in word]
        if len(word) > _LONGEST or len(found) != 1:
            return None
        own = self._labels[found[0]]
        return None if any(name in word and name not in own for name in self.headings) else found[0]
