"""The reports of a batch's folder, as whoever looks them over needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.batch.inputs import digest
from helpers.batch.record import FILE, Record
from helpers.form import Report
from helpers.intake import (
    ReadError,
    address_of,
    content_or_fault,
    params_files,
    read_params,
    report_from_parameters,
)
from helpers.intake.locate import YEAR_STEM, is_slug

NOTEBOOK = "report.ipynb"

_DIGITS = 16
"""So many of a hash tell two states of a report apart."""


@dataclass(frozen=True)
class Entry:
    """A report's folder in a batch.

    Attributes:
        folder: DIR/<district>/<office>/<year>.
        district: Folder of the district.
        office: Folder of the office.
        year: The report year.
        record: How building it ended.
        beside: What was found when it was held to other reports, as JSON; no part of its record.
    """

    folder: Path
    district: str
    office: str
    year: int
    record: Record
    beside: tuple[Mapping[str, Any], ...] = ()

    @property
    def findings(self) -> tuple[Mapping[str, Any], ...]:
        """All that was found of it."""
        return (*self.record.findings, *self.beside)

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(1 for finding in self.findings if finding["severity"] == severity)

    @property
    def name(self) -> str:
        """The report's name within the batch: `laocheng/xiguan/2022`."""
        return f"{self.district}/{self.office}/{self.year}"

    @property
    def source(self) -> str:
        """What the figures come from, by its hash: the executed notebook, the params file of a refused report."""
        return (self.record.outputs.get(NOTEBOOK) or self.record.inputs.get("params", ""))[:_DIGITS]

    @property
    def stamp(self) -> str:
        """What the report was made of, by its hash: a page that bears it was written for this state of the report."""
        made = "".join(self.record.inputs.values()) + self.source + self.record.status
        return digest(made.encode())[:_DIGITS]

    def report(self, files: Mapping[str, Path] | None = None) -> Report | None:
        """The report with last year's, from the notebook's parameters.

        Args:
            files: Params files by the report's name: a refused report has no notebook. A file that has changed
                since the record was written isn't used.

        Returns:
            The report; None where neither is at hand or can be read.
        """
        path = (files or {}).get(self.name)
        try:
            if NOTEBOOK in self.record.outputs:
                return report_in(self.folder / NOTEBOOK)
            if path and digest(content_or_fault(path)) == self.record.inputs.get("params"):
                return read_params(path)
        except (OSError, ReadError):
            pass
        return None


def entries(folder: Path) -> list[Entry]:
    """Every report of a batch: the newest year first, then by district and office.

    Args:
        folder: DIR.
    """
    found = []
    for path in folder.glob(f"*/*/*/{FILE}"):
        district, office, year = path.parts[-4:-1]
        if not (is_slug(district) and is_slug(office) and YEAR_STEM.fullmatch(year)):
            continue
        if record := Record.read(path.parent):
            found.append(Entry(path.parent, district, office, int(year), record))
    return sorted(found, key=lambda entry: (-entry.year, entry.district, entry.office))


def files_below(paths: Iterable[Path]) -> dict[str, Path]:
    """Params files, or all of them below folders, by the report's name.

    Raises:
        UsageError: A path isn't there or is no params file.
    """
    found = {}
    for path in params_files(paths):
        address = address_of(path)
        found[f"{address.district}/{address.office}/{address.year}"] = path
    return found


def report_in(notebook: Path) -> Report | None:
    """The report that an executed notebook was made of; None where it holds no parameters of one.

    Raises:
        OSError: The notebook can't be read.
        ReadError: Its parameters aren't a report's.
    """
    try:
        metadata = json.loads(notebook.read_bytes())["metadata"]
        parameters = dict(metadata["papermill"]["parameters"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    parameters.pop("settings", None)
    return report_from_parameters(**parameters)
