"""A web page's text as it is gathered: paragraphs with their marking, items of lists with their indents."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_LINES
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean
from helpers.intake.published.source import Line, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.published.source import Grid

MARKED = frozenset(("a", "strong", "b", "em", "i", "code"))
"""Elements whose mark Markdown has too."""

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_INDENT = re.compile(r"^[\u3000\u00a0 ]{2,}")
_BLANKS = " \r\n\u3000\u00a0"
"""What may stand round a paragraph; a tab is an empty cell of a table that was typed."""
_WIDE = "\u2e80-\uffef"


class WebText:
    """Text that becomes lines.

    Attributes:
        line: Line of the page's source where the text begins.
        level: Level of the heading that the text is, 0 where it is none.
        lists: How many lists the text stands in.
        marker: What stands before an item's first paragraph, with its indent.
        indent: Indent of an item's further paragraphs.
    """

    def __init__(self, name: str, parts: list[Line | Grid]) -> None:
        self.line = 0
        self.level = 0
        self.lists = 0
        self.marker: str | None = None
        self.indent = ""
        self._name = name
        self._parts = parts
        self._text: list[str] = []
        self._marked: list[str] = []
        self._broken = False

    def add(self, text: str | None) -> None:
        """More text of the same paragraph."""
        if text:
            # A tab within a line parts cells of a table that was typed; others indent the page's source.
            plain = re.sub(r"[ \t\f]*[\r\n][ \t\r\n\f]*|[ \f]+", " ", clean(text))
            # A line of the source that ends in Chinese ends without a blank.
            plain = re.sub(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])", "", plain) if "\n" in text else plain
            self._text.append(plain)
            self._marked.append(escape(plain) if plain.strip() else plain)

    @contextmanager
    def marked(self, tag: str, target: str) -> Iterator[None]:
        """Text that is added meanwhile is marked as a whole.

        Args:
            tag: The element, one of `MARKED`.
            target: Where a link leads.
        """
        texts, marked = self._text, self._marked
        self._text, self._marked = [], []
        yield
        text, inner = "".join(self._text), "".join(self._marked)
        self._text, self._marked = texts, marked
        self._text.append(text)
        self._marked.append(_marking(tag, target, text, inner))

    def new_line(self) -> None:
        """A line break within the paragraph."""
        level = self.level
        self.flush()
        self.level, self._broken = level, True

    def flush(self) -> None:
        """The paragraph ends."""
        text, marked = "".join(self._text), "".join(self._marked)
        level, broken = self.level, self._broken and not _INDENT.match(text)
        self._text, self._marked = [], []
        self.level = 0
        if not text.strip():
            return
        self._broken = False
        prefix = ""
        item = self.lists > 0
        if item:
            prefix = self.indent if self.marker is None else self.marker
            self.marker = None
        if len(self._parts) > MAX_LINES:
            raise UnreadableError(f"{self._name}：网页超过 {MAX_LINES} 段，不像一份年报，请检查文件。")
        place = Place(line=self.line or 1)
        self._parts.append(
            Line(text.strip(_BLANKS), place, prefix + marked.strip(), level, broken=broken, item=item)
        )


def _marking(tag: str, target: str, text: str, inner: str) -> str:
    """Markdown of a marked text."""
    stripped = inner.strip()
    if not stripped:
        return inner
    if tag == "code":
        return f"`{text.strip()}`"
    if tag == "a" and re.match(r"https?://|mailto:", target) and not re.search(r"[\s()<>]", target):
        return f"[{stripped}]({target})"
    if mark := _MARKS.get(tag, ""):
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{before}{mark}{stripped}{mark}{after}"
    return inner
