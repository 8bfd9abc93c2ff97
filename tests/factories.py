"""Reports made to order: whatever a test doesn't ask for balances and gives no finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import TypeVar

from helpers.form import (
    EDITIONS,
    Figures,
    Kind,
    Narrative,
    Office,
    Previous,
    Report,
    Text,
    Value,
    edition_of,
)

V = TypeVar("V", bound=Value)

FILE = "params/shili/ceshi/{year}.yaml"
YEARS = {2019: 2020, 2021: 2022}


def balanced(edition: int = 2021, draw: Callable[[], int] = lambda: 0) -> dict[str, int]:
    """The values of a report whose figures all add up.

    Args:
        edition: The edition of the form.
        draw: Gives a count, 0 or more, for each cell that isn't a sum of others; all are 0 without it.
    """
    form = edition_of(edition)
    values = {
        field.address: 0 if field.kind is Kind.MONEY or field.row.key == "regulations" else draw()
        for field in form.table("proactive").fields
    }
    if "proactive.normative_documents.in_force" in values:
        issued, before = draw(), draw()
        values |= stock(issued, 0, issued + before)
    values |= _applications(edition, draw)
    for row, cells in form.table("appeals").row_fields.items():
        outcomes = [draw() for _ in cells[:-1]]
        values |= listed("appeals", row, [*outcomes, sum(outcomes)])
    return values


def _applications(edition: int, draw: Callable[[], int]) -> dict[str, int]:
    table = edition_of(edition).table("applications")
    leaves = [row.key for row in table.rows if row.leaf]
    rows = {key: [draw() for _ in range(6)] for key in leaves}
    rows["total"] = [sum(rows[key][index] for key in leaves) for index in range(6)]
    rows["carried_out"] = [draw() for _ in range(6)]
    due = [done + out for done, out in zip(rows["total"], rows["carried_out"], strict=True)]
    rows["carried_in"] = [min(draw(), number) for number in due]
    rows["received"] = [number - carried for number, carried in zip(due, rows["carried_in"], strict=True)]
    values: dict[str, int] = {}
    for key, figures in rows.items():
        values |= listed("applications", key, [*figures, sum(figures)])
    return values


def listed(table: str, row: str, figures: Sequence[V]) -> dict[str, V]:
    """A row of table three or four by address."""
    return {f"{table}.{row}[{index}]": figure for index, figure in enumerate(figures)}


def stock(issued: V, repealed: V, in_force: V, *, row: str = "normative_documents") -> dict[str, V]:
    """A row of 第二十条第（一）项 in edition 2021: 本年制发, 本年废止, 现行有效."""
    base = f"proactive.{row}"
    return {f"{base}.issued": issued, f"{base}.repealed": repealed, f"{base}.in_force": in_force}


NEUTRAL = "示例区测试街道办事处的示例文字，收费情况见表格。"
"""Words in which no rule for text finds anything, in whatever part they stand."""


def narrative(edition: int = 2021, text: str = "示例文字。") -> Narrative:
    """The same words in every part."""
    return Narrative(
        parts={
            f"{section.key}.{part.key}".rstrip("."): Text(text)
            for section in edition_of(edition).sections
            for part in section.parts
        }
    )


def previous(values: Mapping[str, Value], edition: int = 2021) -> Previous:
    """Last year's report."""
    form = edition_of(edition)
    return Previous(edition=form, figures=Figures(form, values), narrative=narrative(edition))


def report(
    values: Mapping[str, Value] | None = None,
    *,
    edition: int = 2021,
    kind: str = "街道",
    last: Previous | None = None,
    reasons: Mapping[str, str] | None = None,
    changes: Mapping[str, Value] | None = None,
) -> Report:
    """A report whose cells stand on lines 11, 12, 13 … of its file, each in column 5.

    Args:
        values: Its figures by address; all 0 if left out.
        edition: The edition of the form.
        kind: The office's kind.
        last: Last year's report.
        reasons: Why a rule is broken, by the rule's ID.
        changes: Figures by address that differ from `values`.
    """
    form = EDITIONS[edition]
    figures = {**(balanced(edition) if values is None else values), **(changes or {})}
    if unknown := figures.keys() - form.fields.keys():
        raise KeyError(f"edition {edition} has no cell {min(unknown)}")
    year = YEARS[edition]
    return Report(
        office=Office(name="示例区测试街道办事处", kind=kind),
        year=year,
        edition=form,
        figures=Figures(form, figures),
        narrative=narrative(edition, NEUTRAL),
        reasons=reasons or {},
        previous=last,
        file=FILE.format(year=year),
        places={address: (line, 5) for address, line in zip(form.fields, count(11))},
    )


def line_of(address: str, edition: int = 2021) -> int:
    """The line on which `report` puts a cell."""
    return 11 + list(EDITIONS[edition].fields).index(address)
