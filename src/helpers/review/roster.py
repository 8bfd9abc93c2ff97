"""Who must report: a district's list as the index page needs it (统计范围内单位名单)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from helpers.errors import UsageError
from helpers.intake import Member, address_of, read_district
from helpers.intake.district import FILE_NAME
from helpers.intake.locate import DISTRICT_OFFICE
from helpers.review.entries import Entry

_STATUTORY = {"office": (1, 31), "district": (3, 31)}
"""条例 第四十九条: offices by 31 January, the district's own report by 31 March."""


@dataclass(frozen=True)
class Roster:
    """A district's list.

    Attributes:
        district: The district's folder.
        name: Its name.
        members: Who must report, by the name of the office's folder.
        received: The years for which there is a params file, by the name of the office's folder.
        deadlines: Month and day of the following year by scope, where the district sets its own.
        handed_in: When reports were handed in, by year and office, as far as the district's file notes it.
    """

    district: str
    name: str
    members: Mapping[str, Member]
    received: Mapping[str, tuple[int, ...]]
    deadlines: Mapping[str, tuple[int, int]]
    handed_in: Mapping[int, Mapping[str, date]] = field(default_factory=dict)

    def deadline(self, office: str, year: int) -> date:
        """The day by which an office's report must be handed in and public."""
        return deadline(self.deadlines, office, year)

    def to_json(self) -> dict[str, Any]:
        """The list as plain JSON."""
        return {
            "district": self.district,
            "name": self.name,
            "members": {slug: [member.name, member.kind] for slug, member in self.members.items()},
            "received": {slug: list(years) for slug, years in self.received.items()},
            "deadlines": {scope: list(day) for scope, day in self.deadlines.items()},
            "handed_in": {
                str(year): {slug: day.isoformat() for slug, day in days.items()}
                for year, days in self.handed_in.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Roster:
        """The list that `to_json` gave.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: The data isn't a list's.
        """
        return cls(
            str(data["district"]),
            str(data["name"]),
            {str(slug): Member(*map(str, member)) for slug, member in data["members"].items()},
            {str(slug): tuple(map(int, years)) for slug, years in data["received"].items()},
            {str(scope): (int(day[0]), int(day[1])) for scope, day in data["deadlines"].items()},
            {
                int(year): {str(slug): date.fromisoformat(day) for slug, day in days.items()}
                for year, days in data.get("handed_in", {}).items()
            },
        )


def deadline(deadlines: Mapping[str, tuple[int, int]], office: str, year: int) -> date:
    """The day by which a report must be handed in and public: the district's own, or the law's."""
    scope = "district" if office == DISTRICT_OFFICE else "office"
    month, day = deadlines.get(scope, _STATUTORY[scope])
    while True:
        try:
            return date(year + 1, month, day)
        except ValueError:  # 30 February, say: the month's last day is meant
            day -= 1


def office_name(entry: Entry, roster: Roster | None) -> str:
    """What a report's office is called; where its params can't be read, the record has no more than its folder's name.

    Args:
        entry: The report.
        roster: The list of its district.
    """
    if entry.record.office == entry.office and roster and entry.office in roster.members:
        return roster.members[entry.office].name
    return entry.record.office


def rosters_beside(files: Iterable[Path]) -> dict[str, Roster]:
    """The lists of the districts that params files belong to, by the district's folder; none where there is no file.

    Raises:
        ReadError: A district's file can't be read.
    """
    found = {}
    for folder in sorted({path.absolute().parent.parent for path in files}):
        if not (folder / FILE_NAME).is_file():
            continue
        district = read_district(folder / FILE_NAME, shown_as=f"{folder.name}/{FILE_NAME}")
        found[folder.name] = Roster(
            folder.name,
            district.name,
            district.offices,
            _received(folder),
            district.deadlines,
            district.handed_in,
        )
    return found


def _received(folder: Path) -> dict[str, tuple[int, ...]]:
    """The years of the params files in a district's folder; files that no run would take don't count."""
    received: dict[str, tuple[int, ...]] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        with contextlib.suppress(UsageError):
            address = address_of(path)
            received[address.office] = (*received.get(address.office, ()), address.year)
    return received
