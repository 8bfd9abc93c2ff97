"""The two reports that a user names to have them compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.errors import UsageError
from helpers.form import Report
from helpers.intake import read_params
from helpers.intake.draft import Draft, draft_of
from helpers.intake.faults import Broken, Faults, missing
from helpers.intake.finish import report_of
from helpers.intake.locate import YEAR_STEM
from helpers.intake.source import read_bytes
from helpers.review.entries import NOTEBOOK, report_in

_KEPT = ".yaml.bak"
"""How the params file is called that stood there before an import."""


def named_pair(names: Sequence[Path]) -> tuple[Path, Path]:
    """The paths that are meant: two of them, one and a year of the same office, or an office's folder and two years.

    Raises:
        UsageError: There are more or fewer names.
    """
    if len(names) == 3:  # a folder and two years
        folder, first, second = names
        if _is_year(first) and _is_year(second):
            return _of_year(folder, first), _of_year(folder, second)
    if len(names) == 2:
        first, second = names
        return first, _of_year(first.parent, second) if _is_year(second) else second
    raise UsageError("请写明要对照的两份年报，如 nianbao diff 2021.yaml 2022.yaml，先写旧的。")


def _is_year(path: Path) -> bool:
    return YEAR_STEM.fullmatch(str(path)) is not None and not path.exists()


def _of_year(folder: Path, year: Path) -> Path:
    """A year's params file in an office's folder, or its folder in a batch's."""
    built = folder / year
    return built if built.is_dir() else folder / f"{year}.yaml"


def read_report(path: Path) -> Report:
    """The report in a params file, in one that an import kept, an executed notebook or the folder of a built report.

    Raises:
        UsageError: The notebook holds no report.
        ReadError: The file isn't there or can't be read.
    """
    if not path.exists():
        raise missing(str(path))
    if path.name.endswith(_KEPT):
        return _kept(path)
    notebook = path / NOTEBOOK if path.is_dir() else path
    if notebook.suffix != ".ipynb":
        return read_params(path)
    try:
        report = report_in(notebook)
    except OSError:
        report = None
    if report is None:
        raise UsageError(f"{notebook}：不是执行过的年报笔记本，请用 nianbao run 生成后再对照。")
    return report


def _kept(path: Path) -> Report:
    faults = Faults()
    draft = Draft()
    try:
        draft = draft_of(read_bytes(path))
    except FileNotFoundError:
        raise missing(str(path)) from None
    except Broken as broken:
        faults.note(broken)
    faults.findings += draft.faults.findings
    return report_of(draft, faults, file=str(path))
