"""The files in which a report starts: params, the workbook, the case register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import UsageError
from helpers.files import write_atomically
from helpers.form import Figures
from helpers.intake.district import FILE_NAME
from helpers.intake.locate import SUFFIX, Address, is_slug
from helpers.intake.started import Started, district_of, edition_for, start

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        suffix: How its name ends, behind the year.
        content: Makes its content.
        params: Whether it stands at the params file's own place.
    """

    suffix: str
    content: Callable[[Started], bytes]
    params: bool = False


def _params(started: Started) -> bytes:
    from helpers.intake.start_params import start_params

    return start_params(started).encode()


def _workbook(started: Started) -> bytes:
    from helpers.intake.workbook.formulas import parts_of_stocks
    from helpers.intake.workbook.write import workbook_of

    report = started.report
    # The workbook computes them from last year's as soon as this year's changes are there.
    computed = parts_of_stocks(report.edition.id)
    figures = {address: value for address, value in started.carried.items() if address not in computed}
    folder = f"{started.address.district}/{started.address.office}"
    return workbook_of(replace(report, figures=Figures(report.edition, figures)), folder=folder)


def _register(started: Started) -> bytes:
    from helpers.intake.register.template import template

    report = started.report
    return template(report.office.name, report.year, report.edition.id)


FORMATS: dict[str, Format] = {
    "yaml": Format(SUFFIX, _params, params=True),
    "xlsx": Format(".xlsx", _workbook),
    "register": Format(".register.xlsx", _register),
}
"""What `nianbao new --as` offers."""


@dataclass(frozen=True)
class New:
    """What was started.

    Attributes:
        written: The files that were written.
        kept: Files that were there already and were left as they are.
        notes: What should be known, in Chinese, each with the report that it is about.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


def new_files(
    target: str, year: int, form: str, *, params: Path, to: Path | None = None, force: bool = False
) -> New:
    """Start the report of an office, or those of all offices that a district lists.

    Args:
        target: `DISTRICT/OFFICE` or `DISTRICT`; the folder of all params may stand before it.
        year: The report's year.
        form: A key of `FORMATS`.
        params: The folder of all params.
        to: Folder to write into. Params go below it as they go below `params`, other files get the office into their
            names.
        force: Whether files that are there already are overwritten.

    Raises:
        UsageError: There is no such district or office; nothing was written because all is there already.
        ReadError: The district's file can't be read.
        OSError: A file can't be written.
    """
    edition_for(year)
    kind = FORMATS[form]
    addresses, whole = _addresses(target, year, params)
    # All are made before any is written: what is wrong with one is known in time.
    planned = [
        (_path(address, kind, params, to, whole=whole), start(params, address)) for address in addresses
    ]
    kept = tuple(path for path, _ in planned if path.exists() and not force)
    if len(kept) == len(planned):
        names = "、".join(map(str, kept[:5])) + ("等" if len(kept) > 5 else "")
        raise UsageError(f"{names}：已经有了，没有改动。要重新生成请加 --force，原来填的内容会丢失。")
    made = {path: kind.content(started) for path, started in planned if path not in kept}
    for path, content in made.items():
        write_atomically(path, content)
    notes = tuple(
        f"{started.report.office.name}：{note}"
        for path, started in planned
        if path in made
        for note in started.notes
    )
    return New(tuple(made), kept, notes)


def _addresses(target: str, year: int, params: Path) -> tuple[list[Address], bool]:
    """Whose reports are meant, and whether it is a whole district."""
    parts, before = Path(target).parts, params.parts
    if parts[: len(before)] == before and len(parts) > len(before):
        parts = parts[len(before) :]
    if not 1 <= len(parts) <= 2 or not all(map(is_slug, parts)):
        raise UsageError(f"{target}：应写成“区/单位”或“区”，即 {params} 下文件夹的名称，如 laocheng/xiguan。")
    folder = params / parts[0]
    if len(parts) == 2:
        return [Address(*parts, year)], False
    district = district_of(folder)
    if district is None:
        raise UsageError(f"{folder / FILE_NAME}：没有这个文件，不知道有哪些单位，请先写好单位名单。")
    if not district.offices:
        raise UsageError(f"{folder / FILE_NAME}：offices 里没有单位，请先写好单位名单。")
    return [Address(parts[0], office, year) for office in district.offices], True


def _path(address: Address, kind: Format, params: Path, to: Path | None, *, whole: bool) -> Path:
    own = Path(address.district, address.office, f"{address.year}{kind.suffix}")
    if kind.params:
        return (to or params) / own
    if to is None and not whole:
        return params / own
    folder = to or Path(f"{address.district}-{address.year}")
    return folder / f"{address.office}-{address.year}{kind.suffix}"
