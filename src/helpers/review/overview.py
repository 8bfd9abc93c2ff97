"""Counts over a batch's newest year, as the bars of the index page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.review.facts import RESULTS
from helpers.review.rows import STATES, Row

_MOST = 10
"""Bars that a chart of districts or offices has."""

_PUNCTUALITY = {"on_time": "期限内", "late": "逾期", "not_yet": "尚未通过", "missing": "未报"}


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


def charts_of(rows: Sequence[Row]) -> list[Chart]:
    """The charts of the newest year's reports.

    Args:
        rows: All rows; those of earlier years are passed over.
    """
    newest = max((row.year for row in rows), default=0)
    now = [row for row in rows if row.year == newest]
    known = [row.facts for row in now if row.facts]
    unknown = sum(1 for row in now if row.facts is None)
    note = f"另有 {unknown} 个机关没有可用的数据，未计入。" if unknown else ""
    results = [
        sum(number for facts in known if (number := facts.results[index]) is not None)
        for index in range(len(RESULTS))
    ]
    return [
        _chart("收报和检查", "个机关", _counted(STATES, (row.state for row in now))),
        _chart("按期审核通过", "个机关", _counted(_PUNCTUALITY, (row.punctuality for row in now))),
        _received(now, note),
        _chart("办理结果", "件", dict(zip(RESULTS.values(), results, strict=True)), note),
    ]


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
