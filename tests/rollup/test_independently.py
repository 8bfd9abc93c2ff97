"""The district's figures against sums that the kit has no part in: pandas on the published CSV and on the trace."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas
import pytest
from tests.export import html_reader
from tests.review.approvals import Batch, at
from tests.rollup.offices import drawn, write_district

from helpers.checks import Severity
from helpers.display.view import ReportView
from helpers.export.document import Document
from helpers.export.formats import render
from helpers.form import edition_of
from helpers.intake import read_params
from helpers.review.signoff import Statement
from helpers.review.signoff.several import approve_several
from helpers.review.site import publish
from helpers.rollup import Outcome, roll_up

if TYPE_CHECKING:
    from helpers.form import Figures, Value

OFFICES = 200
SLUGS = [f"danwei{number}" for number in range(OFFICES)]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """A district of 200 built offices."""
    batch = Batch(tmp_path_factory.mktemp("district"))
    write_district(batch.params / "shili", SLUGS)
    for seed, slug in enumerate(SLUGS):
        values: dict[str, Value] = {**drawn(seed), "proactive.fees": Decimal(seed * seed) / 10000}
        batch.build(f"shili/{slug}/2022", seed, values=values)
    return batch


@pytest.fixture(scope="module")
def outcome(batch: Batch) -> Outcome:
    return roll_up(batch.params / "shili", 2022)


@pytest.fixture(scope="module")
def district(batch: Batch, outcome: Outcome) -> Figures:
    """What stands in the district's file, as decimals throughout."""
    assert [finding for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    return read_params(batch.params / "shili" / "district" / "2022.yaml").figures


def decimals(figures: Figures) -> dict[str, Decimal]:
    return {cell: Decimal(str(figures[cell])) for cell in figures}


def summed(path: Path) -> dict[str, Decimal]:
    """The sums by cell of a CSV that has a value a line, each office once."""
    frame = pandas.read_csv(path, dtype=str)
    assert len(frame) == OFFICES * len(edition_of(2021).fields)
    assert frame.groupby("cell")["office"].nunique().eq(OFFICES).all()
    sums = frame.assign(value=frame["value"].map(Decimal)).groupby("cell")["value"].sum()
    return {str(cell): total for cell, total in sums.items()}


def test_two_hundred_offices_sum_to_their_district_in_the_published_csv(
    batch: Batch, district: Figures
) -> None:
    statement = Statement("王五", params=batch.params, now=at("2023-01-20"))
    judged = approve_several([batch.out / f"shili/{slug}/2022" for slug in SLUGS], statement)
    assert {one.verdict.value for one in judged} == {"approved"}
    assert publish(batch.out, batch.site, params=batch.params).reports == OFFICES
    assert summed(batch.site / "data" / "figures.csv") == decimals(district)


def test_the_trace_sums_to_the_district(batch: Batch, district: Figures) -> None:
    assert summed(batch.params / "shili" / "district" / "2022.trace.csv") == decimals(district)


def page(path: Path) -> bytes:
    """The page of a report, without its charts."""
    view = ReportView(read_params(path))
    (title,) = view.title()
    blocks = [block for section in view.report.edition.sections for block in view.section(section.key)]
    return render(Document(title, (title, *blocks)), "html")  # type: ignore[arg-type]  # the first block is the title


def test_what_offices_pages_print_sums_to_their_part_of_the_trace(batch: Batch, outcome: Outcome) -> None:
    some = SLUGS[:: OFFICES // 20]
    addresses = [field.address for table in edition_of(2021).tables for field in table.fields]
    pages = [page(batch.params / "shili" / slug / "2022.yaml") for slug in some]
    shown = pandas.DataFrame(
        [[Decimal(text) for table in html_reader.value_cells(each) for text in table] for each in pages],
        columns=addresses,
    )
    trace = pandas.read_csv(outcome.files[1], dtype=str)
    part = trace[trace["office"].isin(some)]
    assert (
        shown.sum().to_dict()
        == part.assign(value=part["value"].map(Decimal)).groupby("cell")["value"].sum().to_dict()
    )
