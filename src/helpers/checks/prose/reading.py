"""The reading of a report's narrative, made once and shared by all rules."""

from __future__ import annotations

from functools import cached_property

from helpers.checks.prose.claim import Claim, claims
from helpers.checks.prose.names import short_names
from helpers.checks.prose.passage import Passage, passage
from helpers.checks.prose.reader import statements
from helpers.checks.prose.statement import Statement
from helpers.form import Report


class Reading:
    """What a report's texts say.

    Args:
        report: The report.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text, in the printed order."""
        own = short_names(self._report.office.name)
        return tuple(passage(address, text, own) for address, text in self._report.narrative.texts())

    def passage(self, address: str) -> Passage | None:
        """The text of that address; None where there is none."""
        return next((each for each in self.passages if each.address == address), None)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every figure with a unit and what it counts, in order."""
        year, office = self._report.year, self._report.office
        whole = office.scope == "district" or "政府" in office.kind or office.name.endswith("人民政府办公室")
        return tuple(found for each in self.passages for found in statements(each, year, whole=whole))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement that there is none of something, or that all of it went one way."""
        year = self._report.year
        return tuple(claim for each in self.passages for claim in claims(each, year))


def reading_of(report: Report) -> Reading:
    """The reading of a report, made when the first rule asks for it and kept with the report."""
    # As functools.cached_property does: a report is frozen in its fields only.
    kept = vars(report)
    if "_reading" not in kept:
        kept["_reading"] = Reading(report)
    reading: Reading = kept["_reading"]
    return reading
