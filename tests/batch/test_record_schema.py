"""docs/schema/record.schema.json is the code's own, and holds records to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.batch.steps import COMMON, job_in
from tests.kit import ROOT, write_params

from helpers.batch.gather import gather
from helpers.batch.inputs import LABELS, input_hashes
from helpers.batch.job import FORMATS, Job
from helpers.batch.record import Record, Status
from helpers.batch.record_schema import INPUTS, record_schema
from helpers.checks import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

VALIDATOR = jsonschema.Draft202012Validator(record_schema())
FINDING = Finding("T3-BAL", Severity.WARNING, "两边不相等。", "params/a/b/2022.yaml", 4, None, expected=3)


def record(job: Job, status: Status = Status.OK) -> dict[str, Any]:
    outputs = dict.fromkeys(job.outputs, "0" * 64) if status is Status.OK else {}
    versions = {"python": "3.11.0", "nianbao": "0.1.0"}
    inputs = input_hashes(job, COMMON)
    made = Record("示例", 2022, status, (FINDING.to_json(),), inputs, outputs, versions)
    return dict(json.loads(made.to_bytes()))


def test_the_published_schema_is_the_codes() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())
    path = ROOT / "docs" / "schema" / "record.schema.json"
    assert json.loads(path.read_bytes()) == record_schema(), "run make schema"


def test_every_input_of_a_record_is_described() -> None:
    assert list(INPUTS) == list(LABELS)


@pytest.mark.parametrize("status", Status)
def test_a_record_of_each_status_holds(tmp_path: Path, status: Status) -> None:
    for year in (2020, 2021):
        write_params(tmp_path, f"shili/ceshi/{year}")
    made = record(job_in(tmp_path), status)
    assert {"previous", "before_previous"} <= made["inputs"].keys()
    VALIDATOR.validate(made)


def test_a_record_tells_nothing_of_where_the_params_lay(tmp_path: Path) -> None:
    path = write_params(tmp_path, "shili/ceshi/2022")
    (path.parent.parent / "district.yaml").write_text("nam: 示例区\n", encoding="utf-8")
    [job] = gather([path], out=tmp_path / "build", formats=FORMATS)
    assert job.faults
    assert str(tmp_path) not in json.dumps([fault.to_json() for fault in job.faults])


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": 1.5},
        {"year": "2022"},
        {"status": "fine"},
        {"inputs": {"params": "0" * 64}},
        {"outputs": {"../report.html": "0" * 64, "report.ipynb": "0" * 64}},
        {"outputs": {"report.ipynb": "0" * 63}},
        {"outputs": {}},
        {"versions": {}},
        {"findings": [{"rule": "T3-BAL"}]},
        {"findings": [{**FINDING.to_json(), "line": 0}]},
        {"status": "refused"},
    ],
)
def test_what_no_run_writes_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**record(job_in(tmp_path)), **change})
