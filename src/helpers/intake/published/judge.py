"""Readings that compete, judged by the arithmetic that the form prescribes; what stays open is left empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from helpers.checks.sums import Sum, balances, outcome_sums, result_sums
from helpers.form import edition_of
from helpers.intake.published.fit import Fit, fits
from helpers.intake.published.orphans import adopt
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import count_of, is_empty
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from helpers.form import Field
    from helpers.intake.published.found import FoundRow, Orphans
    from helpers.intake.published.source import Cell

_BY_CHANCE = ("spread", "joined", "split")
_MOST_TOGETHER = 400
"""Combinations of open rows that are looked at together."""


@dataclass(frozen=True)
class Judged:
    """A row with the reading that was chosen.

    Attributes:
        row: The row as found.
        fields: The form's cells.
        cells: A cell for each of these; None where the document has none or the reading is open.
        how: The reading, see `Fit`; `open` where none could be chosen.
        chosen: Whether the arithmetic chose among several.
        others: What else each cell could hold.
        open: Which cells are empty because their reading is open.
    """

    row: FoundRow
    fields: tuple[Field, ...]
    cells: tuple[Cell | None, ...]
    how: str
    chosen: bool = False
    others: tuple[tuple[str, ...], ...] = ()
    open: tuple[bool, ...] = ()


def judge(rows: Iterable[FoundRow], orphans: Sequence[Orphans], edition: int) -> list[Judged]:
    """Choose a reading for each row of the form that was found.

    Args:
        rows: What the recogniser found.
        orphans: Values without labels, which may be those of rows that lack theirs.
        edition: Number of the form's edition.
    """
    form = edition_of(edition)
    best = _best(rows)
    ordered = set(adopt(best, orphans, edition))
    options: dict[str, list[Fit]] = {}
    described: dict[str, tuple[FoundRow, tuple[Field, ...]]] = {}
    for table in form.tables:
        if table.key == "appeals":
            if row := best.get(("appeals", "")):
                described["appeals"] = row, table.fields
                options["appeals"] = fits(row, len(table.fields))
            continue
        for key, fields in table.row_fields.items():
            if row := best.get((table.key, key)):
                name = f"{table.key}.{key}"
                columns = [bare(field.column.labels[-1]) for field in fields]
                described[name] = row, fields
                options[name] = fits(row, len(fields), columns)
    _restore(options, described, edition)
    kept = {name: _consistent(name, found, edition) for name, found in options.items()}
    settled = _together(kept, described, edition)
    judged = [_judged(*described[name], options[name], settled.get(name, kept[name])) for name in described]
    return [
        replace(row, how="order") if row.how == "direct" and (row.row.table, row.row.key) in ordered else row
        for row in judged
    ]


def _restore(
    options: dict[str, list[Fit]],
    described: Mapping[str, tuple[FoundRow, tuple[Field, ...]]],
    edition: int,
) -> None:
    """Put back the totals that fell off the rows' ends in a table whose figures stand too far to the right.

    Some rows show the shift: their figures are complete behind so many empty cells. The rows that lack one figure
    at the same shift have lost their last, which the row's sum gives. It counts only if all columns add up with it,
    and if the figures are the same when the empty cell is taken for the lost one instead.
    """
    names = [name for name in options if name.startswith("applications")]
    shifts = {shift for name in names if (shift := _shift(*described[name], lacking=0))}
    lost = {
        name: fit
        for name in names
        for shift in shifts
        if _shift(*described[name], lacking=1) == shift and (fit := _without_total(described[name][0], shift))
    }
    if len(shifts) != 1 or not lost:
        return
    numbers: dict[str, int] = {}
    for name in names:
        found = [lost[name]] if name in lost else options[name]
        if len(found) == 1:
            numbers |= _addressed(described[name][1], found[0])
    same = all(fit.numbers() == lost[name].numbers() for name in lost for fit in options[name])
    if same and all(_holds(sum_, numbers) for sum_ in _column_sums(edition)):
        options.update({name: [fit] for name, fit in lost.items()})


def _shift(row: FoundRow, fields: Sequence[Field], *, lacking: int) -> int | None:
    """How many empty cells stand before a row's figures, which have no gap and lack so many."""
    filled = [index for index, cell in enumerate(row.tail) if not is_empty(cell.text)]
    complete = len(filled) == len(fields) - lacking and filled[-1] - filled[0] == len(filled) - 1
    return filled[0] if row.cut is Cut.ROW and filled and complete else None


def _without_total(row: FoundRow, shift: int) -> Fit | None:
    cells = [cell for cell in row.tail[shift:] if not is_empty(cell.text)]
    counts = [count_of(cell.text) for cell in cells]
    if any(count is None for count in counts):
        return None
    total = sum(count or 0 for count in counts)
    return Fit((*cells, replace(cells[-1], text=str(total))), "lost")


