"""The table of all offices in the district's report, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from helpers.checks.sums import total_of
from helpers.form import Figures
from helpers.form.figures import add
from helpers.intake.office_table import ABSENT, HANDED_IN, OFFICE, RECEIVED, SUM
from helpers.rollup.gathering import Gathering
from helpers.rollup.punctuality import is_dated, shown

MOST = 400
"""A table of more rows is no table that anybody reads; the trace has them all."""

_COLUMNS = {
    RECEIVED: (("applications", "received"),),
    "办理总计": (("applications", "total"),),
    "未办结": (("applications", "carried_out"),),
    "行政复议": (("appeals", "reconsideration"),),
    "行政诉讼": (("appeals", "litigation_direct"), ("appeals", "litigation_after_reconsideration")),
}
"""Each column with the rows whose 总计 it adds up."""


def office_table(gathering: Gathering, figures: Figures, plain: Callable[[str], str]) -> str:
    """One line an office in the order of the list, the missing ones too, and a last one for the sum.

    What an office left out is 未填, what never came 未报. Where days of handing in are known they have a column.

    Args:
        gathering: The offices' reports.
        figures: Their sum.
        plain: Makes an office's words harmless within Markdown.
    """
    dated = is_dated(gathering)
    lines = [
        (OFFICE, *_COLUMNS, *([HANDED_IN] if dated else [])),
        ("---", *("---:" for _ in _COLUMNS), *(["---"] if dated else [])),
        *_lines(gathering, plain, dated=dated),
        (SUM, *_cells(figures), *([""] if dated else [])),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _lines(gathering: Gathering, plain: Callable[[str], str], *, dated: bool) -> Iterator[tuple[str, ...]]:
    order = {slug: number for number, slug in enumerate(gathering.district.offices)}
    found: list[tuple[int, tuple[str, ...]]] = []
    for share in gathering.shares:
        day = [shown(gathering, share)] if dated else []
        found.append((order[share.slug], (plain(share.name), *_cells(share.report.figures), *day)))
    for slug, name in gathering.missing.items():
        # A former office, whose successor has no report of its own, isn't in the list.
        listed = order.get(slug, order.get(gathering.district.mergers.get(slug, ""), len(order)))
        found.append((listed, (plain(name), *(ABSENT for _ in _COLUMNS), *([ABSENT] if dated else []))))
    return (line for _, line in sorted(found, key=lambda each: each[0]))


def _cells(figures: Figures) -> list[str]:
    found = []
    for rows in _COLUMNS.values():
        addresses = [total_of(figures.edition.table(table).row_fields[row]).address for table, row in rows]
        number = add(map(figures.count, addresses))
        found.append("未填" if number is None else str(number))
    return found
