"""What should be known of an import as a whole, in notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.intake.published.cells import READINGS, SURE, CellRead
from helpers.intake.published.found import Note
from helpers.intake.published.identity import Identity, edition_by_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helpers.form import Edition
    from helpers.intake.published.source import Source


def about(sources: Sequence[Source], identity: Identity, year: int | None) -> Iterator[Note]:
    """What the readers say, and what is odd about office and year.

    Args:
        sources: The documents.
        identity: What the titles say.
        year: The year that the user named.
    """
    for source in sources:
        yield from map(Note, source.notes)
    if identity.eaten:
        yield Note(f"日期“{identity.eaten}”缺了“年”字，已按 {identity.period} 年读取", None, "document")
    if identity.published:
        message = f"标题里没有单位名称，按页面的发布机构写作“{identity.office}”，请核对"
        yield Note(message, identity.place, "document", "office.name")
    if year is not None and identity.year is not None and identity.year != year:
        yield Note(
            f"标题写的是 {identity.year} 年，要存成的是 {year} 年，请核对",
            identity.place,
            "document",
            "year",
        )
    if identity.period is not None and identity.year not in (None, identity.period):
        yield Note(
            f"标题写的是 {identity.year} 年，统计期限写的是 {identity.period} 年，请核对",
            identity.place,
            "document",
            "year",
        )


def about_edition(edition: Edition, by_tables: int | None, year: int | None) -> Iterator[Note]:
    """Whether the tables are in the edition of their year.

    Args:
        edition: The edition that was read.
        by_tables: The one whose words the tables use; None where they tell none.
        year: The report's year.
    """
    expected = edition_by_year(year)
    if by_tables is not None and expected not in (None, by_tables):
        yield Note(
            f"表格是 {by_tables} 年的格式，{year} 年度应当用 {expected} 年的格式",
            None,
            "document",
            "edition",
        )
    if by_tables is None:
        yield Note(f"表二没有能分清格式的字样，按 {edition.id} 年的格式读取", None, "reading", "edition")


def about_readings(cells: Mapping[str, CellRead]) -> Iterator[Note]:
    """Which rows were not simply read from left to right."""
    rows: dict[str, dict[tuple[str, str], CellRead]] = {}
    for cell in cells.values():
        if cell.how not in ("", *SURE, "cut", "open"):
            rows.setdefault(cell.how, {}).setdefault((cell.field.table, cell.field.row.key), cell)
    for how, found in rows.items():
        first = next(iter(found.values()))
        more = f"等 {len(found)} 行" if len(found) > 1 else ""
        yield Note(f"{first.field.row.label}{more}：{READINGS[how]}，请核对", first.place, "reading")


def without_tables(sources: Sequence[Source]) -> Note:
    """What is said where no table was read."""
    pictures = sum(source.pictures for source in sources)
    if pictures:
        return Note(
            f"没有读到表格的文字，而文件里有 {pictures} 张图片：表格多半是图片（D-TBLIMG），请照图填写",
            None,
            "document",
        )
    return Note("没有读到任何一个法定表格，请检查是不是这份年报", None, "document")
