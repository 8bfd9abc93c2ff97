"""The table of all offices in the district's report, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from helpers.checks.sums import total_of
from helpers.form import Figures
from helpers.form.figures import add
from helpers.rollup.gathering import Share

MOST = 400
"""A table of more rows is no table that anybody reads; the trace has them all."""

_COLUMNS = {
    "收到申请": (("applications", "received"),),
    "办理总计": (("applications", "total"),),
    "未办结": (("applications", "carried_out"),),
    "行政复议": (("appeals", "reconsideration"),),
    "行政诉讼": (("appeals", "litigation_direct"), ("appeals", "litigation_after_reconsideration")),
}
"""Each column with the rows whose 总计 it adds up."""


def office_table(shares: Sequence[Share], figures: Figures, plain: Callable[[str], str]) -> str:
    """One line an office and a last one for the sum; what an office left out is 未填.

    Args:
        shares: The offices' reports.
        figures: Their sum.
        plain: Makes an office's words harmless within Markdown.
    """
    rows = [(plain(share.name), share.report.figures) for share in shares]
    lines = [("单位（单位：件）", *_COLUMNS), ("---", *("---:" for _ in _COLUMNS))]
    lines += [(name, *_cells(each)) for name, each in (*rows, ("合计", figures))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(figures: Figures) -> list[str]:
    found = []
    for rows in _COLUMNS.values():
        addresses = [total_of(figures.edition.table(table).row_fields[row]).address for table, row in rows]
        number = add(map(figures.count, addresses))
        found.append("未填" if number is None else str(number))
    return found
