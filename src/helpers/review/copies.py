"""Which reports of a batch say what another office's says: for the index page, the comparison page and the sheet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from helpers.checks import PLAIN, Profile, settled
from helpers.checks.copying.writing import Writing, writing_of
from helpers.checks.prose.personal import hide
from helpers.checks.rules.similarity import SIMILAR
from helpers.intake import read_district
from helpers.intake.district import FILE_NAME
from helpers.review.entries import Entry

_ALONE = 32
"""Up to so many reports one process has read before others have started."""

_LONGEST = 400
"""Characters of a passage that a page shows."""


@dataclass(frozen=True)
class Copy:
    """A report whose text is another office's as well.

    Attributes:
        other: The other report's name within the batch.
        office: The other report's office.
        year: Its year.
        states: What both were read from, by their hashes: with another state of either it tells nothing.
        percent: How much of sections one and five is the other's.
        label: Where the longest such passage stands.
        ours: That passage.
        theirs: The other's that is most like it.
        finding: What D-SIM says of it, as JSON (contract, section 7).
    """

    other: str
    office: str
    year: int
    states: tuple[str, str]
    percent: int
    label: str
    ours: str
    theirs: str
    finding: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The copy as plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Copy:
        """The copy that `to_json` gave.

        Raises:
            KeyError, TypeError, ValueError: The data isn't of that kind.
        """
        ours, theirs = map(str, data["states"])
        finding = {**data["finding"]}
        if not {"rule", "severity", "line", "cell", "label", "message"} <= finding.keys():
            raise ValueError("a finding expected")
        return cls(
            str(data["other"]),
            str(data["office"]),
            int(data["year"]),
            (ours, theirs),
            int(data["percent"]),
            str(data["label"]),
            str(data["ours"]),
            str(data["theirs"]),
            finding,
        )


def copies_among(found: Sequence[Entry], files: Mapping[str, Path]) -> dict[str, Copy]:
    """Hold the reports of a batch to each other, as `nianbao check` does their params (D-SIM).

    Args:
        found: The reports.
        files: The params files by the report's name, for reports that have no notebook and what their districts ask.

    Returns:
        By the report's name what of it is most like another's; only reports of which enough is.

    Raises:
        ReadError: A district's file can't be read.
    """
    read = [(entry, *each) for entry, each in zip(found, _all(found, files), strict=True) if each]
    profiles = _profiles(files)
    copies = {}
    for number, other, copied, part, finding in SIMILAR.pairs([writing for _, writing, _ in read]):
        (entry, _, reason), (source, written, _) = read[number], read[other]
        if copied.ours is None or copied.theirs is None:
            continue
        profile = profiles.get(entry.name, PLAIN)
        [told] = settled(SIMILAR, [finding], reason, profile, beside=True)
        copies[entry.name] = Copy(
            other=source.name,
            office=written.name,
            year=written.year,
            states=(entry.source, source.source),
            percent=round(100 * part),
            label=finding.label,
            ours=_passage(copied.ours.raw),
            theirs=_passage(copied.theirs.raw),
            finding=told.to_json(),
        )
    return copies


def still_true(copies: Mapping[str, Copy], found: Iterable[Entry]) -> dict[str, Copy]:
    """Those of the copies whose reports are as they were when they were compared."""
    states = {entry.name: entry.source for entry in found}
    return {
        name: copy
        for name, copy in copies.items()
        if (states.get(name), states.get(copy.other)) == copy.states
    }


def with_copies(found: Iterable[Entry], copies: Mapping[str, Copy]) -> list[Entry]:
    """The reports, each with what was found when it was held to others."""
    return [
        replace(entry, beside=(copies[entry.name].finding,)) if entry.name in copies else entry
        for entry in found
    ]


def _passage(raw: str) -> str:
    words = hide(" ".join(raw.split()))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _profiles(files: Mapping[str, Path]) -> dict[str, Profile]:
    """What the district of each report asks for."""
    found: dict[Path, Profile] = {}
    for folder in {path.absolute().parents[1] for path in files.values()}:
        path = folder / FILE_NAME
        found[folder] = read_district(path).profile if path.is_file() else PLAIN
    return {name: found[path.absolute().parents[1]] for name, path in files.items()}


def _all(found: Sequence[Entry], files: Mapping[str, Path]) -> Iterator[tuple[Writing, str] | None]:
    own = [{entry.name: files[entry.name]} if entry.name in files else {} for entry in found]
    if len(found) <= _ALONE:
        yield from map(_read, found, own)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(_read, found, own, chunksize=16)


def _read(entry: Entry, files: Mapping[str, Path]) -> tuple[Writing, str] | None:
    """A report's text, called by its name in the batch, and its reason for copying; None where it isn't at hand."""
    report = entry.report(files)
    if report is None:
        return None
    writing = writing_of(report, f"{entry.district}/{entry.office}")
    return replace(writing, file=entry.name), report.reasons.get(SIMILAR.id, "")
