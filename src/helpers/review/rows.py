"""The index page's rows: every report of a batch, and every office that must report and didn't."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from helpers.batch.record import Record
from helpers.intake.locate import DISTRICT_OFFICE
from helpers.review.compare import PAGE, is_current
from helpers.review.entries import Entry
from helpers.review.facts import Facts
from helpers.review.roster import Roster, deadline, office_name
from helpers.review.sheet import WORD, has_sheet
from helpers.review.standing import Standing, StandingOf, unsigned

STATES = {
    "ok": "完成",
    "refused": "退回",
    "failed": "出错",
    "broken": "中断",
    "waiting": "未检查",
    "missing": "未报",
}
"""A report's status, or why it has none: its params are there and were not run yet, or nothing came."""

_LINKS = {"report.html": "网页", "report.pdf": "PDF", "report.docx": "Word", "report.ipynb": "笔记本"}


@dataclass(frozen=True)
class Row:
    """One report that is there or should be.

    Attributes:
        place: Its folder within the batch, e.g. shili/dongjie/2022.
        district: The district's folder.
        district_name: Its name, or its folder where no list gives one.
        state: One of STATES.
        due: The day by which it must be handed in and public (条例 第四十九条).
        handed_in: The day on which it was handed in; None where nobody noted it.
        beside: What was found when it was held to other reports, as JSON.
        listed: Whether the office is in its district's list; True where there is no list.
        of_others: Whether it is a district's own report, which others of the batch add up to.
        links: What can be opened, by file name.
    """

    place: str
    district: str
    district_name: str
    office: str
    year: int
    state: str
    due: date
    handed_in: date | None = None
    record: Record | None = None
    facts: Facts | None = None
    standing: Standing | None = None
    beside: tuple[Mapping[str, Any], ...] = ()
    listed: bool = True
    of_others: bool = False
    links: Mapping[str, str] | None = None

    @property
    def state_label(self) -> str:
        """The status in Chinese."""
        return STATES[self.state]

    @property
    def badges(self) -> Iterator[tuple[str, str]]:
        """What else a reviewer should see at once: a class and a text each."""
        if self.facts and self.facts.blank:
            yield "blank", f"缺 {self.facts.blank} 格"
        elif self.facts and self.facts.zero:
            yield "zero", "零报告"
        if self.punctuality == "late":
            yield "late", "逾期报送"
        if not self.listed:
            yield "unlisted", "不在名单"
        if self.beside:
            yield "copied", "文字雷同"

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        own = self.record.count(severity) if self.record else 0
        return own + sum(1 for finding in self.beside if finding["severity"] == severity)

    @property
    def punctuality(self) -> str:
        """Whether it was handed in on_time or late; unknown where nobody noted when, missing where nothing came.

        An approval's date tells nothing of it. A district's own report is handed in to nobody: empty.
        """
        if self.place.split("/")[1] == DISTRICT_OFFICE:
            return ""
        if self.state == "missing":
            return "missing"
        if self.handed_in is None:
            return "unknown"
        return "late" if self.handed_in > self.due else "on_time"


def rows_of(
    found: Iterable[Entry],
    rosters: Mapping[str, Roster],
    facts: Mapping[str, Facts],
    standing: StandingOf = unsigned,
) -> list[Row]:
    """Every report and every missing one: the newest year first, then in the order of the districts' lists.

    An office is missing where it has neither a report nor a params file for a year of which the batch has a report of
    its district.

    Args:
        found: The reports of the batch.
        rosters: Who must report, by the district's folder.
        facts: What is known of the reports' figures, by the report's name.
        standing: How far each has come.
    """
    rows = [_row(entry, rosters.get(entry.district), facts.get(entry.name), standing) for entry in found]
    there = {row.place for row in rows}
    rows = [replace(row, of_others=_adds_up(row, there, rosters.get(row.district))) for row in rows]
    for district, year in sorted({(row.district, row.year) for row in rows}):
        if roster := rosters.get(district):
            rows += [row for row in _absent(roster, year) if not there & {row.place, _beside(row.place)}]
    order = {
        (district, office): number
        for district, roster in rosters.items()
        for number, office in enumerate(roster.members)
    }
    last = len(order)

    def key(row: Row) -> tuple[int, str, int, str]:
        office = row.place.split("/")[1]
        return -row.year, row.district, order.get((row.district, office), last), office

    return sorted(rows, key=key)


def in_order(found: Iterable[Entry], rosters: Mapping[str, Roster]) -> list[Entry]:
    """The reports of a batch in the order of the index page's rows."""
    entries = {entry.name: entry for entry in found}
    return [entries[row.place] for row in rows_of(entries.values(), rosters, {}) if row.place in entries]


def _adds_up(row: Row, there: Collection[str], roster: Roster | None) -> bool:
    """Whether a report is a district's own, and reports that it adds up are there too."""
    district, office, year = row.place.split("/")
    if office != DISTRICT_OFFICE:
        return False
    members = {f"{district}/{member}/{year}" for member in roster.members} if roster else set()
    parts = members | {_beside(member) for member in members}
    same = (place for place in there if place.startswith(f"{district}/") and place.endswith(f"/{year}"))
    return any(place in there for place in parts) or any(place != row.place for place in same)


def _beside(place: str) -> str:
    """Where the report of a member stands that is itself a district beside this one."""
    _, member, year = place.split("/")
    return f"{member}/{DISTRICT_OFFICE}/{year}"


def _row(entry: Entry, roster: Roster | None, facts: Facts | None, standing: StandingOf) -> Row:
    made = {name: label for name, label in _LINKS.items() if name in entry.record.outputs}
    if is_current(entry):
        made[PAGE] = "对照"
    if has_sheet(entry):
        made[WORD] = "退改意见"
    return Row(
        place=entry.name,
        district=entry.district,
        district_name=roster.name if roster else entry.district,
        office=office_name(entry, roster),
        year=entry.year,
        state=entry.record.status.value,
        due=deadline(roster.deadlines if roster else {}, entry.office, entry.year),
        handed_in=_handed_in(roster, entry.office, entry.year),
        record=entry.record,
        facts=facts,
        standing=standing(entry),
        beside=entry.beside,
        listed=roster is None or entry.office in roster.members or entry.office == DISTRICT_OFFICE,
        links=made,
    )


def _absent(roster: Roster, year: int) -> Iterator[Row]:
    for office, member in roster.members.items():
        came = year in roster.received.get(office, ())
        yield Row(
            place=f"{roster.district}/{office}/{year}",
            district=roster.district,
            district_name=roster.name,
            office=member.name,
            year=year,
            state="waiting" if came else "missing",
            due=roster.deadline(office, year),
            handed_in=_handed_in(roster, office, year),
        )


def _handed_in(roster: Roster | None, office: str, year: int) -> date | None:
    return roster.handed_in.get(year, {}).get(office) if roster else None
