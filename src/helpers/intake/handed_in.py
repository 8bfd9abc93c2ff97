"""When offices handed their reports in (报送日期), as the district's file notes it: no file of a report tells."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from helpers.intake.faults import Faults, clipped, closest, shown
from helpers.intake.nodes import Mapping as MappingNode
from helpers.intake.nodes import Node, Scalar
from helpers.intake.schema import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def handed_in_of(node: Node, offices: Collection[str], faults: Faults) -> dict[int, Mapping[str, date]]:
    """The days by report year and by the office's folder.

    Args:
        node: What stands under `handed_in`.
        offices: Folders of the offices that may be named.
        faults: Where to note what is wrong.
    """
    found: dict[int, Mapping[str, date]] = {}
    for key, (at, below) in _entries(node, "handed_in", faults).items():
        if not _YEAR.fullmatch(key):
            faults.add(at, f"handed_in 下应为报告年度，这里是{shown(key)}，请改成四位年份", "handed_in")
            continue
        days = {}
        for slug, (place, value) in _entries(below, f"handed_in.{key}", faults).items():
            cell = f"handed_in.{key}.{clipped(slug)}"
            if slug not in offices:
                near = closest(slug, offices)
                advice = f"是不是 {near}？请改正" if near else "请改成 offices 中的文件夹名"
                faults.add(place, f"{cell}：名单中没有{shown(slug)}，{advice}", cell)
            elif day := _day(value, int(key), faults, cell):
                days[slug] = day
        found[int(key)] = days
    return found


def _entries(node: Node, cell: str, faults: Faults) -> dict[str, tuple[Node, Node]]:
    if isinstance(node, MappingNode):
        return dict(node.entries)
    if isinstance(node, Scalar) and node.is_null:  # prepared, nothing noted yet
        return {}
    faults.add(
        node, f"{cell} 应写成“年度: {{文件夹名: 报送日期}}”，如 2022: {{dongjie: 2023-01-20}}，请改正", cell
    )
    return {}


def _day(node: Node, year: int, faults: Faults, cell: str) -> date | None:
    text = text_of(node, faults, cell=cell)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.text) if _DATE.fullmatch(text.text) else None
    except ValueError:
        day = None
    if day is None:
        faults.add(node, f"{cell} 应为日期，如 {year + 1}-01-20，请改正", cell)
    elif day.year <= year:
        faults.add(node, f"{cell} 是{shown(text.text)}，{year} 年还没有过完，请核对年份", cell)
        return None
    return day
