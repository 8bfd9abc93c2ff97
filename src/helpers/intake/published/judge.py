"""Readings that compete, judged by the arithmetic that the form prescribes; what stays open is left empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.checks.sums import Sum, balances, outcome_sums, result_sums
from helpers.form import edition_of
from helpers.intake.published.columns import together
from helpers.intake.published.fit import Fit, fits
from helpers.intake.published.lost_totals import restore
from helpers.intake.published.orphans import adopt
from helpers.intake.published.values import is_empty
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from helpers.form import Field, Table
    from helpers.intake.published.found import FoundRow, Orphans
    from helpers.intake.published.source import Cell


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
            for name, found, fields in _appeals(best, table):
                described[name] = found, fields
                options[name] = fits(found, len(fields))
            continue
        for key, fields in table.row_fields.items():
            if row := best.get((table.key, key)):
                name = f"{table.key}.{key}"
                columns = [bare(field.column.labels[-1]) for field in fields]
                described[name] = row, fields
                options[name] = fits(row, len(fields), columns)
    restore(options, described, edition)
    kept = {name: _consistent(name, found, edition) for name, found in options.items()}
    settled = together(kept, described, edition)
    judged = [_judged(*described[name], options[name], settled.get(name, kept[name])) for name in described]
    return [
        replace(row, how="order") if row.how == "direct" and (row.row.table, row.row.key) in ordered else row
        for row in judged
    ]


def _best(rows: Iterable[FoundRow]) -> dict[tuple[str, str], FoundRow]:
    """The row of each key; where one was found several times, the first that holds the most."""
    best: dict[tuple[str, str], FoundRow] = {}
    for row in rows:
        name = row.table, row.key
        if name not in best or _filled(row) > _filled(best[name]):
            best[name] = row
    return best


def _appeals(
    best: Mapping[tuple[str, str], FoundRow], table: Table
) -> Iterator[tuple[str, FoundRow, tuple[Field, ...]]]:
    """Table four as its one row, or as a row for each kind of case, whichever holds more."""
    whole = best.get((table.key, ""))
    rows = {key: row for key in table.row_fields if (row := best.get((table.key, key)))}
    if whole is not None and _filled(whole) >= sum(map(_filled, rows.values())):
        yield table.key, whole, table.fields
        return
    for key, row in rows.items():
        yield f"{table.key}.{key}", row, table.row_fields[key]


def _filled(row: FoundRow) -> int:
    return sum(not is_empty(cell.text) for cell in row.tail)


def _consistent(name: str, found: list[Fit], edition: int) -> list[Fit]:
    """The readings in which the row's own sums hold; a single reading needs no judge."""
    if len(found) < 2 or name.startswith("proactive"):
        return found
    if name.startswith("appeals"):
        width = len(edition_of(edition).table("appeals").blocks[0].columns)
        return [fit for fit in found if _outcomes_hold(fit.numbers(), width)]
    return [fit for fit in found if sum(fit.numbers()[:-1]) == fit.numbers()[-1]]


def _outcomes_hold(numbers: Sequence[int], width: int) -> bool:
    groups = [numbers[start : start + width] for start in range(0, len(numbers), width)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


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
