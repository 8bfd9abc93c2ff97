"""DIR/index.html: every report of a batch, and every office that should have reported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.files import write_atomically
from helpers.review.copies import Copy, still_true, with_copies
from helpers.review.entries import Entry, entries
from helpers.review.facts import Facts, facts_of
from helpers.review.overview import years_of
from helpers.review.page import data_block, page_of
from helpers.review.roster import Roster, rosters_beside
from helpers.review.rows import STATES, Row, rows_of
from helpers.review.standing import StandingOf, standing_in

PAGE = "index.html"

_COPIES = 100
"""So many copied texts stand on the page itself; the comparison pages show all."""

_DATA = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Known:
    """What the page itself keeps for the next time it is written.

    Attributes:
        rosters: Who must report, by the district's folder.
        facts: What is known of the reports' figures, by the report's name.
        copies: What of their texts is another office's, by the report's name.
    """

    rosters: Mapping[str, Roster] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The page's data."""
        return {
            "rosters": [roster.to_json() for roster in self.rosters.values()],
            "facts": {name: facts.to_json() for name, facts in self.facts.items()},
            "copies": {name: copy.to_json() for name, copy in self.copies.items()},
        }

    @classmethod
    def read(cls, page: Path) -> Known:
        """What an earlier page kept; nothing where there is none, or another version's."""
        try:
            found = _DATA.search(page.read_bytes())
            data = json.loads(found[1]) if found else {}
            rosters = [Roster.from_json(roster) for roster in data["rosters"]]
            facts = {str(name): Facts.from_json(kept) for name, kept in data["facts"].items()}
            copies = {str(name): Copy.from_json(kept) for name, kept in data.get("copies", {}).items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            return cls()
        return cls({roster.district: roster for roster in rosters}, facts, copies)


def write_index(
    folder: Path,
    files: Mapping[str, Path] | None = None,
    standing: StandingOf | None = None,
    *,
    copies: Mapping[str, Copy] | None = None,
) -> Path:
    """Write the index page of a batch's folder.

    Args:
        folder: DIR.
        files: The params files by the report's name: their districts' lists tell who must report. Where a district
            isn't among them, the list that the last page was written with is used.
        standing: How far each report has come; the folder's own log tells where left out.
        copies: What of their texts is another office's, by the report's name. Where left out, what the last page
            says of reports that are as they were.

    Returns:
        The page's path.

    Raises:
        OSError: The folder can't be written to.
        ReadError: A district's list can't be read.
    """
    known = Known.read(folder / PAGE)
    found = entries(folder)
    copies = still_true(known.copies, found) if copies is None else copies
    found = with_copies(found, copies)
    rosters = rosters_of(folder, files or {})
    facts = _facts(found, known.facts, files or {})
    rows = rows_of(found, rosters, facts, standing or standing_in(folder))
    write_atomically(folder / PAGE, index_page(rows, Known(rosters, facts, copies)).encode())
    return folder / PAGE


def rosters_of(folder: Path, files: Mapping[str, Path]) -> dict[str, Roster]:
    """Who must report, by the district's folder: from the lists beside params files, else from the last index page.

    Raises:
        ReadError: A district's list can't be read.
    """
    return {**Known.read(folder / PAGE).rosters, **rosters_beside(files.values())}


def index_page(rows: list[Row], known: Known) -> str:
    """The page that lists the rows."""
    districts = dict(sorted({(row.district, row.district_name) for row in rows}))
    copied = [(row, known.copies[row.place]) for row in rows if row.place in known.copies]
    return page_of(
        "index",
        "index",
        rows=rows,
        years=years_of(rows),
        districts=districts,
        copied=copied[:_COPIES],
        further=len(copied[_COPIES:]),
        states={state: label for state, label in STATES.items() if any(row.state == state for row in rows)},
        data=data_block(known.to_json()),
    )


def _facts(found: Iterable[Entry], known: Mapping[str, Facts], files: Mapping[str, Path]) -> dict[str, Facts]:
    """What the reports' figures are, read only where they have changed since the last page."""
    facts = {}
    for entry in found:
        kept = known.get(entry.name)
        if kept is not None and kept.source == entry.source:
            facts[entry.name] = kept
        elif report := entry.report(files):
            facts[entry.name] = facts_of(report, entry.source)
    return facts
