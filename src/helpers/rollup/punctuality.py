"""When the offices handed their reports in, by the district's file: who was late, and of whom nobody noted it."""

from __future__ import annotations

from datetime import date

from helpers.checks.rules.years import due_date
from helpers.intake.office_table import LATE, UNNOTED
from helpers.rollup.gathering import Gathering, Share


def day_of(gathering: Gathering, share: Share) -> date | None:
    """The day on which a report was handed in; None where nobody noted it."""
    return gathering.district.handed_in.get(gathering.year, {}).get(share.source)


def due_of(gathering: Gathering, share: Share) -> date:
    """The day by which a report had to be handed in (条例 第四十九条), or the district's own."""
    return due_date(share.report, gathering.district.deadlines)


def is_dated(gathering: Gathering) -> bool:
    """Whether anything is known of when reports came."""
    return any(day_of(gathering, share) for share in gathering.shares)


def late(gathering: Gathering) -> list[Share]:
    """Whose report came after its deadline."""
    return [
        share
        for share in gathering.shares
        if (day := day_of(gathering, share)) and day > due_of(gathering, share)
    ]


def shown(gathering: Gathering, share: Share) -> str:
    """The day as the table of all offices has it."""
    day = day_of(gathering, share)
    if day is None:
        return UNNOTED
    return in_words(day, gathering.year) + (LATE if day > due_of(gathering, share) else "")


def in_words(day: date, year: int) -> str:
    """A day; the year behind the report's goes without saying."""
    whole = f"{day.month}月{day.day}日"
    return whole if day.year == year + 1 else f"{day.year}年{whole}"
