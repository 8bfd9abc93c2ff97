"""The reports that a district's offices returned, taken in together: one bad file never stops the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.errors import NianbaoError, UsageError
from helpers.intake.district import FILE_NAME, District, read_district
from helpers.intake.published.reading import Reading, read_report
from helpers.intake.published.returned_files import files_of
from helpers.intake.published.take_in import TakenIn, complete, would_replace, write_reading
from helpers.intake.published.whose import whose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from helpers.form import Value

_KINDS = ("docx", "html", "md", "txt", "pdf")
_TEXT = "narrative."


@dataclass(frozen=True)
class Left:
    """Files that weren't taken in.

    Attributes:
        files: Their paths below the folder that was given.
        reason: Why, in Chinese.
    """

    files: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Taken:
    """A report that was taken in.

    Attributes:
        office: The office's folder.
        year: The report's year.
        files: Its files, as they were given.
        spare: Further files of the same report, which say nothing more.
        result: What was written; its params stood there with the same content before if `unchanged`.
    """

    office: str
    year: int
    files: tuple[str, ...]
    spare: tuple[str, ...]
    result: TakenIn
    unchanged: bool = False


@dataclass
class Round:
    """What came of a round of returned files.

    Attributes:
        district: The district.
        taken: What was written.
        doubtful: What can be read, but not be given to an office and year, or contradicts itself or what stands
            there already.
        unreadable: What can't be read.
        unanswered: Offices of the district without a report, by year: none was returned, none stood there before.
    """

    district: District
    taken: list[Taken] = field(default_factory=list)
    doubtful: list[Left] = field(default_factory=list)
    unreadable: list[Left] = field(default_factory=list)
    unanswered: dict[int, list[str]] = field(default_factory=dict)


def take_round(
    paths: Sequence[Path],
    target: Path,
    *,
    year: int | None = None,
    force: bool = False,
    shown: Callable[[str], None] | None = None,
) -> Round:
    """Take in what offices returned.

    Args:
        paths: Files, or folders of them with any folders inside.
        target: The district's folder below params, with its district.yaml.
        year: The year that is gathered; None takes every year.
        force: Replace params that stand there with another content; these are kept as `YEAR.yaml.bak`.
        shown: Is told the name of each file before it is read.

    Raises:
        UsageError: There is nothing to read, or no district.
        ReadError: Its district.yaml can't be read.
    """
    if not target.is_dir():
        raise UsageError(f"{target}：没有这个文件夹；--to 应是区县的文件夹，如 params/laocheng。")
    round_ = Round(read_district(target / FILE_NAME))
    grouped: dict[tuple[str, int], list[tuple[str, Path, Reading]]] = {}
    for name, path in files_of(paths):
        if shown:
            shown(name)
        try:
            reading = read_report([(path, name)], year)
        except NianbaoError as error:
            round_.unreadable.append(Left((name,), error.message.removeprefix(f"{name}：")))
            continue
        found = whose(reading.read, name, round_.district, year)
        if found.office is None or found.year is None or found.why:
            round_.doubtful.append(Left((name,), found.why))
            continue
        grouped.setdefault((found.office, found.year), []).append((name, path, reading))
    for (office, its_year), readings in sorted(grouped.items()):
        _settle(round_, target, office, its_year, readings, force=force)
    years = {year} if year else {taken.year for taken in round_.taken}
    for its_year in sorted(years):
        answered = {office for office, found in grouped if found == its_year}
        round_.unanswered[its_year] = [
            office
            for office in round_.district.offices
            if office not in answered and not (target / office / f"{its_year}.yaml").exists()
        ]
    return round_


def _settle(
    round_: Round,
    target: Path,
    office: str,
    year: int,
    readings: Sequence[tuple[str, Path, Reading]],
    *,
    force: bool,
) -> None:
    """Write the report of an office from the files that it returned."""
    files = tuple(name for name, _, _ in readings)
    chosen: list[tuple[str, Path, Reading]] = []
    known: dict[str, Value] = {}
    for item in sorted(readings, key=_fullest):
        more = _content(item[2])
        if not more.keys() & known.keys():
            chosen.append(item)
            known |= more
        elif not _says_no_more(more, known):
            reason = f"都是 {office} {year} 年的报告，里面的数却不一样，请只留一份"
            round_.doubtful.append(Left(files, reason))
            return
    names = [name for name, _, _ in chosen]
    try:
        parts = [(path, name) for name, path, _ in readings if name in names]
        reading = chosen[0][2] if len(chosen) == 1 else read_report(parts, year)
        params = target / office / f"{year}.yaml"
        complete(reading.read, params)
        replaces = would_replace(reading.read, params)
        if replaces and not force:
            reason = f"{params} 已有内容不同的文件，没有覆盖；核对后加 --force 可以覆盖"
            round_.doubtful.append(Left(files, reason))
            return
        unchanged = params.exists() and not replaces
        result = write_reading(reading, params)
    except NianbaoError as error:
        round_.unreadable.append(Left(files, error.message))
        return
    spare = tuple(name for name in files if name not in names)
    used = tuple(name for name in files if name in names)
    round_.taken.append(Taken(office, year, used, spare, result, unchanged))


def _fullest(item: tuple[str, Path, Reading]) -> tuple[int, int, str]:
    """Which of several files goes first: the one that says most, then the one that keeps most of the marking."""
    name, _, reading = item
    kind = reading.read.sources[0].kind
    return -len(_content(reading)), _KINDS.index(kind) if kind in _KINDS else len(_KINDS), name


def _says_no_more(more: Mapping[str, Value], known: Mapping[str, Value]) -> bool:
    """Whether a file's figures are all known from another; their texts may be cut differently."""
    return all(
        known.get(address) == value for address, value in more.items() if not address.startswith(_TEXT)
    )


def _content(reading: Reading) -> Mapping[str, Value]:
    """What was found, by address; of texts only that they are there, for their marking differs with the format."""
    read = reading.read
    cells = {address: cell.value for address, cell in read.cells.items() if cell.value is not None}
    return cells | dict.fromkeys((f"{_TEXT}{address}" for address in read.texts), "")
