"""In which rows and columns figures stand by now: by labels, and where one was changed by the names of the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.intake.workbook.design import NOW, Headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from helpers.intake.workbook.content import Page
    from helpers.intake.workbook.formulas import Spot


@dataclass
class Lines:
    """Rows or columns by address.

    Attributes:
        unsure: The addresses whose label isn't there.
    """

    lines: dict[str, int] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)


def rows_of(page: Page, headings: Mapping[str, Headings], anchors: Mapping[str, Spot]) -> Lines:
    """The row of each figure.

    Args:
        page: The sheet.
        headings: The figures' labels by address.
        anchors: Where the names of the cells point to, by address.
    """
    groups: dict[int, list[str]] = {}
    labels: dict[int, str] = {}
    for address, found in headings.items():
        key = found.row.row if found.row else 0
        groups.setdefault(key, []).append(address)
        labels[key] = found.row.cell.text if found.row else NOW
    lines = {
        key: _only(page.find(label), _anchor(groups[key], anchors, 0), 0) for key, label in labels.items()
    }
    return _spread(groups, lines, anchors, 0)


def columns_of(
    page: Page,
    headings: Mapping[str, Headings],
    addresses: Sequence[str],
    anchors: Mapping[str, Spot],
    region: tuple[int, int],
) -> Lines:
    """The column of each figure.

    Args:
        page: The sheet.
        headings: The figures' labels by address.
        addresses: The figures.
        anchors: Where the names of the cells point to, by address.
        region: The rows above and below those in which the headers stand.
    """
    groups: dict[int, list[str]] = {}
    labels: dict[int, str] = {}
    for address in addresses:
        column = headings[address].column
        groups.setdefault(column.column, []).append(address)
        labels[column.column] = column.cell.text
    lines: dict[int, int | None] = {}
    for label in dict.fromkeys(labels.values()):
        # Table four has the same five headers three times over: they are told by their order.
        keys = sorted(key for key, text in labels.items() if text == label)
        found = sorted({column for row, column in page.find(label) if region[0] < row < region[1]})
        if len(found) == len(keys):
            lines |= dict(zip(keys, found, strict=True))
        else:
            lines |= {
                key: line if (line := _anchor(groups[key], anchors, 1)) in found else None for key in keys
            }
    return _spread(groups, dict(sorted(lines.items())), anchors, 1)


def _only(found: Iterable[Spot], anchor: int | None, axis: int) -> int | None:
    """The line of a label: there is one, or the names tell which."""
    lines = sorted({spot[axis] for spot in found})
    if len(lines) == 1:
        return lines[0]
    return anchor if anchor in lines else None


def _anchor(addresses: Iterable[str], anchors: Mapping[str, Spot], axis: int) -> int | None:
    """The line that most of the names point to."""
    lines = [anchors[address][axis] for address in addresses if address in anchors]
    return max(lines, key=lambda line: (lines.count(line), -line)) if lines else None


def _spread(
    groups: Mapping[int, list[str]], lines: Mapping[int, int | None], anchors: Mapping[str, Spot], axis: int
) -> Lines:
    """The line of each address, what lacks its label put where its neighbours let the names mean."""
    result = Lines()
    order = list(lines)
    expected = {key: _anchor(groups[key], anchors, axis) for key in order}
    shifts = {
        key: line - anchor
        for key, line in lines.items()
        if line is not None and (anchor := expected[key]) is not None
    }
    taken = {line for line in lines.values() if line is not None}
    for index, key in enumerate(order):
        line, anchor = lines[key], expected[key]
        if line is None and anchor is not None:
            before = next((shifts[other] for other in reversed(order[:index]) if other in shifts), None)
            behind = next((shifts[other] for other in order[index + 1 :] if other in shifts), None)
            near = {shift for shift in (before, behind) if shift is not None} or {0}
            line = anchor + near.pop() if len(near) == 1 else None
            if line in taken:
                line = None
            result.unsure.update(groups[key])
        if line is not None:
            result.lines.update(dict.fromkeys(groups[key], line))
    return result
