"""The JSON Schemas of params and district files: they refuse what the readers refuse, as far as a schema can."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.factories import report
from tests.kit import PARAMS, ROOT

from helpers.checks import CATALOGUE
from helpers.form import EDITIONS
from helpers.intake import ReadError, parameters_of, params_files, read_district, report_from_parameters
from helpers.intake.district_schema import district_schema
from helpers.intake.faults import Faults
from helpers.intake.json_schema import params_schema
from helpers.intake.nodes import Mapping, Node, Scalar
from helpers.intake.yaml_tree import parse

if TYPE_CHECKING:
    from pathlib import Path

ANY = jsonschema.Draft202012Validator(params_schema())
OF = {edition: jsonschema.Draft202012Validator(params_schema(edition)) for edition in EDITIONS}
DISTRICT = jsonschema.Draft202012Validator(district_schema())
SAMPLES = params_files([PARAMS])

Tree = dict[str, Any]


def plain(node: Node) -> Any:
    """A file's tree as an editor's language server sees it."""
    if isinstance(node, Scalar):
        return float(node.value) if isinstance(node.value, Decimal) else node.value
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return [plain(item) for item in node.items]


def tree_of(text: str) -> Any:
    faults = Faults()
    tree = plain(parse(text, faults))
    assert not faults
    return tree


def full(edition: int) -> Tree:
    """Every key that a params file may have."""
    subject = report(edition=edition)
    parameters: Tree = copy.deepcopy(parameters_of(subject))
    texts = parameters["narrative"]
    texts |= {"preamble": "前言。"}
    texts["overview"] |= {"lead": "开头。", "more": [{"title": "其他", "text": "文字。"}]}
    texts["shortcomings"]["lead"] = "开头。"
    parameters["reasons"] = {"XY-NORM": "清理口径调整"}
    parameters["previous"] = {
        key: parameters[key] for key in ("edition", "narrative", *(t.key for t in EDITIONS[edition].tables))
    }
    return copy.deepcopy(parameters)


def reads(tree: Tree) -> bool:
    try:
        report_from_parameters(**tree)
    except ReadError:
        return False
    return True


def mappings(tree: Any) -> Iterator[Tree]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from mappings(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from mappings(item)


def rows(tree: Any) -> Iterator[list[Any]]:
    for mapping in mappings(tree):
        yield from (value for value in mapping.values() if isinstance(value, list) and value[:1] == [0])


def test_the_schemas_are_schemas() -> None:
    for validator in (ANY, DISTRICT):
        jsonschema.Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("name", ["params", "district"])
def test_the_published_schemas_are_the_codes(name: str) -> None:
    schema = {"params": params_schema, "district": district_schema}[name]()
    path = ROOT / "docs" / "schema" / f"{name}.schema.json"
    assert (json.loads(path.read_bytes()) == schema) is True, "run make schema"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_sample_is_valid(path: Path) -> None:
    tree = tree_of(path.read_text(encoding="utf-8"))
    assert [error.message for error in ANY.iter_errors(tree)] == []
    assert OF[tree["edition"]].is_valid(tree)
    assert not OF[min(set(EDITIONS) - {tree["edition"]})].is_valid(tree)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", ["misspelt", "left out", "added"])
def test_a_key_misspelt_left_out_or_added_in_any_mapping_is_refused_by_both(
    edition: int, change: str
) -> None:
    tree = full(edition)
    assert reads(tree)
    assert ANY.is_valid(tree)
    for number, mapping in enumerate(mappings(tree)):
        # Which keys may be left out is told by each alone; of the others the last stands for all.
        for key in mapping if change == "left out" and edition == max(EDITIONS) else list(mapping)[-1:]:
            changed = copy.deepcopy(tree)
            there = list(mappings(changed))[number]
            if change == "misspelt":
                there[f"{key}x"] = there.pop(key)
            elif change == "left out":
                del there[key]
            else:
                there[f"{key} "] = there[key]
            read = reads(changed)
            assert OF[edition].is_valid(changed) is read, (key, change)
            assert not read or change == "left out"


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_row_of_another_length_is_refused_by_both(edition: int) -> None:
    tree = full(edition)
    count = len(list(rows(tree)))
    assert count > 40
    for number in range(count):
        changed = copy.deepcopy(tree)
        row = list(rows(changed))[number]
        row[:] = row[:-1] if number % 2 else [*row, 0]
        assert not reads(changed)
        assert not OF[edition].is_valid(changed)


@pytest.mark.parametrize("value", [None, "/", "", 0.5, -1, True, 10**14, "一" * 40])
def test_what_stands_in_a_cell_is_judged_by_rules_not_by_the_schema(value: object) -> None:
    tree = full(2021)
    tree["applications"]["granted"][0] = tree["proactive"]["licences"] = value
    assert reads(tree)
    assert ANY.is_valid(tree)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("year", 1066),
        ("year", "2022"),
        ("edition", 2020),
        ("office", "示例区甲局"),
        ("office", {"name": "", "kind": "部门", "scope": "office"}),
        ("office", {"name": "甲\n局", "kind": "部门", "scope": "office"}),
        ("office", {"name": "甲" * 201, "kind": "部门", "scope": "office"}),
        ("office", {"name": "{{ year }}", "kind": "部门", "scope": "office"}),
        ("office", {"name": "甲局", "kind": "部门", "scope": "whole"}),
        ("reasons", {"XY-NORN": "笔误"}),
        ("reasons", {"XY-NORM": " "}),
        ("reasons", ["XY-NORM"]),
        ("previous", [1]),
        ("applications", [1]),
        ("narrative", "文字"),
    ],
)
def test_other_faults_are_refused_by_both(key: str, value: object) -> None:
    tree = full(2021)
    tree[key] = value
    assert not reads(tree)
    assert not ANY.is_valid(tree)


@pytest.mark.parametrize("cell", [10**15, "一" * 41, [0], {"a": 0}])
def test_a_cell_that_can_not_be_read_is_refused_by_both(cell: object) -> None:
    tree = full(2021)
    tree["applications"]["granted"][0] = cell
    assert not reads(tree)
    assert not ANY.is_valid(tree)


def test_every_cell_and_text_says_what_it_is() -> None:
    """An editor shows the title of what the cursor is on."""
    for edition in EDITIONS.values():
        known = params_schema(edition.id)["$defs"]
        root = known[f"params-{edition.id}"]["properties"]
        for table in edition.tables:
            assert root[table.key]["title"] == f"{table.ordinal}、{table.caption}"
        granted = known[f"applications-{edition.id}"]["properties"]["granted"]
        assert granted["title"] == "三、（一）予以公开"
        assert [item["title"] for item in granted["prefixItems"]][:2] == ["自然人", "商业企业"]
        untitled = [
            key
            for part in (root, *(known[f"{table.key}-{edition.id}"] for table in edition.tables))
            for mapping in mappings(part)
            for key, value in mapping.get("properties", {}).items()
            if isinstance(value, dict) and not value.get("title")
        ]
        assert untitled == []
        assert all(known[key]["title"] for key in ("reasons", "previous"))


WHOLE = """name: 示例区
offices: {a: {name: 一, kind: 街道}, 青石_2-镇: {name: 二, kind: 乡镇}}
deadlines: {office: 01-20}
severities: {D-SIM: error, T3-BAL: error}
fee_decimals: 4
mergers: {b: a}
two_persons: true
signatures: false
lock: 03-31
handed_in: {2022: {a: 2023-01-20}}
"""


def district_reads(tmp_path: Path, text: str) -> bool:
    file = tmp_path / "district.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        read_district(file)
    except ReadError:
        return False
    return True


def test_every_district_of_the_samples_is_valid(tmp_path: Path) -> None:
    for text in (
        WHOLE,
        *(path.read_text(encoding="utf-8") for path in PARAMS.glob("*/district.yaml")),
    ):
        assert district_reads(tmp_path, text)
        assert [error.message for error in DISTRICT.iter_errors(tree_of(text))] == []
    assert set(tree_of(WHOLE)) == set(DISTRICT.schema["properties"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *((f"{key}: ", f"{key}x: ") for key in tree_of(WHOLE)),
        ("kind: 街道", "knd: 街道"),
        ("{a: {name", "{district: {name"),
        ("{a: {name", "{A: {name"),
        ("name: 一", "name: ''"),
        ("office: 01-20", "office: 1月20日"),
        ("office: 01-20", "offices: 01-20"),
        ("D-SIM: error", "D-SIM: fatal"),
        ("D-SIM: error", "D-SIN: error"),
        ("T3-BAL: error", "T3-BAL: warning"),
        ("D-SIM: error", "D-SIM: info"),
        ("fee_decimals: 4", "fee_decimals: 5"),
        ("two_persons: true", "two_persons: 1"),
        ("lock: 03-31", "lock: 13-31"),
        ("mergers: {b: a}", "mergers: [b]"),
        ("mergers: {b: a}", "mergers: {../b: a}"),
        ("2022: {a", "22: {a"),
        ("2023-01-20", "1月20日"),
    ],
)
def test_a_fault_of_a_district_is_refused_by_both(tmp_path: Path, old: str, new: str) -> None:
    assert WHOLE.count(old) >= 1
    text = WHOLE.replace(old, new, 1)
    assert not district_reads(tmp_path, text)
    assert not DISTRICT.is_valid(tree_of(text))


def test_severities_may_only_be_raised() -> None:
    allowed = DISTRICT.schema["properties"]["severities"]["properties"]
    assert set(allowed) == set(CATALOGUE)
    assert allowed["T3-BAL"]["enum"] == ["error"]
    assert allowed["D-SIM"]["enum"] == ["error", "warning"]
    assert allowed["XY-FMT"]["enum"] == ["error", "warning", "info"]
