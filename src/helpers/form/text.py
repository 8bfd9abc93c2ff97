"""A piece of narrative that knows its lines in the params file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Origin:
    """Where a text stands in its file.

    Attributes:
        source: The file's text from the scalar's first character to its last.
        line: Line of that first character, counted from 1.
        column: Its column, counted from 1.
    """

    source: str
    line: int
    column: int


@dataclass(frozen=True)
class Filling:
    """A placeholder and what took its place.

    Attributes:
        start: Offset of the placeholder in the raw text.
        end: Offset behind it.
        value: What was put there.
        name: The expression between the braces.
    """

    start: int
    end: int
    value: str
    name: str


@dataclass(frozen=True)
class Text:
    """Markdown of the narrative.

    Attributes:
        raw: As the office wrote it, with `{{ … }}`.
        fillings: What the placeholders stand for, in order.
        origin: Its place in the params file; None where it came from no file.
        written: The text whose value this is, where the placeholders are gone for good (last year's report): it
            knows the lines.
    """

    raw: str
    fillings: tuple[Filling, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)
    written: Text | None = field(default=None, compare=False, repr=False)

    @cached_property
    def value(self) -> str:
        """The text with its placeholders filled."""
        if not self.fillings:
            return self.raw
        pieces: list[str] = []
        end = 0
        for filling in self.fillings:
            pieces += [self.raw[end : filling.start], filling.value]
            end = filling.end
        return "".join([*pieces, self.raw[end:]])

    def line_at(self, offset: int) -> int | None:
        """The line of the params file on which that character of `value` stands.

        Args:
            offset: An offset in `value`.

        Returns:
            The line, counted from 1; None where the text came from no file.
        """
        if self.written is not None:
            return self.written.line_at(offset)
        if self.origin is None:
            return None
        raw = self._raw_offset(offset)
        if self.origin.source.startswith("|"):
            # A literal block stands below its mark, line by line as it is.
            return self.origin.line + 1 + self.raw.count("\n", 0, raw)
        return self.origin.line + bisect_right(self._line_starts, raw) - 1

    def _raw_offset(self, offset: int) -> int:
        shift = 0
        for filling in self.fillings:
            start = filling.start + shift
            if offset < start:
                break
            if offset < start + len(filling.value):
                return filling.start
            shift += len(filling.value) - (filling.end - filling.start)
        return offset - shift

    @cached_property
    def _line_starts(self) -> list[int]:
        """For each source line of the scalar, the raw offset of its first character.

        YAML folds, indents and quotes; what it never changes is the sequence of visible characters. So the
        raw text is laid beside the source by those alone. An escape in a quoted text breaks the step: what
        follows it is then placed on the last line that was sure.
        """
        assert self.origin is not None  # noqa: S101  # line_at has asked
        starts = [0]
        raw, position = self.raw, 0
        first, *rest = self.origin.source.split("\n")
        if first[:1] in ("|", ">"):
            first = ""
        elif first[:1] in ("'", '"'):
            first = first[1:]
        for number, line in enumerate([first, *rest]):
            if number:
                starts.append(_skip_blank(raw, position))
            for character in line:
                if character.isspace():
                    continue
                position = _skip_blank(raw, position)
                if position < len(raw) and raw[position] == character:
                    position += 1
        return starts


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
