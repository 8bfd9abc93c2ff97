"""The comparison pages of a batch, each linked to the next."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from helpers.files import write_atomically
from helpers.review.compare_page import Link, report_page
from helpers.review.copies import Copy
from helpers.review.entries import Entry
from helpers.review.roster import Roster, office_name
from helpers.review.standing import Standing, StandingOf, unsigned

PAGE = "compare.html"

_HEAD = 400
"""So many characters of a page hold its stamp."""

_ALONE = 32
"""Up to so many pages one process has written before others have started."""


@dataclass(frozen=True)
class _Task:
    """A page to write."""

    entry: Entry
    office: str
    files: Mapping[str, Path]
    before: Link | None
    after: Link | None
    standing: Standing | None
    copy: Copy | None


def write_comparisons(
    found: Sequence[Entry],
    files: Mapping[str, Path],
    rosters: Mapping[str, Roster],
    standing: StandingOf = unsigned,
    *,
    copies: Mapping[str, Copy] | None = None,
    only: Collection[str] | None = None,
) -> Iterator[Path]:
    """Write the comparison page of every report, each linked to the next and the one before of its year.

    Args:
        found: The reports, in the index page's order.
        files: The params files by the report's name, for reports that have no notebook.
        rosters: Who must report, by the district's folder: they know the offices' names.
        standing: How far each report has come.
        copies: What of their texts is another office's, by the report's name.
        only: The names of the reports whose pages are written; None writes all.

    Yields:
        The pages' paths, in order.

    Raises:
        OSError: A page can't be written.
    """
    links = [
        Link(f"../../../{entry.name}/{PAGE}", office_name(entry, rosters.get(entry.district)))
        for entry in found
    ]
    work = []
    for index, entry in enumerate(found):
        if only is not None and entry.name not in only:
            continue
        before = links[index - 1] if index and found[index - 1].year == entry.year else None
        after = links[index + 1] if index + 1 < len(found) and found[index + 1].year == entry.year else None
        own = {entry.name: files[entry.name]} if entry.name in files else {}
        copy = (copies or {}).get(entry.name)
        work.append(_Task(entry, links[index].text, own, before, after, standing(entry), copy))
    if len(work) <= _ALONE:
        yield from map(_write, work)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(_write, work, chunksize=8)


def _write(task: _Task) -> Path:
    entry = task.entry
    report = entry.report(task.files)
    page = report_page(
        entry, task.office, report, task.before, task.after, standing=task.standing, copy=task.copy
    )
    write_atomically(entry.folder / PAGE, page.encode())
    return entry.folder / PAGE


def is_current(entry: Entry) -> bool:
    """Whether a report has a comparison page that was written for it as it is now."""
    try:
        with (entry.folder / PAGE).open(encoding="utf-8") as page:
            return f'content="{entry.stamp}"' in page.read(_HEAD)
    except (OSError, ValueError):
        return False
