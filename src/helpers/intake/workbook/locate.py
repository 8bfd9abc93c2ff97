"""Where a table's figures stand by now: by their labels, and where a label was changed by the names of the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.workbook.changes import Change, changes_of
from helpers.intake.workbook.content import plain
from helpers.intake.workbook.design import Headings, headings_of
from helpers.intake.workbook.lines import Lines, columns_of, rows_of
from helpers.intake.workbook.names import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.form import Table
    from helpers.intake.workbook.content import Content, Page
    from helpers.intake.workbook.formulas import Spot


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
        rows = rows_of(page, {address: headings[address] for address in addresses}, own)
        columns = columns_of(page, headings, addresses, own, (above, min(rows.lines.values(), default=0)))
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
    located.changes = list(changes_of(page, located.spots, edition, table))
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


def _on_labels(page: Page, labels: set[str], lines: Lines, spots: Mapping[str, Spot], axis: int) -> set[str]:
    """The figures without a label in whose row or column the form's labels stand: it holds no figures."""
    unsure = {address: spots[address] for address in lines.unsure & spots.keys()}
    wrong = {spot[axis] for spot in unsure.values() if plain(page.at(spot).text) in labels}
    return {address for address, spot in unsure.items() if spot[axis] in wrong}
