"""A survey: many params files read and checked, alone and against each other, without building anything."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from helpers.checks import CATALOGUE, PLAIN, Finding, Profile, Severity, check, settled
from helpers.checks.copying.writing import Writing, writing_of
from helpers.checks.rules.rolled_up import DUPLICATES
from helpers.checks.rules.similarity import SIMILAR
from helpers.errors import reason_of
from helpers.form import Report
from helpers.intake import ReadError, params_files, read, read_district
from helpers.intake.district import FILE_NAME
from helpers.intake.locate import is_slug, misnamed_folder
from helpers.rollup.likeness import alike, equal, telling

UNREADABLE = "READ"
"""The rule that a file which can't be read breaks (contract, section 7)."""

BETWEEN_REPORTS = (SIMILAR.id, DUPLICATES.id)
"""The rules that hold the reports of a survey against each other."""

_CHUNK = 64
_ALONE = 256
"""Up to so many files one process is done before others have started."""

_DISTRICT = "district"


@dataclass
class Surveyed:
    """What came of one file.

    Attributes:
        path: The params file.
        folder: What tells offices apart: `district/office`, by the folders' names.
        office: The office's name; empty where the file can't be read.
        findings: As JSON (contract, section 7), those of the file's folders and of its district's file first.
    """

    path: Path
    folder: str
    office: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class _Checked:
    """What a process gives back of one file."""

    office: str
    findings: list[dict[str, Any]]
    writing: Writing | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    group: tuple[int, int] = (0, 0)
    reasons: Mapping[str, str] = field(default_factory=dict)


def survey(paths: Iterable[Path], *, only: Collection[str] | None = None) -> list[Surveyed]:
    """Read and check params files on all cores, each for itself and then those of different offices for copying.

    A district.yaml that can't be read, and a folder below `paths` that may not be called so, are findings of the first
    file that they concern; its reports are judged by the rules as they are.

    Args:
        paths: Files and folders.
        only: IDs of the rules to apply; all where None. That a file can't be read is always told.

    Returns:
        What came of each file, sorted by path. A file that can't be read has findings of rule READ.

    Raises:
        UsageError: A path isn't there, is no params file, or holds none.
    """
    named = {Path(path) for path in paths}
    files = params_files(named)
    results = [Surveyed(file, _folder(file)) for file in files]
    profiles = _profiles(results)
    _judge_names([result for result in results if result.path not in named])
    between = [rule for rule in BETWEEN_REPORTS if only is None or rule in only]
    work = partial(_check, profiles=profiles, only=only, compared=bool(between) and _several(results))
    checked = list(_all(work, [result.path for result in results]))
    for result, each in zip(results, checked, strict=True):
        result.office = each.office
        result.findings += each.findings
    _compare(results, checked, profiles, between)
    return results


def _compare(
    results: Sequence[Surveyed],
    checked: Sequence[_Checked],
    profiles: Mapping[Path, Profile],
    between: Collection[str],
) -> None:
    """Add what the rules between reports find, each in its place in the catalogue."""
    for rule, findings in ((SIMILAR, _similar), (DUPLICATES, _duplicates)):
        if rule.id not in between:
            continue
        found: dict[int, list[Finding]] = defaultdict(list)
        for number, finding in findings(results, checked):
            found[number].append(finding)
        for number, group in found.items():
            reason = checked[number].reasons.get(rule.id, "")
            profile = profiles[results[number].path.parent.parent]
            told = settled(rule, group, reason, profile, beside=True)
            results[number].findings += (finding.to_json() for finding in told)
            results[number].findings.sort(key=_place_in_catalogue)


def _folder(file: Path) -> str:
    office = file.absolute().parent
    return f"{office.parent.name}/{office.name}"


def _several(results: Sequence[Surveyed]) -> bool:
    return len({result.folder for result in results}) > 1


