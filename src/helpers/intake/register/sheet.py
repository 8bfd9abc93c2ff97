"""A register as it comes in: CSV or Excel, told by its headings; only the register's own columns are kept."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.intake.file_names import legible
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.formats import SUFFIXES, read_bytes, source_of
from helpers.intake.published.guard import guarded
from helpers.intake.published.limits import MAX_CELLS
from helpers.intake.published.plain_text import clean, decode
from helpers.intake.published.source import Cell, Grid, Line, Place, Source
from helpers.intake.published.workbook import first_rows
from helpers.intake.register.columns import NEEDED, NUMBER, REMARK, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_HEAD = 20
_FORMATS = ("xlsx", "xls")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class RegisterRow:
    """One application.

    Attributes:
        where: The row, for people: 台账!5, or 第 5 行.
        cells: What stands under each column of the register, by the column's key; blanks are left out.
    """

    where: str
    cells: dict[str, str]


def read_register(path: Path) -> tuple[list[RegisterRow], bytes] | None:
    """The rows of a register, and the file's bytes; None where it is none.

    A file is a register by the headings of its first rows. What stands under headings that aren't the register's own,
    as an applicant's name, is never kept.

    Raises:
        UnreadableError: It can't be read, or a register lacks a column that is needed.
    """
    suffix = path.suffix.lower()
    if suffix != ".csv" and SUFFIXES.get(suffix) not in _FORMATS:
        return None
    name = legible(path.name)
    data = read_bytes(path, name)
    found = guarded(lambda: _read(data, name, is_csv=suffix == ".csv"), name)
    if found is not None:
        return found, data
    if suffix == ".csv":
        raise UnreadableError(
            f"{name}：不是依申请公开台账，找不到“收到日期、申请人类型、办理结果、办结日期”这些列标题。"
        )
    return None


def _read(data: bytes, name: str, *, is_csv: bool) -> list[RegisterRow] | None:
    if data.startswith(_ZIP) and not _may_be_one(data):
        return None
    source = _csv(data, name) if is_csv else source_of(data, name)
    registers = (_register(sheet, rows, name) for sheet, rows in _sheets(source))
    return next((found for found in registers if found is not None), None)


def _may_be_one(data: bytes) -> bool:
    """Whether a workbook has a register's headings, by its first rows alone; a damaged one is left to its reader."""
    try:
        return any(len(set(map(column_of, row)) - {None}) > 1 for row in first_rows(data, _HEAD))
    except Exception:  # a damaged file makes the parser fail in any way
        return True


def _csv(data: bytes, name: str) -> Source:
    text = clean(decode(data, name))
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    rows = []
    cells = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for values in reader:
            cells += len(values)
            if cells > MAX_CELLS:
                raise UnreadableError(f"{name}：超过 {MAX_CELLS} 格，请删去多余的行列。")
            rows.append(
                tuple(
                    Cell(_text(value), Place(line=reader.line_num), column)
                    for column, value in enumerate(values)
                )
            )
    except csv.Error:
        raise UnreadableError(f"{name}：不是完整的 CSV 文件，请用 Excel 打开后另存。") from None
    return Source(name, "csv", (Grid(tuple(rows)),))


def _text(value: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    value = value.strip()
    return value[1:].strip() if value.startswith("'") else value


def _sheets(source: Source) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    """The rows of each sheet; a row of a single long text has become a line, and is a row again."""
    sheets: dict[str, list[tuple[Cell, ...]]] = {}
    for part in source.parts:
        for row in _rows(part):
            sheets.setdefault(row[0].place.sheet or "", []).append(row)
    yield from sheets.items()


def _rows(part: Line | Grid) -> Iterable[tuple[Cell, ...]]:
    if isinstance(part, Line):
        return [(Cell(part.text, part.place),)]
    return [row for row in part.rows if row]


def _register(sheet: str, rows: Sequence[tuple[Cell, ...]], name: str) -> list[RegisterRow] | None:
    for number, row in enumerate(rows[:_HEAD]):
        keys: dict[int, str] = {}
        for cell in row:
            column = column_of(cell.text)
            if column is not None and column.key not in keys.values():
                keys[cell.column] = column.key
        lacking = [column for column in NEEDED if column.key not in keys.values()]
        if len(lacking) >= len(NEEDED) - 1:
            continue
        if lacking:
            names = "、".join(f"“{column.heading}”" for column in lacking)
            raise UnreadableError(
                f"{name}：台账缺少{names}这一列，请补上（nianbao new --as register 给出样表）。"
            )
        return list(_data(sheet, rows[number + 1 :], keys))
    return None


def _data(sheet: str, rows: Sequence[tuple[Cell, ...]], keys: dict[int, str]) -> Iterator[RegisterRow]:
    uncounted = (NUMBER.key, REMARK.key)
    for row in rows:
        cells = {keys[cell.column]: cell.text for cell in row if cell.column in keys and cell.text}
        if any(key not in uncounted for key in cells):
            yield RegisterRow(_where(sheet, row[0].place), cells)
        elif any(cell.text and keys.get(cell.column) not in uncounted for cell in row):
            # Something stands under other headings alone: a row that nobody can count, and nobody may drop.
            yield RegisterRow(_where(sheet, row[0].place), {})


def _where(sheet: str, place: Place) -> str:
    if sheet:
        return f"{sheet}!{''.join(character for character in place.cell or '' if character.isdigit())}"
    return f"第 {place.line} 行"
