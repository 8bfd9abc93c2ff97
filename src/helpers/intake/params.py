"""A params file: one office's report for one year, read strictly (contract, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.checks import Finding, Severity
from helpers.intake.draft import Draft, draft_of
from helpers.intake.faults import RULE, Broken, Faults, ReadError, misnamed, missing
from helpers.intake.finish import as_previous, report_of
from helpers.intake.locate import SUFFIX, YEAR_STEM
from helpers.intake.source import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.form import Figures, Report


@dataclass(frozen=True)
class Reading:
    """What reading a file gave.

    Attributes:
        report: The report.
        findings: What its reader should know although it could be read: last year's file could not.
    """

    report: Report
    findings: tuple[Finding, ...] = ()


def read_params(path: Path, *, shown_as: str = "") -> Report:
    """Read a params file; `read` without what it has to say about last year's file.

    Args:
        path: The file.
        shown_as: How messages call it; its path where empty.

    Raises:
        ReadError: It can't be read; the findings are every fault of its structure and placeholders.
    """
    return read(path, shown_as=shown_as).report


def read(path: Path, *, shown_as: str = "") -> Reading:
    """Read a params file and, where it has no `previous` of its own, last year's file beside it.

    Where last year's file can't be read, `previous` is None and a finding warns of it; where there is no such
    file, nothing is said.

    Args:
        path: The file.
        shown_as: How messages call it; its path where empty.

    Raises:
        ReadError: It can't be read; the findings are every fault of its structure and placeholders.
    """
    file = shown_as or str(path)
    if path.suffix != SUFFIX:
        raise misnamed(file, path.stem + SUFFIX)
    try:
        draft, faults = _load(path)
    except FileNotFoundError:
        raise missing(file) from None
    beside = None if draft.previous else _last_year(path, draft)
    if beside is None:
        return Reading(report_of(draft, faults, file=file))
    last_path, last, last_faults = beside
    last_figures = None if last_faults else last.figures
    try:
        before = _figures_before(last_path, last)
        previous = as_previous(report_of(last, last_faults, last_figures=before))
    except ReadError as error:
        report = report_of(draft, faults, file=file, last_figures=last_figures)
        return Reading(report, (_warning(report, last_path.name, error.findings[0]),))
    return Reading(report_of(draft, faults, file=file, last=previous, last_figures=last_figures))


def _load(path: Path) -> tuple[Draft, Faults]:
    """A file's draft and what is wrong with it.

    Raises:
        FileNotFoundError: There is no such file.
    """
    faults = Faults()
    try:
        draft = draft_of(read_bytes(path))
    except Broken as broken:
        faults.note(broken)
        return Draft(), faults
    faults.findings += draft.faults.findings
    if draft.year is not None and YEAR_STEM.fullmatch(path.stem) and path.stem != str(draft.year):
        at = Broken("", *draft.places["year"])
        faults.add(at, f"文件名是 {path.name}，里面写的却是 {draft.year} 年，请改成一致", "year")
    return draft, faults


def _last_year(path: Path, draft: Draft) -> tuple[Path, Draft, Faults] | None:
    if draft.year is None or path.stem != str(draft.year):
        return None
    beside = path.with_name(f"{draft.year - 1}.yaml")
    try:
        return beside, *_load(beside)
    except FileNotFoundError:
        return None


def _figures_before(path: Path, draft: Draft) -> Figures | None:
    """The figures of the year before a draft's, read only where its text names them."""
    if draft.previous or not any("previous" in node.text for _, node in draft.texts.addressed()):
        return None
    beside = _last_year(path, draft)
    return None if beside is None or beside[2] else beside[1].figures


def _warning(report: Report, name: str, first: Finding) -> Finding:
    line, column = report.places.get("year", (None, None))
    where = f"第 {first.line} 行：" if first.line else ""
    message = f"上年的文件 {name} 读不了（{where}{first.message}），没有同上年核对，请先改好上年的文件"
    return Finding(RULE, Severity.WARNING, message, report.file, line, column, cell="previous")
