"""The sample districts and the published tables are params as the contract has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.intake import parameters_of, params_files, read, read_district, report_from_parameters

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "params", ROOT / "tests" / "data" / "published"]
FILES = [path.relative_to(ROOT).as_posix() for path in params_files(FOLDERS)]
DISTRICTS = [
    path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in folder.rglob("district.yaml")
]


@pytest.mark.parametrize("name", FILES)
def test_a_sample_is_read_and_comes_back_from_its_parameters(name: str) -> None:
    reading = read(ROOT / name, shown_as=name)
    assert reading.findings == ()
    assert reading.report.file == name
    last = (ROOT / name).with_name(f"{reading.report.year - 1}.yaml")
    assert (reading.report.previous is not None) == last.exists()
    assert report_from_parameters(**parameters_of(reading.report)) == replace(reading.report, file="")


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_sample_district_lists_the_offices_that_there_are(name: str) -> None:
    district = read_district(ROOT / name, shown_as=name)
    for slug, member in district.offices.items():
        for file in params_files([(ROOT / name).parent / slug]):
            office = read(file).report.office
            assert (office.name, office.kind) == (member.name, member.kind)
