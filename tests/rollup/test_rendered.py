"""The sum held to what the offices' pages print."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rollup.offices import drawn, name_of, write_district, write_office
from tests.rollup.test_independently import page

from helpers.checks import Finding, Severity
from helpers.rollup import roll_up

SLUGS = ("jia", "yi", "bing")


def values_of(seed: int) -> dict[str, int | Decimal | str | None]:
    return {**drawn(seed), "proactive.fees": Decimal("0.1")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A district of three offices whose pages are built."""
    folder = tmp_path / "params" / "shili"
    write_district(folder, SLUGS)
    for seed, slug in enumerate(SLUGS):
        path = write_office(folder, slug, values_of(seed))
        built(folder, slug).parent.mkdir(parents=True)
        built(folder, slug).write_bytes(page(path))
    return folder


def built(folder: Path, slug: str) -> Path:
    return folder.parents[1] / "build" / "shili" / slug / "2022" / "report.html"


def found(folder: Path) -> list[Finding]:
    outcome = roll_up(folder, 2022, pages=folder.parents[1] / "build")
    return [finding for finding in outcome.findings if finding.rule == "AGG-CELL"]


def test_pages_that_print_what_was_added_up_are_told(folder: Path) -> None:
    (told,) = found(folder)
    assert told.severity is Severity.INFO
    assert told.message == "已同 3 个单位的网页逐格核对，200 格的数都相符。"


def test_a_page_of_another_state_is_named_with_its_cell(folder: Path) -> None:
    penalties = drawn(1)["proactive.penalties"]
    write_office(folder, "yi", values_of(1) | {"proactive.penalties": penalties + 2})
    (told,) = found(folder)
    assert (told.cell, told.severity) == ("proactive.penalties", Severity.ERROR)
    assert told.actual - told.expected == 2
    assert f"差在{name_of('yi')}（网页上是{penalties}）" in told.message


def test_an_office_without_a_page_was_not_compared(folder: Path) -> None:
    built(folder, "jia").unlink()
    built(folder, "yi").write_bytes(b"<p>no report")
    messages = [(finding.severity, finding.message) for finding in found(folder)]
    assert [severity for severity, _ in messages] == [Severity.WARNING, Severity.WARNING, Severity.INFO]
    assert messages[0][1].startswith(f"{name_of('jia')}没有能核对的网页")
    assert messages[2][1].startswith("已同 1 个单位的网页逐格核对")


def test_two_wrongs_that_cancel_out_are_told(folder: Path) -> None:
    for seed, slug, by in ((0, "jia", 1), (1, "yi", -1)):
        five = write_office(folder, slug, values_of(seed) | {"proactive.licences": 5})
        built(folder, slug).write_bytes(page(five))
        write_office(folder, slug, values_of(seed) | {"proactive.licences": 5 + by})
    (told,) = found(folder)
    assert told.cell == "proactive.licences"
    assert name_of("jia") in told.message
    assert name_of("yi") in told.message
