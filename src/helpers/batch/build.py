"""Building one report: read, check, execute, render, write."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.batch.execute import execute
from helpers.batch.inputs import Common, digest
from helpers.batch.job import Job
from helpers.batch.local_store import LocalStore
from helpers.batch.plan import Step, rebuild_reason
from helpers.batch.record import Record, Status
from helpers.checks import Finding, Severity, check
from helpers.errors import MachineError, NianbaoError, reason_of
from helpers.files import locked
from helpers.form import Report
from helpers.intake import ReadError, parameters_of, read


def build(step: Step, common: Common, *, engine: str | None = None) -> Record:
    """Build a report and write its files; never raises, so that one report's failure harms no other.

    Args:
        step: The report and the hashes of what it is made of.
        common: What all reports of the batch share.
        engine: The papermill engine that executes the notebook; None for papermill's own.

    Returns:
        The record that stands in the report's folder, or would stand there if the disk had taken it.
    """
    job = step.job
    try:
        with locked(job.folder):
            # Somebody else may have built it while we waited for the folder.
            found = Record.read(job.folder)
            if found is not None and not rebuild_reason(job, step.inputs, found) and found != step.record:
                return found
            record, files = _build(step, common, engine)
            LocalStore(job.out).replace(job.name, record, files)
    except MachineError as error:
        return broken(step, error.message)
    except MemoryError:
        return broken(step, "内存不足，年报没有生成；下次运行时会重做。")
    except OSError as error:
        return broken(step, f"年报的文件没有写成：{reason_of(error)}；下次运行时会重做。")
    return record


def refuse(step: Step, common: Common) -> Record | None:
    """Read and check a report, and record it if it is refused; what else becomes of it, building it will tell.

    Args:
        step: The report.
        common: What all reports of the batch share.

    Returns:
        The record that stands in the report's folder; None where the report isn't refused.
    """
    try:
        judged = _judge(step.job)
        if not judged.refused:
            return None
        record = Record(
            judged.office,
            step.job.year,
            Status.REFUSED,
            _plain(judged.findings),
            step.inputs,
            {},
            common.versions,
        )
        with locked(step.job.folder, wait=False):
            LocalStore(step.job.out).replace(step.job.name, record, {})
    except Exception:  # whoever builds it meets it again, and tells
        return None
    return record


@dataclass(frozen=True)
class _Judged:
    """What reading and checking params gave: no report where they can't be read."""

    office: str
    findings: tuple[Finding, ...]
    refused: bool
    report: Report | None = None


def _judge(job: Job) -> _Judged:
    if job.faults:
        return _Judged(job.office, job.faults, refused=True)
    try:
        reading = read(job.params, shown_as=job.recorded_as)
    except ReadError as error:
        return _Judged(job.office, tuple(error.findings), refused=True)
    report = reading.report
    findings = (*reading.findings, *check(report, job.settings.profile))
    faulty = any(finding.severity is Severity.ERROR for finding in findings)
    return _Judged(report.office.name, findings, refused=faulty and not job.settings.draft, report=report)


def _build(step: Step, common: Common, engine: str | None) -> tuple[Record, Mapping[str, bytes]]:
    """The report's record and files; what goes wrong with the report, or in the kit, is in the record."""
    job = step.job
    office, findings = job.office, list[Finding]()
    status, files = Status.FAILED, {}
    try:
        judged = _judge(job)
        office, findings = judged.office, [*judged.findings]
        if judged.refused or judged.report is None:
            status = Status.REFUSED
        else:
            files = dict(render(judged.report, step, common, engine))
            status = Status.OK
    except (MachineError, OSError, MemoryError):
        raise
    except NianbaoError as error:
        findings.append(_failure(job.recorded_as, error.message))
    except Exception as error:  # a defect of the kit must not stop the other reports
        message = f"程序内部错误（{type(error).__name__}：{error}），请报告给开发者。"
        findings.append(_failure(job.recorded_as, message))
    outputs = {name: digest(content) for name, content in files.items()}
    return Record(office, job.year, status, _plain(findings), step.inputs, outputs, common.versions), files


def render(report: Report, step: Step, common: Common, engine: str | None = None) -> Mapping[str, bytes]:
    """Execute the notebook for a report and render it.

    Returns:
        The content of each output file by its name, the notebook first.

    Raises:
        ReportError: The notebook raised, or its outputs can't be rendered.
        MachineError: The machine failed.
    """
    import nbformat

    from helpers.export.document import METADATA, document_of
    from helpers.export.formats import render as render_document

    parameters = {**parameters_of(report), "settings": step.job.settings.to_parameter()}
    node = execute(common.notebook, parameters, engine=engine)
    # For the reviewers' look of the exporters: what the report was made of, and where each cell stands.
    node.metadata[METADATA] = {
        "inputs": dict(step.inputs),
        "versions": dict(common.versions),
        "lines": {address: line for address, (line, _) in sorted(report.places.items())},
    }
    files = {"report.ipynb": (nbformat.writes(node) + "\n").encode()}
    document = document_of(node)
    for kind in step.job.formats:
        files[f"report.{kind}"] = render_document(document, kind)
    return files


def _plain(findings: Sequence[Finding]) -> tuple[Mapping[str, Any], ...]:
    return tuple(finding.to_json() for finding in findings)


def _failure(file: str, message: str) -> Finding:
    return Finding("RUN", Severity.ERROR, message, file=file)


def broken(step: Step, message: str) -> Record:
    """The record of a report that the machine failed; written if the disk still takes it."""
    record = Record(
        _office_name(step),
        step.job.year,
        Status.BROKEN,
        _plain([_failure(step.job.recorded_as, message)]),
        step.inputs,
    )
    # Where the disk doesn't take it, the report counts as not built, which is what it is. Where somebody else
    # builds it just now, it is theirs to say how it ends.
    with contextlib.suppress(OSError), locked(step.job.folder, wait=False):
        record.write(step.job.folder)
    return record


def _office_name(step: Step) -> str:
    """The office's name, its folder's where the params can't be read."""
    try:
        return read(step.job.params).report.office.name
    except Exception:  # whatever is wrong with the params is not what broke the report
        return step.job.office