def _best(rows: Iterable[FoundRow]) -> dict[tuple[str, str], FoundRow]:
    """The row of each key; where one was found several times, the first that holds the most."""
    best: dict[tuple[str, str], FoundRow] = {}
    for row in rows:
        name = row.table, row.key
        if name not in best or _filled(row) > _filled(best[name]):
            best[name] = row
    return best


def _filled(row: FoundRow) -> int:
    return sum(not is_empty(cell.text) for cell in row.tail)


def _consistent(name: str, found: list[Fit], edition: int) -> list[Fit]:
    """The readings in which the row's own sums hold; a single reading needs no judge."""
    if len(found) < 2 or name.startswith("proactive"):
        return found
    if name == "appeals":
        width = len(edition_of(edition).table("appeals").blocks[0].columns)
        return [fit for fit in found if _outcomes_hold(fit.numbers(), width)]
    return [fit for fit in found if sum(fit.numbers()[:-1]) == fit.numbers()[-1]]


def _outcomes_hold(numbers: Sequence[int], width: int) -> bool:
    groups = [numbers[start : start + width] for start in range(0, len(numbers), width)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


def _together(
    kept: Mapping[str, list[Fit]],
    described: Mapping[str, tuple[FoundRow, tuple[Field, ...]]],
    edition: int,
) -> dict[str, list[Fit]]:
    """For the rows of table three that are still open, the readings with which its columns add up.

    A row's own sum may hold by chance where figures had to be put into columns, or digits together: such a reading
    counts only if the columns bear it out.
    """
    open_rows = [
        name
        for name, found in kept.items()
        if name.startswith("applications") and found and (len(found) > 1 or found[0].how in _BY_CHANCE)
    ]
    size = 1
    for name in open_rows:
        size *= len(kept[name])
    if size > _MOST_TOGETHER:
        return {name: [] for name in open_rows if kept[name][0].how in _BY_CHANCE}
    numbers: dict[str, int] = {}
    for name, found in kept.items():
        if len(found) == 1 and name.startswith("applications"):
            numbers |= _addressed(described[name][1], found[0])
    touched = {field.address for name in open_rows for field in described[name][1]}
    sums = [sum_ for sum_ in _column_sums(edition) if touched & {*sum_.left.addresses, *sum_.right.addresses}]
    good = []
    for combination in islice(product(*(kept[name] for name in open_rows)), _MOST_TOGETHER):
        tried = dict(numbers)
        for name, fit in zip(open_rows, combination, strict=True):
            tried |= _addressed(described[name][1], fit)
        if all(_holds(sum_, tried) for sum_ in sums):
            good.append(combination)
    if not good:
        return {name: [] for name in open_rows if kept[name][0].how in _BY_CHANCE}
    return {name: [combination[index] for combination in good] for index, name in enumerate(open_rows)}


def _addressed(fields: Sequence[Field], fit: Fit) -> dict[str, int]:
    return {field.address: number for field, number in zip(fields, fit.numbers(), strict=True)}


@lru_cache(maxsize=4)
def _column_sums(edition: int) -> tuple[Sum, ...]:
    return (*result_sums(edition), *balances(edition))


def _holds(sum_: Sum, numbers: Mapping[str, int]) -> bool:
    left, right = (
        sum(numbers.get(address, 0) for address in side.addresses) for side in (sum_.left, sum_.right)
    )
    return left == right


def _judged(row: FoundRow, fields: tuple[Field, ...], found: list[Fit], settled: list[Fit]) -> Judged:
    width = len(fields)
    others = tuple(
        tuple(dict.fromkeys(fit.texts[index] for fit in found[:40] if fit.texts[index]))[:6]
        if len(found) > 1
        else ()
        for index in range(width)
    )
    if len(settled) == 1:
        return Judged(
            row,
            fields,
            settled[0].cells,
            settled[0].how,
            chosen=len(found) > 1,
            others=others,
            open=(False,) * width,
        )
    # What all readings that are left agree on is sure all the same.
    left = settled or found
    agreed: list[Cell | None] = []
    unsure: list[bool] = []
    for index in range(width):
        texts = {fit.texts[index] for fit in left}
        sure = len(texts) == 1 and bool(settled)
        agreed.append(left[0].cells[index] if sure else None)
        unsure.append(not sure)
    return Judged(row, fields, tuple(agreed), "agreed", chosen=True, others=others, open=tuple(unsure))


@lru_cache(maxsize=4)
def all_sums(edition: int) -> tuple[Sum, ...]:
    """Every sum that the form prescribes."""
    from helpers.checks.sums import applicant_sums

    return (*applicant_sums(edition), *result_sums(edition), *balances(edition), *outcome_sums(edition))
