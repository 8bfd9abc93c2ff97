"""Totals that fell off the ends of rows in a table whose figures stand too far to the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.intake.published.columns import addressed, column_sums, holds
from helpers.intake.published.fit import Fit
from helpers.intake.published.strips import Cut
from helpers.intake.published.values import count_of, is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpers.form import Field
    from helpers.intake.published.found import FoundRow


def restore(
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
            numbers |= addressed(described[name][1], found[0])
    same = all(fit.numbers() == lost[name].numbers() for name in lost for fit in options[name])
    if same and all(holds(sum_, numbers) for sum_ in column_sums(edition)):
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
