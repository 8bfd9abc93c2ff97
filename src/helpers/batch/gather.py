"""Gathering the jobs of a batch: one for each params file, shown as its district wants it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from helpers.batch.job import Job, recorded_district
from helpers.checks import PLAIN, Finding, Severity
from helpers.display.settings import Settings
from helpers.errors import UsageError
from helpers.intake import District, ReadError, address_of, params_files, read_district
from helpers.intake.district import FILE_NAME
from helpers.intake.locate import is_slug, misnamed_folder


def gather(paths: Iterable[Path], *, out: Path, formats: tuple[str, ...], draft: bool = False) -> list[Job]:
    """The jobs for params files, or for all of them below folders, but for those in folders that `misnamed` names.

    Args:
        paths: Files and folders as the user named them.
        out: The batch's folder.
        formats: What to render.
        draft: Whether refused reports are built as drafts.

    Raises:
        UsageError: A path isn't there or is no params file, or two files are of the same report.
    """
    found: dict[str, Job] = {}
    for path in params_files(paths):
        if _misnamed(path):
            continue
        job = _job(path, out, formats, draft=draft)
        if (other := found.setdefault(job.name, job)) is not job:
            raise UsageError(
                f"“{other.shown_as}”和“{job.shown_as}”是同一份年报（{job.name}），请只指定其中一个。"
            )
    return list(found.values())


def misnamed(files: Iterable[Path]) -> list[Finding]:
    """A finding for each folder of a district or an office with params files that may not be called so.

    Args:
        files: What `params_files` found.
    """
    folders = dict.fromkeys(folder for path in files for folder in _misnamed(path))
    return [Finding("READ", Severity.ERROR, misnamed_folder(name), file=shown) for name, shown in folders]


def _misnamed(path: Path) -> list[tuple[str, str]]:
    """Names and paths of the folders above a params file that may not be called so."""
    office = path.absolute().parent
    folders = ((office.parent.name, path.parent.parent), (office.name, path.parent))
    return [(name, str(shown)) for name, shown in folders if not is_slug(name)]


def _job(path: Path, out: Path, formats: tuple[str, ...], *, draft: bool) -> Job:
    address = address_of(path)
    district, faults = _district(path.parent.parent / FILE_NAME, address.district)
    return Job(
        params=path,
        shown_as=str(path),
        district=address.district,
        office=address.office,
        year=address.year,
        out=out,
        formats=formats,
        settings=Settings(
            draft=draft,
            fee_decimals=district.fee_decimals if district else None,
            profile=district.profile if district else PLAIN,
        ),
        faults=faults,
    )


@cache
def _district(path: Path, slug: str) -> tuple[District | None, tuple[Finding, ...]]:
    """The district's file, or what is wrong with it, which is the matter of this district's reports alone."""
    if not path.is_file():
        return None, ()
    try:
        # Called the same in every record, wherever the params lie.
        return read_district(path, shown_as=recorded_district(slug)), ()
    except ReadError as error:
        return None, tuple(error.findings)
