"""A published report taken in: its files read, params and the record of their import written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import UsageError
from helpers.files import write_atomically
from helpers.intake.district import read_district
from helpers.intake.faults import ReadError
from helpers.intake.file_names import legible
from helpers.intake.locate import YEAR_STEM
from helpers.intake.published.formats import SUFFIXES
from helpers.intake.published.found import Note
from helpers.intake.published.params_file import params_text
from helpers.intake.published.reading import Reading, read_report
from helpers.intake.published.record import record_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helpers.intake.published.imported import Imported

_MOST_FILES = 50


@dataclass(frozen=True)
class TakenIn:
    """What an import left.

    Attributes:
        read: What was read.
        params: The params file.
        record: The record beside it.
        kept: Where the params file that stood there before was put; None where there was none.
        digests: SHA-256 of each source by its name.
    """

    read: Imported
    params: Path
    record: Path
    kept: Path | None
    digests: Mapping[str, str]


def take_in(paths: Sequence[Path], target: Path) -> TakenIn:
    """Read a report and write its params and `YEAR.import.json`; nothing is written where anything can't be read.

    Args:
        paths: Its files, or folders of them, in their order.
        target: The params file to write.

    Raises:
        UsageError: The target is no params file's name, or there is nothing to read.
        UnreadableError: A file can't be read as what it claims to be.
    """
    if target.suffix != ".yaml" or not YEAR_STEM.fullmatch(target.stem):
        raise UsageError(f"{target}：--to 应是“年份.yaml”，如 params/laocheng/xiguan/2022.yaml。")
    files = [(file, legible(file.name)) for file in _files(paths)]
    reading = read_report(files, int(target.stem))
    complete(reading.read, target)
    return write_reading(reading, target)


def write_reading(reading: Reading, target: Path) -> TakenIn:
    """Write a report's params and the record of its import.

    Args:
        reading: The report, complete.
        target: The params file; what stood there with another content is kept as `YEAR.yaml.bak`.
    """
    read = reading.read
    kept = None
    if would_replace(read, target):
        kept = target.with_name(f"{target.name}.bak")
        write_atomically(kept, target.read_bytes())
    record = target.with_name(f"{target.stem}.import.json")
    write_atomically(record, record_text(read, reading.digests).encode())
    write_atomically(target, params_text(read).encode())
    return TakenIn(read, target, record, kept, reading.digests)


def would_replace(read: Imported, target: Path) -> bool:
    """Whether other params stand where a report's are to be written."""
    return target.exists() and target.read_bytes() != params_text(read).encode()


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    count = 0
    for path in paths:
        found = [path]
        if path.is_dir():
            found = sorted(
                file
                for file in path.iterdir()
                if file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$"))
            )
            if not found:
                raise UsageError(f"{path}：文件夹里没有能读的文件，请检查路径。")
        count += len(found)
        if count > _MOST_FILES:
            raise UsageError(f"一份年报最多由 {_MOST_FILES} 个文件组成，这里有 {count} 个，请检查路径。")
        yield from found


def complete(read: Imported, target: Path) -> None:
    """Take what the document doesn't say of year and office from the params file's place and the district's list."""
    if read.year is None:
        read.year = int(target.stem)
        read.notes.append(Note(f"文件里没有年份，按 {read.year} 年存放", None, "", "year"))
    try:
        district = read_district(target.absolute().parent.parent / "district.yaml")
    except (ReadError, OSError):
        return
    member = district.offices.get(target.absolute().parent.name)
    if member is None:
        return
    if read.office is None:
        read.office, read.kind = member.name, member.kind
        read.notes.append(
            Note(f"文件里没有单位名称，按 district.yaml 写作“{member.name}”", None, "", "office.name")
        )
    elif read.office == member.name:
        read.kind = member.kind
    else:
        message = f"标题里的单位是“{read.office}”，district.yaml 里是“{member.name}”，请核对"
        read.notes.append(Note(message, read.identity.place, "document", "office.name"))
