"""Layouts of content systems, word processors and clerks: no figure wrong, none lost that the layout keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.factories import report
from tests.intake.published.papers import Tally, imported, laid_out, random_report, tally
from tests.intake.published.shown import SHOWN, shown_in

if TYPE_CHECKING:
    from helpers.form import Value

KEEPS_NO_BLANKS = (
    "blanks in paragraphs",
    "divisions",
    "figures below their labels",
    "a cell on each line",
    "PDF without rulings",
)
"""An empty cell leaves no trace in these, so that a row which has one may stay open."""

REPEATS_VALUES = ("no merged cells", "cut by a page")
"""Without merged cells a figure of edition 2019's table two stands in two columns, and stays open."""


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("name", SHOWN)
def test_a_report_is_read_as_sites_show_it(name: str, edition: int) -> None:
    found = Tally()
    for seed in range(2):
        source = random_report(seed, edition)
        read = imported(*shown_in(name, source))
        found += tally(source, read)
        assert (read.office, read.year) == (source.office.name, source.year)
    assert found.wrong == 0, found.wrongs
    assert found.null <= (2 if name in REPEATS_VALUES and edition == 2019 else 0)


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_that_is_empty_is_never_a_figure(name: str, edition: int) -> None:
    source = random_report(101, edition, blanks=0.08)
    found = tally(source, imported(*shown_in(name, source)))
    assert found.wrong == 0, found.wrongs
    if name not in KEEPS_NO_BLANKS:
        assert found.null <= (1 if name in REPEATS_VALUES and edition == 2019 else 0)


@pytest.mark.parametrize("name", SHOWN)
def test_a_sign_for_nothing_stays_one(name: str) -> None:
    """A “/” is what the office wrote; it is neither 0 nor an empty cell."""
    figures: dict[str, Value] = dict(random_report(7).figures)
    signs = [*list(figures)[:3], "applications.granted[1]", "appeals.reconsideration[2]"]
    source = report(figures, changes=dict.fromkeys(signs, "/"))
    found = tally(source, imported(*shown_in(name, source)))
    assert (found.null, found.wrong) == (0, 0), found.wrongs


def test_a_cell_that_was_forgotten_shifts_no_figure_into_the_next_column() -> None:
    """The row is read where the sums leave one reading, else it is open."""
    found = Tally()
    for seed in range(12):
        source = random_report(seed)
        page = laid_out(source, "html")[0].decode()
        cells = list(re.finditer(r'<td rowspan="1" colspan="1">\d+</td>', page))
        cell = cells[17 * seed % len(cells)]
        found += tally(source, imported(f"{page[: cell.start()]}{page[cell.end() :]}".encode(), "a.html"))
    assert found.wrong == 0, found.wrongs
    assert found.null <= 12 * 15
