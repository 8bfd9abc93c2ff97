"""What a form of the kit's own says when it comes back: each cell known by its place, nothing to recognise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from helpers.intake.published.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.intake.published.cells import CellRead
    from helpers.intake.published.found import Note
    from helpers.intake.published.source import Place


@dataclass(frozen=True)
class Filled:
    """A filled-in form.

    Attributes:
        edition: Number of the form's edition.
        cells: Every cell of the form by address; what wasn't filled in has no value and says why.
        texts: Markdown of the narrative by address below `narrative`.
        more: Titles and texts of further sub-sections of section one.
        places: Where office, year and texts stand, by address.
        notes: What should be known of the whole.
        folder: The office's folder below params that the form was made for, `DISTRICT/OFFICE`; empty where it says
            none.
    """

    edition: int
    cells: Mapping[str, CellRead]
    office: str | None = None
    kind: str | None = None
    scope: Literal["office", "district"] = "office"
    year: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    folder: str = ""


@dataclass(frozen=True, kw_only=True)
class FilledForm(Source):
    """A form of the kit's own as a source.

    Attributes:
        filled: What it says.
    """

    filled: Filled
