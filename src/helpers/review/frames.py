"""A batch's results as pandas frames, for the analyst: one row a report, one row a cell, one row a finding.

    from helpers.review.frames import cells_frame, findings_frame, reports_frame

    reports = reports_frame("build")
    reports[reports["status"] == "refused"]

The frames of a batch share the columns `district`, `office` (the folders' names) and `year`, and name a report as
`nianbao` does: `shili/dongjie/2022`. A refused report has no notebook; where `params` is given, its figures come from
its params file. What isn't known is NaN, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.display.frames import figures_frame
from helpers.form import Report
from helpers.review.entries import Entry, entries, files_below
from helpers.review.facts import RESULTS, facts_of
from helpers.review.index import rosters_of
from helpers.review.roster import Roster, deadline

if TYPE_CHECKING:
    import pandas as pd

_FINDING = ("rule", "severity", "file", "line", "column", "cell", "label", "message", "expected", "actual")
_TOTALS = ("received", "carried_in", "total", "carried_out")


def reports_frame(folder: str | Path, params: str | Path | None = None) -> pd.DataFrame:
    """Every report of a batch.

    Args:
        folder: DIR.
        params: The folder of the params files, for reports without a notebook.

    Returns:
        A frame indexed by `report`: `district`, `office`, `year`, `name` (the office's), `status`, `due` and
        `handed_in` (dates; the latter NaT where the district's file doesn't note it), `errors`, `warnings`, `infos`
        (numbers of findings), `zero` (whether every cell is 0), `blank` (cells without anything),
        the column 总计 of table three's `received`, `carried_in`, `total` and `carried_out`, and of each kind of result
        (`granted` to `other`). Counts of 件 are nullable integers.

    Raises:
        UsageError: There are no params.
        ReadError: A district's list can't be read.
    """
    import pandas as pd

    rosters = rosters_of(Path(folder), files_below([Path(params)]) if params is not None else {})
    rows = [
        {
            **_names(entry),
            "name": entry.record.office,
            "status": entry.record.status.value,
            **_days(entry, rosters.get(entry.district)),
            "errors": entry.record.count("error"),
            "warnings": entry.record.count("warning"),
            "infos": entry.record.count("info"),
            **_figures(entry, report),
        }
        for entry, report in _reports(folder, params)
    ]
    columns = ["report", "district", "office", "year", "name", "status"]
    columns += ["due", "handed_in", "errors", "warnings", "infos"]
    counts = ["blank", *_TOTALS, *(key for key in RESULTS)]
    frame = pd.DataFrame(rows, columns=[*columns, "zero", *counts])
    days = dict.fromkeys(("due", "handed_in"), "datetime64[s]")
    kinds = {**days, "zero": "boolean", **dict.fromkeys(counts, "Int64")}
    return frame.astype(kinds).set_index("report")


def cells_frame(folder: str | Path, params: str | Path | None = None) -> pd.DataFrame:
    """Every cell of every report whose figures are at hand.

    Args:
        folder: DIR.
        params: The folder of the params files, for reports without a notebook.

    Returns:
        A frame with a row for each cell: `report`, `district`, `office`, `year`, `name`, `address` (in params), `table`,
        `row`, `column` (keys), `label` (the official form's), `unit`, `value` (as given), `number` (float; NaN where
        the cell holds no valid number), `last_year` and `change` (float; NaN where there is nothing to compare with).

    Raises:
        UsageError: There are no params.
    """
    import pandas as pd

    frames = []
    for entry, report in _reports(folder, params):
        if report is None:
            continue
        frame = figures_frame(report).reset_index()
        last = report.previous.figures if report.previous else None
        numbers = [last.number(address) if last and address in last else None for address in frame["address"]]
        frame["last_year"] = [float("nan") if number is None else float(number) for number in numbers]
        frame["change"] = frame["number"] - frame["last_year"]
        for position, (key, value) in enumerate({**_names(entry), "name": report.office.name}.items()):
            frame.insert(position, key, value)
        frames.append(frame)
    if not frames:
        columns = [
            "report",
            "district",
            "office",
            "year",
            "name",
            "address",
            "table",
            "row",
            "column",
            "label",
        ]
        return pd.DataFrame(columns=[*columns, "unit", "value", "number", "last_year", "change"])
    return pd.concat(frames, ignore_index=True)


def findings_frame(folder: str | Path) -> pd.DataFrame:
    """Every finding of every report.

    Args:
        folder: DIR.

    Returns:
        A frame with a row for each finding: `report`, `district`, `office`, `year`, `name` and what a finding says of
        itself (contract, section 7); `line` and `column` are nullable integers.
    """
    import pandas as pd

    rows = [
        {**_names(entry), "name": entry.record.office, **{key: finding[key] for key in _FINDING}}
        for entry in entries(Path(folder))
        for finding in entry.record.findings
    ]
    frame = pd.DataFrame(rows, columns=["report", "district", "office", "year", "name", *_FINDING])
    return frame.astype({"line": "Int64", "column": "Int64"})


def _reports(folder: str | Path, params: str | Path | None) -> Iterator[tuple[Entry, Report | None]]:
    files = files_below([Path(params)]) if params is not None else {}
    for entry in entries(Path(folder)):
        yield entry, entry.report(files)


def _names(entry: Entry) -> dict[str, Any]:
    return {"report": entry.name, "district": entry.district, "office": entry.office, "year": entry.year}


def _days(entry: Entry, roster: Roster | None) -> dict[str, Any]:
    noted = roster.handed_in.get(entry.year, {}).get(entry.office) if roster else None
    return {
        "due": deadline(roster.deadlines if roster else {}, entry.office, entry.year),
        "handed_in": noted,
    }


def _figures(entry: Entry, report: Report | None) -> dict[str, Any]:
    if report is None:
        return {}
    facts = facts_of(report, entry.source)
    return {
        "zero": facts.zero,
        "blank": facts.blank,
        **{key: report.figures.row("applications", key)[-1] for key in _TOTALS},
        **dict(zip(RESULTS, facts.results, strict=True)),
    }
