"""Small batches as a run leaves them, without a kernel: records, and notebooks that hold parameters alone."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.batch.record import Record, Status
from helpers.checks import Severity, check
from helpers.files import write_atomically
from helpers.form import Report
from helpers.intake import ReadError, parameters_of, read_params


def write_report(out: Path, name: str, report: Report, *, status: Status | None = None) -> Path:
    """Write what a run leaves of a report, besides its renderings."""
    findings = tuple(check(report))
    if status is None:
        refused = any(finding.severity is Severity.ERROR for finding in findings)
        status = Status.REFUSED if refused else Status.OK
    folder = out / name
    outputs = {}
    if status is Status.OK:
        metadata = {"papermill": {"parameters": {**parameters_of(report), "settings": {"draft": False}}}}
        content = json.dumps({"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()
        write_atomically(folder / "report.ipynb", content)
        outputs = {"report.ipynb": digest(content)}
    inputs = {"params": digest(Path(report.file).read_bytes())} if Path(report.file).is_file() else {}
    plain = tuple(finding.to_json() for finding in findings)
    Record(report.office.name, report.year, status, plain, inputs, outputs).write(folder)
    return folder


def write_params(out: Path, name: str, path: Path) -> Path:
    """Write what a run leaves of a params file."""
    try:
        return write_report(out, name, read_params(path))
    except ReadError as error:
        _, office, year = name.split("/")
        plain = tuple(finding.to_json() for finding in error.findings)
        Record(office, int(year), Status.REFUSED, plain).write(out / name)
        return out / name
