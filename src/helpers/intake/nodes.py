"""The tree that an input file is read from: scalars, lists and mappings that know their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.intake.scalars import CoreValue, resolve


@dataclass(slots=True, eq=False)
class Scalar:
    """A word or a text.

    Attributes:
        text: Its characters, unfolded and unescaped.
        plain: Whether it is an unquoted word, whose value the core schema decides; otherwise it is text.
        line: Line, counted from 1; None where it came from no file.
        column: Column, counted from 1.
        start: Offset in the source of its first character.
        end: Offset in the source behind its last.
        style: How it is written: `|`, `>`, `'`, `"`, or nothing for a plain one.
    """

    text: str
    plain: bool
    line: int | None = None
    column: int | None = None
    start: int = 0
    end: int = 0
    style: str = ""

    @property
    def value(self) -> CoreValue:
        """What it stands for."""
        return resolve(self.text) if self.plain else self.text

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here (`~`, `null`, or empty)."""
        return self.plain and self.value is None


@dataclass(slots=True, eq=False)
class Sequence:
    """A list."""

    items: list[Node]
    line: int | None = None
    column: int | None = None


@dataclass(slots=True, eq=False)
class Mapping:
    """A mapping; each key comes with its own node, which knows where it stands."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None


Node = Scalar | Sequence | Mapping
