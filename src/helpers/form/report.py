"""A report: an office, a year, an edition of the form, its figures and its narrative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from helpers.form.figures import Figures
from helpers.form.model import Edition
from helpers.form.text import Text

Place = tuple[int, int]
"""Line and column in the params file, both counted from 1."""


@dataclass(frozen=True)
class Office:
    """Who reports.

    Attributes:
        name: The office's full official name.
        kind: 街道, 乡镇, 部门, 政府办公室, 区县政府 …
        scope: Whether it reports for itself (`office`) or for its whole district (`district`).
    """

    name: str
    kind: str
    scope: Literal["office", "district"] = "office"


@dataclass(frozen=True)
class Titled:
    """A further sub-section of 一、总体情况 under a heading of the office's own."""

    title: Text
    text: Text


@dataclass(frozen=True)
class Narrative:
    """The report's text.

    Attributes:
        preamble: What stands before section one; None where there is none.
        parts: Texts by `section.part`, e.g. `overview.lead`; `other` for section six.
        more: Further sub-sections of section one, in order.
    """

    parts: Mapping[str, Text]
    preamble: Text | None = None
    more: tuple[Titled, ...] = ()

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text with its address in params, in the printed order."""
        if self.preamble is not None:
            yield "narrative.preamble", self.preamble
        # Last year's report may lack any part, so what ends section one is the first part of another.
        behind = [address for address in self.parts if not address.startswith("overview.")]
        for address, text in self.parts.items():
            if address in behind[:1]:
                yield from self._more_texts()
            yield f"narrative.{address}", text
        if not behind:
            yield from self._more_texts()

    def _more_texts(self) -> Iterator[tuple[str, Text]]:
        for index, titled in enumerate(self.more):
            yield f"narrative.overview.more[{index}].title", titled.title
            yield f"narrative.overview.more[{index}].text", titled.text


@dataclass(frozen=True)
class Previous:
    """Last year's report of the same office, as far as this year's needs it.

    Attributes:
        file: Name of its params file, beside this year's; empty where this year's holds it or there is no file.
    """

    edition: Edition
    figures: Figures
    narrative: Narrative
    file: str = field(default="", compare=False)


@dataclass(frozen=True)
class Report:
    """One office's report for one year.

    Attributes:
        reasons: Why a rule that needs a reason is broken, by the rule's ID.
        previous: Last year's report; None where it isn't at hand.
        file: Path of the params file as the user named it; empty where the report came from no file.
        places: Line and column of each cell and text by address; empty where the report came from no file.
    """

    office: Office
    year: int
    edition: Edition
    figures: Figures
    narrative: Narrative
    reasons: Mapping[str, str] = field(default_factory=dict)
    previous: Previous | None = None
    file: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def title(self) -> str:
        """The report's official title."""
        return f"{self.office.name}{self.year}年政府信息公开工作年度报告"

    def line(self, address: str) -> int | None:
        """The line of the params file on which a cell or a text stands, None where there is no file."""
        place = self.places.get(address)
        return place[0] if place else None
