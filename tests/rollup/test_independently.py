"""The district's figures against sums that the kit has no part in: pandas, and what the offices' pages show."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas
from tests.export import html_reader
from tests.rollup.offices import drawn, write_district, write_office

from helpers.checks import Severity
from helpers.display.view import ReportView
from helpers.export.document import Document
from helpers.export.formats import render
from helpers.form import edition_of
from helpers.intake import read_params
from helpers.rollup import roll_up

OFFICES = 200


def page(path: Path) -> bytes:
    """The page of a report, without its charts."""
    view = ReportView(read_params(path))
    (title,) = view.title()
    blocks = [block for section in view.report.edition.sections for block in view.section(section.key)]
    return render(Document(title, (title, *blocks)), "html")  # type: ignore[arg-type]  # the first block is the title


def test_two_hundred_offices_sum_to_their_district(tmp_path: Path) -> None:
    folder = tmp_path / "params" / "shili"
    slugs = [f"danwei{number}" for number in range(OFFICES)]
    write_district(folder, slugs)
    files = [
        write_office(folder, slug, {**drawn(seed), "proactive.fees": Decimal(seed * seed) / 10000})
        for seed, slug in enumerate(slugs)
    ]
    outcome = roll_up(folder, 2022)
    assert [finding for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    district = read_params(folder / "district" / "2022.yaml").figures

    trace = pandas.read_csv(folder / "district" / "2022.trace.csv", dtype=str)
    assert len(trace) == OFFICES * len(district)
    by_cell = trace.assign(value=trace["value"].map(Decimal)).groupby("cell")["value"].sum()
    assert {cell: Decimal(str(district[cell])) for cell in district} == by_cell.to_dict()

    addresses = [field.address for table in edition_of(2021).tables for field in table.fields]
    shown = pandas.DataFrame(
        [
            [Decimal(text) for table in html_reader.value_cells(page(path)) for text in table]
            for path in files
        ],
        columns=addresses,
    )
    assert shown.sum().to_dict() == by_cell.to_dict()
