"""A bundle described as an RO-Crate: each report an action over files that are in the bundle."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpers.batch.inputs import digest
from helpers.batch.record import Record, Status
from helpers.verify.bundle.crate import Deposit, crate_metadata
from helpers.verify.bundle.manifest import Manifest

pytest.importorskip("rocrate")

DEPOSIT = Deposit("https://example.org/licence", date(2023, 1, 20))
OK = Record(
    "示例区甲街道办事处",
    2022,
    Status.OK,
    inputs={"params": "0" * 64, "previous": "1" * 64},
    outputs={"report.ipynb": "2" * 64, "report.html": "3" * 64},
)
REFUSED = Record("示例区乙局", 2021, Status.REFUSED, inputs={"params": "0" * 64})
RECORDS = {"shili/jia/2022": OK, "shili/yi/2021": REFUSED}
FILES = (
    "README.md",
    "packages.json",
    "fonts/x.otf",
    "kit/pyproject.toml",
    "notebook/annual_report.ipynb",
    "build/approvals.jsonl",
    *(f"build/shili/jia/2022/{name}" for name in ("record.json", "report.html", "report.ipynb")),
    "build/shili/yi/2021/record.json",
    *(f"params/shili/{name}.yaml" for name in ("jia/2021", "jia/2022", "yi/2021", "district")),
)
MANIFEST = Manifest("0.1.0", "3.11.7", 2, {name: digest(name.encode()) for name in FILES})


def graph(deposit: Deposit = DEPOSIT) -> dict[str, dict[str, Any]]:
    made = json.loads(crate_metadata(MANIFEST, RECORDS, deposit))
    return {entity["@id"]: entity for entity in made["@graph"]}


def ids(value: Any) -> list[str]:
    return [each["@id"] for each in (value if isinstance(value, list) else [value])]


def test_the_root_says_what_a_repository_asks() -> None:
    entities = graph()
    root = entities["./"]
    assert root["name"] == "政府信息公开工作年度报告（2021—2022年，2 份）"
    assert root["datePublished"] == "2023-01-20"
    assert ids(root["license"]) == ["https://example.org/licence"]
    assert [entities[each]["name"] for each in ids(root["author"])] == [OK.office, REFUSED.office]
    assert ids(root["mentions"]) == ["#run/shili/jia/2022", "#run/shili/yi/2021"]
    [words] = ids(graph(replace(DEPOSIT, licence="可自由使用"))["./"]["license"])
    assert words == "#licence"


def test_each_report_is_an_action_with_its_inputs_and_outputs() -> None:
    entities = graph()
    run = entities["#run/shili/jia/2022"]
    assert run["@type"] == "CreateAction"
    assert ids(run["instrument"]) == ["notebook/annual_report.ipynb"]
    assert ids(run["object"]) == ["params/shili/jia/2022.yaml", "params/shili/jia/2021.yaml"]
    assert ids(run["result"]) == [
        f"build/shili/jia/2022/{name}" for name in ("report.ipynb", "report.html", "record.json")
    ]
    assert run["actionStatus"].endswith("/CompletedActionStatus")
    assert entities["#run/shili/yi/2021"]["actionStatus"].endswith("/FailedActionStatus")


def test_every_file_that_it_names_is_in_the_bundle_at_its_hash() -> None:
    named = {name: each for name, each in graph().items() if "File" in each["@type"]}
    assert named.keys() < set(FILES)
    assert all(each["sha256"] == MANIFEST.files[name] for name, each in named.items())
    assert named["build/shili/jia/2022/report.html"]["encodingFormat"] == "text/html"


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert crate_metadata(MANIFEST, RECORDS, DEPOSIT) == crate_metadata(MANIFEST, RECORDS, DEPOSIT)
