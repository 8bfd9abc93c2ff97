"""The charts of a district's offices, from the table of all offices that its report itself has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from helpers.display.blocks import Block, Paragraph, Run, TableBlock
from helpers.display.charts import bar_chart
from helpers.display.prose import markdown_blocks
from helpers.form import Report
from helpers.intake.office_table import ABSENT, HANDED_IN, LATE, NOTE, OFFICE, RECEIVED, SUM, UNNOTED

_MOST = 20
"""Bars that fit on a page with their caption."""

_LONGEST = 18
"""Characters of a name beside a bar."""


@dataclass(frozen=True)
class _Line:
    """What the table says of an office.

    Attributes:
        received: How many applications it received; None where nothing came, or the cell was left out.
        handed_in: What stands for the day; empty where the table has no such column.
    """

    name: str
    received: int | None
    absent: bool
    handed_in: str


def office_charts(report: Report) -> Iterator[Block]:
    """What the offices received, and whether they reported on time; nothing for an office's own report.

    A district's report that lists no offices (one that wasn't rolled up, or more offices than a table can show) has
    no such charts.
    """
    lines = _lines(report) if report.office.scope == "district" else []
    if lines:
        yield _received(report, lines)
        yield _punctuality(report, lines)


def _received(report: Report, lines: Sequence[_Line]) -> Block:
    import pandas as pd

    caption = f"{report.year}年各单位新收政府信息公开申请"
    if absent := sum(line.absent for line in lines):
        caption += f"（{absent}个单位未报，不在图中）"
    begins = _beginning([report.office.name, *(line.name for line in lines)])
    counts = {line.name.removeprefix(begins) or line.name: line.received for line in lines if not line.absent}
    ranked = sorted(counts.items(), key=lambda each: -(each[1] or 0))
    if len(ranked) > _MOST:
        rest = ranked[_MOST - 1 :]
        known = [count for _, count in rest if count is not None]
        others = sum(known) if len(known) == len(rest) else None
        ranked = [*ranked[: _MOST - 1], (f"其余{len(rest)}个单位", others)]
    labels = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name, _ in ranked]
    frame = pd.DataFrame({f"{report.year}年": [count for _, count in ranked]}, index=labels, dtype="Int64")
    return bar_chart("chart-offices", caption, frame, nothing="各单位都没有新收政府信息公开申请")


def _beginning(names: Sequence[str]) -> str:
    """What all names begin with: the district's own, which says nothing beside a bar."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(min(names), max(names), strict=False))
    return "".join(character for character, _ in same)


def _punctuality(report: Report, lines: Sequence[_Line]) -> Block:
    import pandas as pd

    caption = f"{report.year}年各单位年度报告报送情况"
    if not any(line.handed_in for line in lines):
        return Paragraph((Run(f"各单位的报送日期没有登记，“{caption}”不作图。"),))
    counts = Counter(_kind(line) for line in lines)
    kinds = ("按期", "逾期", "日期未登记", ABSENT)
    frame = pd.DataFrame({f"{report.year}年": [counts[kind] for kind in kinds]}, index=kinds, dtype="Int64")
    return bar_chart("chart-punctuality", caption, frame, nothing="没有单位报送", unit="个单位")


def _kind(line: _Line) -> str:
    if line.absent:
        return ABSENT
    if line.handed_in == UNNOTED:
        return "日期未登记"
    return "逾期" if line.handed_in.endswith(LATE) else "按期"


def _lines(report: Report) -> list[_Line]:
    """The lines of the table, without its header and its sum."""
    for titled in report.narrative.more:
        if titled.title.value.strip() != NOTE:
            continue
        for block in markdown_blocks(titled.text.value):
            if isinstance(block, TableBlock) and block.rows and block.rows[0][0].text == OFFICE:
                header, *rows = [[cell.text for cell in row] for row in block.rows]
                return [_line(dict(zip(header, row, strict=False))) for row in rows if row[0] != SUM]
    return []


def _line(cells: dict[str, str]) -> _Line:
    received = cells.get(RECEIVED, "")
    count = int(received) if received.isdecimal() else None
    return _Line(cells[OFFICE], count, received == ABSENT, cells.get(HANDED_IN, ""))
