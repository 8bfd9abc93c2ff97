"""A published report taken in: its files read, params and the record of their import written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import UsageError
from helpers.files import write_atomically
from helpers.intake.district import read_district
from helpers.intake.faults import ReadError
from helpers.intake.locate import YEAR_STEM
from helpers.intake.published.formats import SUFFIXES, read_source
from helpers.intake.published.found import Note
from helpers.intake.published.imported import Imported, import_sources
from helpers.intake.published.params_file import params_text
from helpers.intake.published.record import record_text
from helpers.intake.published.source import located

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    files = list(_files(paths))
    several = len(files) > 1
    sources, digests = [], {}
    for file in files:
        source, data = read_source(file, file.name)
        sources.append(source)
        digests[source.name] = hashlib.sha256(data).hexdigest()
    if several:
        sources = [located(source) for source in sources]
    read = import_sources(sources, year=int(target.stem))
    _complete(read, target)
    return _write(read, target, digests)


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


def _complete(read: Imported, target: Path) -> None:
    """Take what the document doesn't say of the office from the district's list."""
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


def _write(read: Imported, target: Path, digests: dict[str, str]) -> TakenIn:
    params = params_text(read).encode()
    kept = None
    if target.exists() and (before := target.read_bytes()) != params:
        kept = target.with_name(f"{target.name}.bak")
        write_atomically(kept, before)
    record = target.with_name(f"{target.stem}.import.json")
    write_atomically(record, record_text(read, digests).encode())
    write_atomically(target, params)
    return TakenIn(read, target, record, kept, digests)
