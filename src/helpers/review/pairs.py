"""What two versions of a report are laid side by side in: cells, texts, facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from helpers.form import Edition, Field, Figures, Narrative, Value
from helpers.review.wording import Mark, Passage


@dataclass(frozen=True)
class Version:
    """One of the two.

    Attributes:
        name: How it is called, e.g. 2021年.
    """

    name: str
    edition: Edition
    figures: Figures
    narrative: Narrative


@dataclass(frozen=True)
class CellPair:
    """A cell in both versions; `in_before` and `in_after` tell whether their form has it at all."""

    field: Field
    before: Value
    after: Value
    in_before: bool = True
    in_after: bool = True

    @property
    def changed(self) -> bool:
        """Whether the cell differs; one that only one form has does so by itself and counts as unchanged."""
        return self.in_before and self.in_after and self.before != self.after

    @property
    def change(self) -> int | Decimal | None:
        """By how much the figure rose; None where one of the two is no number."""
        if not (self.changed and _is_number(self.before) and _is_number(self.after)):
            return None
        return self.after - self.before  # type: ignore[operator]


@dataclass(frozen=True)
class TextPair:
    """A text of the narrative in both versions."""

    address: str
    label: str
    passages: tuple[Passage, ...]

    @property
    def changed(self) -> bool:
        """Whether anything but blanks and line breaks differs."""
        return any(piece.mark is not Mark.SAME for passage in self.passages for piece in passage)


@dataclass(frozen=True)
class Fact:
    """What a report says about itself, in both versions."""

    address: str
    label: str
    before: str
    after: str


def _is_number(value: Value) -> bool:
    return isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite())
