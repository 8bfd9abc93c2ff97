"""The published figures for machines, and the dictionary that explains them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from helpers.csv_file import Cell, csv_bytes
from helpers.form import EDITIONS, Report
from helpers.review.site.published import Published

COLUMNS = {
    "district": "区县的文件夹名",
    "office": "单位的文件夹名；district 是全区汇总",
    "office_name": "单位全称",
    "scope": "office 为本单位，district 为全区汇总",
    "year": "报告年度",
    "edition": "格式：2021 为国办公开办函〔2021〕30号，2019 为国办公开办函〔2019〕60号",
    "version": "公布的第几版",
    "cell": "数据项，见 dictionary",
    "value": "数值，单位见 dictionary；空为未填",
}
"""The columns of figures.csv, with what they mean."""

_CELL_COLUMNS = ("edition", "cell", "table", "row", "column", "label", "unit", "kind")


def figures_of(report: Report) -> dict[str, Any]:
    """A report's figures by address, as JSON holds them; no figure has more digits than a float."""
    return {address: _plain(value) for address, value in report.figures.items()}


def json_bytes(value: Any) -> bytes:
    """JSON as a file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def figures_csv(reports: Iterable[tuple[Published, dict[str, Any]]]) -> bytes:
    """The figures of reports as CSV, one figure a row."""
    return csv_bytes(tuple(COLUMNS), (row for each, figures in reports for row in _rows(each, figures)))


def _rows(published: Published, figures: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for cell, value in figures.items():
        yield (
            *described(published).values(),
            cell,
            Decimal(str(value)) if isinstance(value, float) else value,
        )


def described(published: Published) -> dict[str, Cell]:
    """Whose figures they are, by the columns of figures.csv."""
    district, office, _ = published.report.split("/")
    return {
        "district": district,
        "office": office,
        "office_name": published.office_name,
        "scope": published.scope,
        "year": published.year,
        "edition": published.edition,
        "version": published.current.number if published.current else None,
    }


def dictionary() -> dict[str, bytes]:
    """The data dictionary by file name: every column, and every cell of both editions of the form."""
    cells = [
        {
            "edition": edition.id,
            "cell": address,
            "table": edition.table(field.table).caption,
            "row": " / ".join(field.row.labels),
            "column": " / ".join(field.column.labels),
            "label": field.label,
            "unit": field.column.unit,
            "kind": field.kind.value,
        }
        for edition in EDITIONS.values()
        for address, field in edition.fields.items()
    ]
    return {
        "dictionary.csv": csv_bytes(
            _CELL_COLUMNS, ([cell[name] for name in _CELL_COLUMNS] for cell in cells)
        ),
        "dictionary.json": json_bytes({"columns": COLUMNS, "cells": cells}),
    }


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
