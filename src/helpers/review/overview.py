"""A batch year by year: who is missing, who was late, and counts as the bars of the index page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpers.review.facts import RESULTS
from helpers.review.rows import STATES, Row

_MOST = 10
"""Bars that a chart of districts or offices has."""

_PUNCTUALITY = {"on_time": "按期", "late": "逾期", "unknown": "没有登记日期", "missing": "未报"}


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        share: Its length as a part of the longest, in percent.
    """

    label: str
    value: int
    share: int


@dataclass(frozen=True)
class Chart:
    """A few bars under a title.

    Attributes:
        note: What the reader has to know of what was counted; may be empty.
    """

    title: str
    unit: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True)
class Year:
    """What is to be said of one year.

    Attributes:
        missing: Who must report and sent nothing.
        late: Whose report came after its deadline.
        dated: Whether it is known of any report when it came.
    """

    year: int
    missing: tuple[Row, ...]
    late: tuple[Row, ...]
    dated: bool
    charts: tuple[Chart, ...]


def years_of(rows: Sequence[Row]) -> list[Year]:
    """Every year that rows are of, the newest first."""
    found = []
    for year in sorted({row.year for row in rows}, reverse=True):
        own = [row for row in rows if row.year == year]
        missing = tuple(row for row in own if row.state == "missing")
        late = tuple(row for row in own if row.punctuality == "late")
        dated = any(row.handed_in for row in own)
        found.append(Year(year, missing, late, dated, tuple(_charts(own))))
    return found


def _charts(rows: Sequence[Row]) -> Iterator[Chart]:
    """The charts of one year; a report that adds others up would count everything twice."""
    added_up = any(row.of_others for row in rows)
    rows = [row for row in rows if not row.of_others]
    known = [row.facts for row in rows if row.facts]
    unknown = sum(1 for row in rows if row.facts is None)
    note = f"另有 {unknown} 个机关没有可用的数据，未计入。" if unknown else ""
    note += "全区汇总的报告已含各机关的数，不再计入。" if added_up else ""
    results = [
        sum(number for facts in known if (number := facts.results[index]) is not None)
        for index in range(len(RESULTS))
    ]
    yield _chart("收报和检查", "个机关", _counted(STATES, (row.state for row in rows)))
    yield _punctuality(rows)
    yield _received(rows, note)
    yield _chart("办理结果", "件", dict(zip(RESULTS.values(), results, strict=True)), note)


def _punctuality(rows: Sequence[Row]) -> Chart:
    """Whether reports were handed in on time, by the dates of district.yaml: nothing else tells when they came."""
    counts = Counter(row.punctuality for row in rows)
    shown = dict(_PUNCTUALITY)
    if counts["on_time"] + counts["late"]:
        note = "按 district.yaml 登记的报送日期（handed_in）和期限计算。"
    else:
        del shown["on_time"], shown["late"]
        note = "district.yaml 没有登记报送日期（handed_in），是否按期无从判断，也不以审核日期代替。"
    return _chart("按期报送", "个机关", {label: counts[key] for key, label in shown.items()}, note)


def _received(rows: Sequence[Row], note: str) -> Chart:
    """Applications by district, or by office where there is one district."""
    by_office = len({row.district for row in rows}) == 1
    sums: Counter[str] = Counter()
    for row in rows:
        if row.facts and row.facts.received is not None:
            sums[row.office if by_office else row.district_name] += row.facts.received
    most = dict(sums.most_common(_MOST))
    if len(sums) > _MOST:
        note = f"只列最多的 {_MOST} 个，合计 {sum(sums.values())} 件。{note}"
    return _chart("新收申请", "件", most, note)


def _counted(labels: Mapping[str, str], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {label: counts[key] for key, label in labels.items()}


def _chart(title: str, unit: str, values: Mapping[str, int], note: str = "") -> Chart:
    longest = max([*values.values(), 1])
    bars = (Bar(label, value, round(100 * value / longest)) for label, value in values.items())
    return Chart(title, unit, tuple(bars), note)
