"""Whose a returned report is and of which year: by the document, by the names of file and folder, or nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.intake.published.filled import FilledForm
from helpers.intake.published.offices import Offices, years_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.district import District
    from helpers.intake.published.imported import Imported


@dataclass(frozen=True)
class Whose:
    """Whose a report is.

    Attributes:
        office: The office's folder; None where it can't be told.
        year: The report's year; None where it can't be told.
        why: Why it can't, in Chinese.
    """

    office: str | None = None
    year: int | None = None
    why: str = ""


def whose(read: Imported, name: str, district: District, year: int | None) -> Whose:
    """Tell whose a report is.

    What the document itself says counts first; where it says nothing, or nothing that the district knows, the names
    of the file and of its folders do. Where these contradict each other, it is nobody's: nothing is guessed.

    Args:
        read: What was read.
        name: Path of its file below the folder of returned files.
        district: The district that gathers the reports.
        year: The year that the user asked for; None takes any.
    """
    offices = Offices(district)
    office, why = _office(read.identity.office, name, offices)
    source = read.sources[0]
    form = source.filled if isinstance(source, FilledForm) else None
    if office is None and form is not None and form.folder.rpartition("/")[2] in district.offices:
        office, why = form.folder.rpartition("/")[2], ""
    found = read.identity.year or _nearest_year(name) or year
    if office is None:
        return Whose(year=found, why=why)
    if found is None:
        return Whose(office, why="文件里和文件名上都没有年份，请加 --year 写明")
    if year is not None and found != year:
        return Whose(office, found, f"是 {found} 年的报告，这次收的是 {year} 年的，请核对")
    return Whose(office, found)


def _office(titled: str | None, name: str, offices: Offices) -> tuple[str | None, str]:
    by_title = offices.called(titled) if titled else []
    by_name = _nearest_offices(name, offices)
    if len(by_title) == 1:
        if by_name and by_title[0] not in by_name:
            return None, f"标题里的单位是“{titled}”，文件名却像是 {by_name[0]} 的，请核对"
        return by_title[0], ""
    if titled and offices.is_district(titled):
        return None, f"“{titled}”的报告是全区的，不是哪一个单位的，请单独导入到 district 文件夹"
    if len(by_name) == 1:
        return by_name[0], ""
    if len(by_title) + len(by_name) > 1:
        slugs = "、".join(dict.fromkeys((*by_title, *by_name)))
        return None, f"可能是 {slugs} 中任何一个单位的，请在文件名里写明单位全称"
    if titled:
        return None, f"标题里的单位“{titled}”不在 district.yaml 的名单里，请核对"
    return None, "文件里和文件名上都没有单位名称，请在文件名里写明单位全称"


def _nearest_offices(name: str, offices: Offices) -> Sequence[str]:
    """The offices that a file's name mentions, else its folder's, else that of the folder above."""
    for part in reversed(name.split("/")):
        if found := offices.mentioned(part):
            return found
    return ()


def _nearest_year(name: str) -> int | None:
    """The only year that a file's name mentions, else its folder's."""
    for part in reversed(name.split("/")):
        found = set(years_in(part))
        if len(found) == 1:
            return found.pop()
    return None
