"""The sample districts and the published tables are params as the contract has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from helpers.intake import ReadError, parameters_of, params_files, read, read_district, report_from_parameters

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


@pytest.mark.parametrize("name", FILES)
def test_a_sample_is_the_same_by_way_of_stock_papermill(name: str) -> None:
    """`papermill -f` reads the file with PyYAML, as YAML 1.1, and hands over what that gives."""
    made = read(ROOT / name).report
    given = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    if any("previous." in text.raw for _, text in made.narrative.texts()):
        with pytest.raises(ReadError, match="没有上年的数据"):
            report_from_parameters(**given)
        given["previous"] = parameters_of(made)["previous"]
    else:
        made = replace(made, previous=None)
    assert report_from_parameters(**given) == replace(made, file="")


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_sample_district_lists_the_offices_that_there_are(name: str) -> None:
    district = read_district(ROOT / name, shown_as=name)
    for slug, member in district.offices.items():
        for file in params_files([(ROOT / name).parent / slug]):
            office = read(file).report.office
            assert (office.name, office.kind) == (member.name, member.kind)
