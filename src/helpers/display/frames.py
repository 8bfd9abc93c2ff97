"""A report's figures as pandas frames: for the charts, and for whoever computes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.form import Report, Row, Table
from helpers.form.figures import Figures, add

if TYPE_CHECKING:
    import pandas as pd

_YEARLY_ROWS = ("received", "carried_in", "total", "carried_out")


def figures_frame(report: Report) -> pd.DataFrame:
    """Every cell of the report, one a line.

    Returns:
        A frame with a line for each of the edition's cells, in the form's order, and the columns `table`, `row`,
        `column` (keys of params), `label` (the official form's), `unit`, `value` (as given) and `number`
        (float; NaN where the cell holds no valid number), indexed by `address`.
    """
    import pandas as pd

    fields = report.edition.fields.values()
    numbers = (report.figures.number(field.address) for field in fields)
    return pd.DataFrame(
        {
            "table": [field.table for field in fields],
            "row": [field.row.key for field in fields],
            "column": [field.column.key for field in fields],
            "label": [field.label for field in fields],
            "unit": [field.column.unit for field in fields],
            "value": pd.Series([report.figures[field.address] for field in fields], dtype=object).to_numpy(),
            "number": [float("nan") if number is None else float(number) for number in numbers],
        },
        index=pd.Index([field.address for field in fields], name="address"),
    )


def yearly_frame(report: Report) -> pd.DataFrame:
    """Applications received, carried in, answered and carried out: last year's totals beside this year's.

    Returns:
        A frame of nullable integers with a line for each of the four and a column for each year at hand.
    """
    import pandas as pd

    table = report.edition.table("applications")
    rows = {row.key: row for row in table.rows}
    years = {report.year: report.figures}
    if report.previous is not None:
        years = {report.year - 1: report.previous.figures, **years}
    columns = {
        f"{year}年": [figures.row("applications", key)[-1] for key in _YEARLY_ROWS]
        for year, figures in years.items()
    }
    return pd.DataFrame(columns, index=[_short(rows[key]) for key in _YEARLY_ROWS], dtype="Int64")


def result_frame(report: Report) -> pd.DataFrame:
    """This year's results by kind: （一）予以公开 to （六）其他处理, the column 总计 summed over each kind's rows."""
    import pandas as pd

    table = report.edition.table("applications")
    kinds: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.leaf:
            kinds.setdefault(_bare(row.labels[1]), []).append(row)
    sums = [_total(report.figures, table, rows) for rows in kinds.values()]
    return pd.DataFrame({f"{report.year}年": sums}, index=list(kinds), dtype="Int64")


def applicant_frame(report: Report) -> pd.DataFrame:
    """This year's received applications by applicant, without 总计."""
    import pandas as pd

    columns = report.edition.table("applications").blocks[0].columns[:-1]
    counts = report.figures.row("applications", "received")[:-1]
    labels = [
        column.label if len(column.labels) < 3 or column.key != "other" else "其他组织" for column in columns
    ]
    return pd.DataFrame({f"{report.year}年": counts}, index=labels, dtype="Int64")


def _total(figures: Figures, table: Table, rows: list[Row]) -> int | None:
    return add(figures.row(table.key, row.key)[-1] for row in rows)


def _bare(label: str) -> str:
    """A label without its numbering and its remark: 部分公开."""
    return label.split("）", 1)[-1].split("（")[0]


def _short(row: Row) -> str:
    names = {
        "received": "本年新收",
        "carried_in": "上年结转",
        "total": "办理总计",
        "carried_out": "结转下年",
    }
    return names[row.key]
