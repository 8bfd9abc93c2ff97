"""A report at its start: what is known of it before the office has counted anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.errors import UsageError
from helpers.form import EDITIONS, Figures, Narrative, Office, Report
from helpers.intake.district import FILE_NAME, District, read_district
from helpers.intake.faults import ReadError, closest
from helpers.intake.finish import as_previous
from helpers.intake.locate import DISTRICT_OFFICE, SUFFIX, Address
from helpers.intake.params import read_params

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.form import Edition, Previous, Value


@dataclass(frozen=True)
class Started:
    """A report at its start.

    Attributes:
        address: Whose and of which year.
        report: The report: the office, last year's report, and the figures that follow from it.
        carried: The figures that are filled in, by address.
        notes: What the office should know, in Chinese.
    """

    address: Address
    report: Report
    carried: dict[str, Value]
    notes: tuple[str, ...] = ()


def start(params: Path, address: Address) -> Started:
    """Start a report from last year's, or from the district's list where there is none.

    Filled in are 上年结转, which is last year's 结转下年度继续办理 (XY-CARRY), and 现行有效, which starts from last
    year's stock (XY-REG, XY-NORM). Edition 2019's 对外公开总数量 is no such stock (XY-FMT). Nothing else is: what
    happened in the year, and what the year ended with, only the office knows.

    Args:
        params: The folder of all params.
        address: The report's address.

    Raises:
        UsageError: No edition of the form was issued for the year; nobody says what the office is called; the
            report is one that is added up from others.
        ReadError: The district's file can't be read.
    """
    edition = edition_for(address.year)
    folder = params / address.district
    district = district_of(folder)
    if address.office == DISTRICT_OFFICE:
        raise UsageError(f"全区汇总的报告由各单位的报告加总，请用 nianbao rollup {folder} {address.year}。")
    notes: list[str] = []
    last = _last_year(folder / address.office, address.year, notes)
    office = _office(address, district, last, notes)
    previous = as_previous(last) if last else None
    carried = dict(_carried(edition, previous)) if previous else {}
    merged = _merged(folder, address, district)
    if merged:
        notes.append(f"{'、'.join(merged)}并入了本单位，上年结转和现行有效要把几个单位的加在一起，没有代填")
        carried = {}
    report = Report(
        office, address.year, edition, Figures(edition, carried), Narrative({}), previous=previous
    )
    return Started(address, report, carried, tuple(notes))


def edition_for(year: int) -> Edition:
    """The edition of the form that was issued for a year.

    Raises:
        UsageError: There is none.
    """
    edition = next((edition for edition in EDITIONS.values() if year in edition.years), None)
    if edition is None:
        first = min(edition.years.start for edition in EDITIONS.values())
        raise UsageError(f"没有 {year} 年度的报告格式，最早是 {first} 年度，请检查年份。")
    return edition


def district_of(folder: Path) -> District | None:
    """The district's list; None where it has none.

    Raises:
        ReadError: It is there and can't be read.
    """
    path = folder / FILE_NAME
    return read_district(path) if path.exists() else None


def _last_year(folder: Path, year: int, notes: list[str]) -> Report | None:
    path = folder / f"{year - 1}{SUFFIX}"
    if not path.exists():
        return None
    try:
        return read_params(path)
    except ReadError as error:
        notes.append(f"上年的文件 {path} 读不了（{error.findings[0].message}），没有从中取数")
        return None


def _office(address: Address, district: District | None, last: Report | None, notes: list[str]) -> Office:
    member = district.offices.get(address.office) if district else None
    if member is None and last is None:
        known = district.offices if district else {}
        near = closest(address.office, known)
        where = f"{address.district}/{FILE_NAME}"
        advice = f"是不是 {near}？" if near else f"请先在 {where} 的 offices 中写上它的名称和类别。"
        raise UsageError(
            f"{address.district}/{address.office}：{where} 里没有这个单位，也没有上年的文件，{advice}"
        )
    if member is None:
        assert last is not None  # noqa: S101  # one of the two is there
        return last.office
    if last is not None and (last.office.name, last.office.kind) != (member.name, member.kind):
        notes.append(
            f"上年的单位是“{last.office.name}”（{last.office.kind}），现按 {FILE_NAME} 写作“{member.name}”"
        )
    return Office(member.name, member.kind, last.office.scope if last else "office")


def _carried(edition: Edition, previous: Previous) -> dict[str, Value]:
    """What last year's figures say of this year's."""
    figures = previous.figures
    now, then = (
        form.table("applications").row_fields[key]
        for form, key in ((edition, "carried_in"), (previous.edition, "carried_out"))
    )
    found: dict[str, Value] = {
        field.address: figures.count(source.address) for field, source in zip(now, then, strict=True)
    }
    if previous.edition.id == edition.id:
        stocks = (
            field.address for field in edition.table("proactive").fields if field.column.key == "in_force"
        )
        found |= {address: figures.count(address) for address in stocks}
    return {address: value for address, value in found.items() if value is not None}


def _merged(folder: Path, address: Address, district: District | None) -> list[str]:
    """The offices that were merged into this one and reported last year."""
    mergers = district.mergers if district else {}
    last = f"{address.year - 1}{SUFFIX}"
    return [old for old, new in mergers.items() if new == address.office and (folder / old / last).exists()]
