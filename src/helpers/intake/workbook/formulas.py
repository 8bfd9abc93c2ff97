"""The workbook's formulas: written once, and known again when the workbook comes back."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from helpers.checks.sums import applicant_sums, outcome_sums, result_sums
from helpers.form import edition_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Spot = tuple[int, int]
"""Row and column on a sheet, both counted from 1."""

_SPOT = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_TOTAL = re.compile(r'IF\(COUNT\((?P<counted>[^()]+)\)=\d+,SUM\((?P<added>[^()]+)\),""\)')
_STOCK = re.compile(
    r"IF\(COUNT\((?P<counted>[^()]+)\)=2,(?P<before>\d{1,15})\+(?P<plus>[A-Z]+\d+)-(?P<minus>[A-Z]+\d+),(?P=before)\)"
)
_MOST = 200
"""Cells of one range; table three has 21 results in a column."""


@lru_cache(maxsize=4)
def parts_of_totals(edition: int) -> Mapping[str, tuple[str, ...]]:
    """Each cell that is a sum of others, with those others, by address.

    （七）总计 of an applicant is the sum of the results above it, 总计 of a row the sum of its applicants.
    """
    sums = (*result_sums(edition), *applicant_sums(edition), *outcome_sums(edition))
    return {sum_.place: sum_.left.addresses for sum_ in sums}


@lru_cache(maxsize=4)
def parts_of_stocks(edition: int) -> Mapping[str, tuple[str, str]]:
    """Each cell that follows from last year's: its address with those of what is added and what is taken away.

    现行有效＝上年现行有效＋本年制发－本年废止. 对外公开总数量 of edition 2019 is no such stock.
    """
    found = {}
    for fields in edition_of(edition).table("proactive").row_fields.values():
        by_key = {field.column.key: field.address for field in fields}
        if {"issued", "repealed", "in_force"} <= by_key.keys():
            found[by_key["in_force"]] = (by_key["issued"], by_key["repealed"])
    return found


def letters(column: int) -> str:
    """A column as a sheet names it: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def named(spot: Spot) -> str:
    """A cell as a sheet names it: D7."""
    return f"{letters(spot[1])}{spot[0]}"


def spot_of(name: str) -> Spot | None:
    """The cell that a name like D7 or $D$7 means; None where it means none."""
    found = _SPOT.fullmatch(name.replace("$", "").upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def ranges(spots: Iterable[Spot]) -> str:
    """Cells as the arguments of a function; neighbours in a row or a column are one range."""
    found = sorted(spots)
    across = len({row for row, _ in found}) == 1
    pieces = []
    for _, run in groupby(enumerate(found), key=lambda item: item[1][1 if across else 0] - item[0]):
        cells = [spot for _, spot in run]
        pieces.append(named(cells[0]) if len(cells) == 1 else f"{named(cells[0])}:{named(cells[-1])}")
    return ",".join(pieces)


def by_row(spots: Iterable[Spot], between: str = ",") -> str:
    """Cells as ranges, row by row; with commas they are a function's arguments."""
    rows: dict[int, list[Spot]] = {}
    for spot in spots:
        rows.setdefault(spot[0], []).append(spot)
    return between.join(ranges(found).replace(",", between) for found in rows.values())


def total(spots: Iterable[Spot]) -> str:
    """A sum that stays empty until all its cells hold a number: what is missing is not 0."""
    spots = list(spots)
    cells = ranges(spots)
    return f'=IF(COUNT({cells})={len(spots)},SUM({cells}),"")'


def stock(before: int, plus: Spot, minus: Spot) -> str:
    """Last year's stock with this year's changes, as soon as both are there."""
    cells = ranges((plus, minus))
    return f"=IF(COUNT({cells})=2,{before}+{named(plus)}-{named(minus)},{before})"


def is_total(formula: str, parts: Iterable[Spot], is_empty: Callable[[Spot], bool]) -> bool:
    """Whether a formula is the total of these cells, as this module writes it.

    Args:
        formula: The formula.
        parts: The cells that it must add up.
        is_empty: Tells of a further cell, which a column that was inserted puts among them, whether it holds nothing.
    """
    found = _TOTAL.fullmatch(_plain(formula))
    if found is None or found["counted"] != found["added"]:
        return False
    cells, wanted = _cells(found["added"]), set(parts)
    return cells is not None and wanted <= cells and all(is_empty(cell) for cell in cells - wanted)


def stock_before(formula: str, plus: Spot, minus: Spot) -> int | None:
    """Last year's stock in a formula that `stock` wrote for these cells; None for any other formula."""
    found = _STOCK.fullmatch(_plain(formula))
    if found is None or (spot_of(found["plus"]), spot_of(found["minus"])) != (plus, minus):
        return None
    return int(found["before"])


def _plain(formula: str) -> str:
    return "".join(formula.split()).removeprefix("=").replace("$", "").upper()


def _cells(arguments: str) -> set[Spot] | None:
    """The cells of ranges; None where one is no range of this sheet or too big."""
    found: set[Spot] = set()
    for piece in arguments.split(","):
        first, _, last = piece.partition(":")
        start, end = spot_of(first), spot_of(last or first)
        if start is None or end is None:
            return None
        rows, columns = range(start[0], end[0] + 1), range(start[1], end[1] + 1)
        if len(found) + len(rows) * len(columns) > _MOST:
            return None
        found |= {(row, column) for row in rows for column in columns}
    return found
