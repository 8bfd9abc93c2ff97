"""Where the cells of a table with merged cells stand."""

from __future__ import annotations

import pytest
from tests.export.pdf_samples import report

from helpers.display.blocks import TableBlock, TableCell
from helpers.display.slots import slots_of
from helpers.display.tables import table_block
from helpers.form import edition_of


def test_a_cell_that_spans_rows_pushes_those_below_to_the_right() -> None:
    table = TableBlock(
        id="t",
        caption="",
        rows=(
            (TableCell("甲", rowspan=2), TableCell("乙", colspan=2)),
            (TableCell("丙"), TableCell("丁", rowspan=2)),
            (TableCell("戊", colspan=2),),
        ),
        columns=3,
        header_rows=0,
        widths=(),
    )
    columns = [[(slot.cell.text, slot.column) for slot in row] for row in slots_of(table)]
    assert columns == [[("甲", 0), ("乙", 1)], [("丙", 1), ("丁", 2)], [("戊", 0)]]


@pytest.mark.parametrize("edition", [2019, 2021])
@pytest.mark.parametrize("key", ["proactive", "applications", "appeals"])
def test_the_official_tables_are_filled_without_a_gap(edition: int, key: str) -> None:
    table = table_block(report(edition), edition_of(edition).table(key))
    places = [
        (number + down, slot.column + right)
        for number, row in enumerate(slots_of(table))
        for slot in row
        for down in range(slot.cell.rowspan)
        for right in range(slot.cell.colspan)
    ]
    assert sorted(places) == [
        (row, column) for row in range(len(table.rows)) for column in range(table.columns)
    ]
