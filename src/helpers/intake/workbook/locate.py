"""Where a table's figures stand by now: by their labels, and where a label was changed by the names of the cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.form.grid import Role
from helpers.intake.workbook.content import plain
from helpers.intake.workbook.design import NOW, Headings, Printed, headings_of, sheet_of
from helpers.intake.workbook.formulas import named
from helpers.intake.workbook.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from helpers.form import Table
    from helpers.intake.workbook.content import Content, Page
    from helpers.intake.workbook.formulas import Spot


@dataclass(frozen=True)
class Change:
    """A label that isn't the official form's any more.

    Attributes:
        cell: Where it stood: D7; empty where another of the form's labels stands there by now.
        now: What stands there.
    """

    sheet: str
    cell: str
    label: str
    now: str


@dataclass
class Located:
    """A table in a workbook that came back.

    Attributes:
        page: The sheet; None where there is none.
        spots: Each figure's cell by address; those that can't be told are left out.
        moved: The figures that were found by their labels alone, their names pointing elsewhere.
        unlabelled: The figures whose place only their names tell.
        changes: Labels that were changed.
        twins: Other sheets that look like this one.
    """

    page: Page | None
    spots: dict[str, Spot] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    unlabelled: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)


def locate(content: Content, edition: int, table: Table) -> Located:
    """Find a table's figures.

    A row or a column is where its label is. One whose label was changed is where the names of its cells point to,
    moved by as much as its labelled neighbours; where these disagree, or another label stands there, it is nowhere.
    """
    headings = headings_of(edition, table.key)
    anchors = _anchors(content, table)
    page, twins = _page(content, headings, anchors)
    if page is None:
        return Located(None)
    located, labels = Located(page, twins=twins), _labels(headings)
    own = {address: spot for address, (title, spot) in anchors.items() if title == page.title}
    if not own:  # the sheet was renamed by a program that left the names behind
        own = {address: spot for address, (_, spot) in anchors.items()}
    above = 0
    for block in table.blocks:
        keys = {row.key for row in block.rows}
        addresses = [found.address for found in table.fields if found.row.key in keys]
        rows = _rows(page, {address: headings[address] for address in addresses}, own)
        columns = _columns(page, headings, addresses, own, (above, min(rows.lines.values(), default=0)))
        spots = {
            address: (rows.lines[address], columns.lines[address])
            for address in addresses
            if address in rows.lines and address in columns.lines
        }
        nowhere = _on_labels(page, labels, rows, spots, 0) | _on_labels(page, labels, columns, spots, 1)
        for address, spot in spots.items():
            if address in nowhere:
                continue
            located.spots[address] = spot
            if address in rows.unsure | columns.unsure:
                located.unlabelled.add(address)
            elif own.get(address) != spot:
                located.moved.add(address)
        above = max(rows.lines.values(), default=above)
    located.changes = list(_changes(page, located, edition, table))
    return located


def labels_found(content: Content, edition: int) -> int:
    """How many labels of an edition's tables a workbook has."""
    labels = {
        label for table in edition_of(edition).tables for label in _labels(headings_of(edition, table.key))
    }
    return sum(any(page.find(label) for page in content.pages) for label in labels)


def _anchors(content: Content, table: Table) -> dict[str, tuple[str, Spot]]:
    found = ((described.address, content.places.get(name_of(described))) for described in table.fields)
    return {address: place for address, place in found if place is not None}


def _page(
    content: Content, headings: Mapping[str, Headings], anchors: Mapping[str, tuple[str, Spot]]
) -> tuple[Page | None, list[str]]:
    """The sheet that the names point to if it has the table's labels, else the one that has the most of them."""
    labels = _labels(headings)
    scores = {page.title: sum(bool(page.find(label)) for label in labels) for page in content.pages}
    pointed = {title for title, _ in anchors.values()}
    candidates = [page for page in content.pages if scores[page.title] * 2 > len(labels)]
    candidates.sort(key=lambda page: (page.title not in pointed, -scores[page.title]))
    if not candidates:
        return next((page for page in content.pages if page.title in pointed), None), []
    return candidates[0], [page.title for page in candidates[1:]]


def _labels(headings: Mapping[str, Headings]) -> set[str]:
    cells = (cell for found in headings.values() for cell in (found.row, found.column))
    return {plain(cell.cell.text) for cell in cells if cell is not None}


def _on_labels(page: Page, labels: set[str], lines: _Lines, spots: Mapping[str, Spot], axis: int) -> set[str]:
    """The figures without a label in whose row or column the form's labels stand: it holds no figures."""
    unsure = {address: spots[address] for address in lines.unsure & spots.keys()}
    wrong = {spot[axis] for spot in unsure.values() if plain(page.at(spot).text) in labels}
    return {address for address, spot in unsure.items() if spot[axis] in wrong}


@dataclass
class _Lines:
    """Rows or columns by address.

    Attributes:
        unsure: The addresses whose label isn't there.
    """

    lines: dict[str, int] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)


def _rows(page: Page, headings: Mapping[str, Headings], anchors: Mapping[str, Spot]) -> _Lines:
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


def _columns(
    page: Page,
    headings: Mapping[str, Headings],
    addresses: Sequence[str],
    anchors: Mapping[str, Spot],
    region: tuple[int, int],
) -> _Lines:
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
) -> _Lines:
    """The line of each address, what lacks its label put where its neighbours let the names mean."""
    result = _Lines()
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


def _changes(page: Page, located: Located, edition: int, table: Table) -> Iterable[Change]:
    """The labels that the sheet lacks, each with the cell in which it stood."""
    sheet = sheet_of(edition, table.key)
    values = {address: cell for address, cell in sheet.values().items() if address in located.spots}
    labels = Counter(plain(cell.cell.text) for cell in sheet.cells if cell.cell.role is not Role.VALUE)
    for cell in sheet.cells:
        label = plain(cell.cell.text)
        if cell.cell.role is Role.VALUE or len(page.find(label)) >= labels[label]:
            continue
        reference = min(values, key=lambda address: _distance(cell, values[address]), default=None)
        if reference is None:
            continue
        spot, value = located.spots[reference], values[reference]
        place = spot[0] - value.row + cell.row, spot[1] - value.column + cell.column
        now = page.at(place).text if min(place) > 0 else ""
        if plain(now) == label:
            continue
        moved_up = plain(now) in labels
        yield Change(page.title, "" if moved_up else named(place), cell.cell.text, "" if moved_up else now)


def _distance(cell: Printed, value: Printed) -> tuple[int, int]:
    """How far a figure is from a label: one in its own row or column is the nearest."""
    rows = max(cell.row - value.row, value.row - cell.last_row, 0)
    columns = max(cell.column - value.column, value.column - cell.last_column, 0)
    return min(rows, columns), rows + columns