def _profiles(results: Sequence[Surveyed]) -> dict[Path, Profile]:
    """What each district asks for, by the folder its offices' folders are named in; a fault is its first file's."""
    profiles: dict[Path, Profile] = {}
    for result in results:
        folder = result.path.parent.parent
        if folder in profiles:
            continue
        profiles[folder] = PLAIN
        path = (
            folder / FILE_NAME
            if len(result.path.parts) > 2
            else result.path.absolute().parents[1] / FILE_NAME
        )
        if not os.path.lexists(path):
            continue
        try:
            profiles[folder] = read_district(path).profile
        except ReadError as error:
            result.findings += (finding.to_json() for finding in error.findings)
        except OSError as error:
            result.findings.append(_unopened(path, error).to_json())
    return profiles


def _judge_names(results: Sequence[Surveyed]) -> None:
    """Say once of each folder of an office or a district that it may not be called so."""
    said = set()
    for result in results:
        office = result.path.absolute().parent
        for folder in (office.parent, office):
            if folder not in said and not is_slug(folder.name):
                shown = result.path.parent if folder == office else result.path.parent.parent
                message = misnamed_folder(folder.name)
                finding = Finding(UNREADABLE, Severity.ERROR, message, file=str(shown))
                result.findings.append(finding.to_json())
            said.add(folder)


def _all(work: partial[_Checked], files: Sequence[Path]) -> Iterator[_Checked]:
    if len(files) <= _ALONE:
        yield from map(work, files)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(work, files, chunksize=_CHUNK)


def _check(
    path: Path, *, profiles: Mapping[Path, Profile], only: Collection[str] | None, compared: bool
) -> _Checked:
    report = None
    try:
        reading = read(path)
        report = reading.report
        profile = profiles.get(path.parent.parent, PLAIN)
        found = (*reading.findings, *check(report, profile, only=only))
    except ReadError as error:
        found = error.findings
    except OSError as error:
        found = (_unopened(path, error),)
    except Exception as error:  # a defect of the kit at one file must not hide what is wrong in the others
        message = f"检查时程序内部出错（{type(error).__name__}：{error}），请报告给开发者"
        found = (Finding(UNREADABLE, Severity.ERROR, message, file=str(path)),)
    findings = [finding.to_json() for finding in found]
    if report is None:
        return _Checked("", findings)
    if not compared:
        return _Checked(report.office.name, findings)
    return _Checked(
        report.office.name,
        findings,
        writing_of(report, _folder(path)),
        _figures(report),
        (report.year, report.edition.id),
        report.reasons,
    )


def _figures(report: Report) -> dict[str, int]:
    """A district's own report is made of its offices', whose figures it may share."""
    return {} if report.office.scope == _DISTRICT else telling(report)


def _unopened(path: Path, error: OSError) -> Finding:
    message = f"无法打开：{reason_of(error)}，请检查文件和权限"
    return Finding(UNREADABLE, Severity.ERROR, message, file=str(path))


def _similar(_results: Sequence[Surveyed], checked: Sequence[_Checked]) -> Iterator[tuple[int, Finding]]:
    numbers = [number for number, each in enumerate(checked) if each.writing]
    for index, finding in SIMILAR.between([each.writing for each in checked if each.writing]):
        yield numbers[index], finding


def _duplicates(results: Sequence[Surveyed], checked: Sequence[_Checked]) -> Iterator[tuple[int, Finding]]:
    """Equal figures of two offices of a district in one year and edition."""
    groups = defaultdict(list)
    for number, each in enumerate(checked):
        if each.figures:
            groups[results[number].path.parent.parent, each.group].append(number)
    for numbers in groups.values():
        for first, second, count in alike([checked[number].figures for number in numbers]):
            one, other = numbers[first], numbers[second]
            file = str(results[other].path)
            yield other, equal(checked[one].office, checked[other].office, count, file=file)


_ORDER = {rule: place for place, rule in enumerate(CATALOGUE)}


def _place_in_catalogue(finding: Mapping[str, Any]) -> int:
    return _ORDER.get(finding["rule"], -1)
