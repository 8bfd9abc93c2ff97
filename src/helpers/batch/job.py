"""A job: one report to build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from helpers.checks import Finding
from helpers.display.settings import Settings
from helpers.intake.district import FILE_NAME

FORMATS = ("html", "pdf", "docx")
"""What a report can be rendered to; the executed notebook is always kept."""


def recorded_district(district: str) -> str:
    """What a record calls a district's file."""
    return f"params/{district}/{FILE_NAME}"


@dataclass(frozen=True)
class Job:
    """One params file and what is made of it.

    Attributes:
        params: The params file.
        shown_as: Its path as the user named it, for messages.
        district: Folder of the district, e.g. `laocheng`.
        office: Folder of the office, e.g. `xiguan`.
        year: The report year.
        out: The batch's folder (DIR).
        formats: What to render, some of FORMATS.
        settings: How the report is shown.
        faults: Why the report can't be built whatever its params say: its district's file can't be read.
    """

    params: Path
    shown_as: str
    district: str
    office: str
    year: int
    out: Path
    formats: tuple[str, ...] = FORMATS
    settings: Settings = field(default_factory=Settings)
    faults: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The report's name within the batch: `laocheng/xiguan/2022`."""
        return f"{self.district}/{self.office}/{self.year}"

    @property
    def recorded_as(self) -> str:
        """What a record calls the params file: the same wherever it lies and whoever names it."""
        return f"params/{self.name}.yaml"

    def shown(self, file: str) -> str:
        """A file of the record, called as the user named the params."""
        if file == self.recorded_as:
            return self.shown_as
        if file == recorded_district(self.district):
            return str(Path(self.shown_as).parent.parent / FILE_NAME)
        return file

    @property
    def folder(self) -> Path:
        """Where the report's files go."""
        return self.out / self.district / self.office / str(self.year)

    def sibling(self, years: int) -> Path:
        """The same office's params file of so many years before, whether or not it is there."""
        return self.params.with_name(f"{self.year - years}.yaml")

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the files that the report consists of."""
        return ("report.ipynb", *(f"report.{kind}" for kind in self.formats))
