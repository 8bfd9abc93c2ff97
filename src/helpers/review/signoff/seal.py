"""What an approval is bound to: the record and the bytes of every file of a report, as they are now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from helpers.batch.inputs import digest
from helpers.batch.job import FORMATS
from helpers.batch.record import FILE, Record, Status
from helpers.errors import UsageError
from helpers.export.document import DocumentError, document_of
from helpers.form import Report
from helpers.intake import ReadError, report_from_parameters
from helpers.intake.locate import YEAR_STEM, is_slug
from helpers.review.signoff.log import SignOffError

NOTEBOOK = "report.ipynb"
_NAMES = {NOTEBOOK, *(f"report.{kind}" for kind in FORMATS)}

_NOT_DONE = {
    Status.REFUSED: "年报因核对有错误被退回，请改正数据后重新生成",
    Status.FAILED: "年报生成时出错，请重新生成",
    Status.BROKEN: "年报生成到一半因机器故障中断，请重新运行 nianbao run",
}


@dataclass(frozen=True)
class Place:
    """Where a report stands in a batch.

    Attributes:
        out: The batch's folder (DIR).
        district: Folder of the district.
        office: Folder of the office.
        year: The report year.
    """

    out: Path
    district: str
    office: str
    year: int

    @property
    def name(self) -> str:
        """The report's name within the batch."""
        return f"{self.district}/{self.office}/{self.year}"

    @property
    def folder(self) -> Path:
        """The report's folder."""
        return self.out / self.district / self.office / str(self.year)


@dataclass(frozen=True)
class Sealed:
    """A report whose files are those of its record.

    Attributes:
        record: The record.
        digest: SHA-256 of record.json.
        files: The content of each file by name: these bytes were hashed, and no others may be published.
        report: The report that its notebook was made of.
    """

    record: Record
    digest: str
    files: Mapping[str, bytes]
    report: Report


def place_of(folder: Path) -> Place:
    """The place of a report's folder DIR/DISTRICT/OFFICE/YEAR.

    Raises:
        UsageError: The path isn't one.
    """
    whole = folder.absolute()
    district, office, year = (whole.parent.parent.name, whole.parent.name, whole.name)
    if not (is_slug(district) and is_slug(office) and YEAR_STEM.fullmatch(year)):
        raise UsageError(f"{folder}：应写成 DIR/区县/单位/年份，如 build/shili/dongjie/2022。")
    # As the user named it, unless the name doesn't reach up to the batch.
    out = folder.parent.parent.parent if len(folder.parts) > 2 else whole.parent.parent.parent
    return Place(out, district, office, int(year))


def seal(place: Place) -> Sealed:
    """Read a report and hold its files to its record.

    Raises:
        SignOffError: It isn't done, is a draft, or a file isn't the one that was built.
        OSError: A file can't be read.
    """
    name, folder = place.name, place.folder
    path = folder / FILE
    if not path.is_file() or path.is_symlink():
        raise SignOffError(f"{name}：没有生成过的年报，请先运行 nianbao run。")
    content = path.read_bytes()
    try:
        record = Record.from_json(json.loads(content))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise SignOffError(f"{name}：{FILE} 读不了，请重新生成年报。") from None
    if record.status is not Status.OK:
        raise SignOffError(f"{name}：{_NOT_DONE[record.status]}。")
    files = _files(name, folder, record)
    return Sealed(record, digest(content), files, _report(place, record, files[NOTEBOOK]))


def _files(name: str, folder: Path, record: Record) -> dict[str, bytes]:
    present = {path.name for path in folder.glob("report.*")}
    if NOTEBOOK not in record.outputs or not set(record.outputs) <= _NAMES:
        raise SignOffError(f"{name}：{FILE} 列出的文件不对，请重新生成年报。")
    if extra := sorted(present - set(record.outputs)):
        raise SignOffError(f"{name}：{extra[0]} 不是这次生成的文件，请移走或重新生成年报。")
    files = {}
    for each, expected in record.outputs.items():
        path = folder / each
        if not path.is_file() or path.is_symlink():
            raise SignOffError(f"{name}：缺少 {each}，请重新生成年报。")
        files[each] = path.read_bytes()
        if digest(files[each]) != expected:
            raise SignOffError(f"{name}：{each} 在生成之后被改动过，请重新生成年报。")
    return files


def _report(place: Place, record: Record, notebook: bytes) -> Report:
    """The report in the notebook, which must be final and the one that the folder is named for."""
    name = place.name
    try:
        node = nbformat.reads(notebook.decode(), as_version=4)
        draft = document_of(node).title.draft
        parameters = dict(node["metadata"]["papermill"]["parameters"])
        parameters.pop("settings", None)
        report = report_from_parameters(**parameters)
    except (DocumentError, ReadError, ValueError, KeyError, TypeError, AttributeError):
        raise SignOffError(f"{name}：{NOTEBOOK} 不是完好的年报笔记本，请重新生成年报。") from None
    if draft or record.count("error"):
        raise SignOffError(f"{name}：这是草稿，不能审核或公布，请改正错误后不带 --draft 重新生成。")
    if (report.year, report.office.name) != (place.year, record.office):
        raise SignOffError(
            f"{name}：里面是{report.office.name}{report.year}年的年报，与所在文件夹不符，请核对。"
        )
    return report
