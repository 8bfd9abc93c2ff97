"""The narrative as it was found: pieces of text with their headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.intake.published.markdown import escape

if TYPE_CHECKING:
    from helpers.intake.published.found import Note
    from helpers.intake.published.source import Line, Place


@dataclass
class Told:
    """A piece of the narrative.

    Attributes:
        lines: Its lines and paragraphs.
        heading: Its heading as printed; None where it has none.
    """

    lines: list[Line] = field(default_factory=list)
    heading: Line | None = None
    title: str = ""

    @property
    def place(self) -> Place | None:
        """Where it begins."""
        first = self.heading or (self.lines[0] if self.lines else None)
        return first.place if first else None

    def markdown(self) -> str:
        """The text as Markdown."""
        pieces: list[str] = []
        before: Line | None = None
        for line in self.lines:
            text = line.markdown or escape(line.text.strip())
            if before is not None:
                if line.broken and not line.item:
                    pieces.append("\\\n")
                else:
                    pieces.append("\n" if line.item and before.item else "\n\n")
            pieces.append(text if line.item else text.strip())
            before = line
        return "".join(pieces).strip("\n")


@dataclass
class Narrated:
    """The narrative of a report.

    Attributes:
        parts: By address below `narrative`, e.g. `overview.lead`.
        more: Further sub-sections of section one.
        notes: Text that has no place in params.
        sections: The sections that were met, with their headings.
    """

    parts: dict[str, Told] = field(default_factory=dict)
    more: list[Told] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sections: dict[str, Line] = field(default_factory=dict)
