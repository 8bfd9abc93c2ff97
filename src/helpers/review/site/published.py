"""report.json: what the site holds of a report, by which a later publication knows what stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.intake.locate import YEAR_STEM, is_slug

FILE = "report.json"


@dataclass(frozen=True)
class Version:
    """One published version of a report.

    Attributes:
        number: Its number; those that were never published have none here.
        date: The day on which it was approved.
        reason: 更正说明: why it took the place of the one before; empty for the first.
        files: SHA-256 of each of its files, by name.
        withdrawn: The day on which its approval was taken back; empty where it wasn't.
        withdrawal: Why it was.
    """

    number: int
    date: str
    reason: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    withdrawn: str = ""
    withdrawal: str = ""


@dataclass(frozen=True)
class Published:
    """A report on the site.

    Attributes:
        report: Its name, which is its place: shili/dongjie/2022.
        office_name: The office's name.
        district_name: The district's name, its folder where it isn't known.
        scope: `office` or `district`.
        year: The report year.
        edition: The edition of the form.
        record: SHA-256 of the record that was approved.
        approval: Hash of the approval's line in the log.
        current: The version that stands there; None after a withdrawal.
        earlier: The versions before it, the oldest first, below versions/N/.
    """

    report: str
    office_name: str
    district_name: str
    scope: str
    year: int
    edition: int
    record: str
    approval: str
    current: Version | None
    earlier: tuple[Version, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version, the newest first."""
        return (*((self.current,) if self.current else ()), *reversed(self.earlier))

    def to_bytes(self) -> bytes:
        """The file's content."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()

    def files(self) -> dict[str, str]:
        """SHA-256 of every file of every version, by its path below the report's folder."""
        found = dict(self.current.files) if self.current else {}
        for version in self.earlier:
            found |= {f"versions/{version.number}/{name}": each for name, each in version.files.items()}
        return found

    def retired(self, **changes: Any) -> tuple[Version, ...]:
        """The earlier versions once the current one is one of them."""
        return (*self.earlier, replace(self.current, **changes)) if self.current else self.earlier


def read_published(folder: Path) -> Published | None:
    """What the site holds in a report's folder; None where it holds nothing that can be read."""
    try:
        data = json.loads((folder / FILE).read_bytes())
        current = Version(**data["current"]) if data["current"] else None
        earlier = tuple(Version(**each) for each in data["earlier"])
        published = Published(**{**data, "current": current, "earlier": earlier})
        names = {name for version in published.versions for name in version.files}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    plain = all(isinstance(name, str) and "/" not in name and "\\" not in name for name in names)
    numbers = all(isinstance(version.number, int) for version in published.versions)
    return published if plain and numbers else None


def all_published(site: Path) -> list[Published]:
    """Every report on the site: by district, the newest year first, then by office."""
    found = []
    for path in site.glob(f"*/*/*/{FILE}"):
        district, office, year = path.parts[-4:-1]
        if is_slug(district) and is_slug(office) and YEAR_STEM.fullmatch(year):
            published = read_published(path.parent)
            if published and published.report == f"{district}/{office}/{year}":
                found.append(published)
    return sorted(found, key=lambda each: (each.report.split("/")[0], -each.year, each.report))
