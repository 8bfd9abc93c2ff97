"""Many params files read and checked at once, each for itself and against each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.copying.texts import draws, paragraph
from tests.intake.writing import sample
from tests.kit import write_params

from helpers.batch import survey as module
from helpers.batch.survey import Surveyed, survey

FAULT = sample(2021, ("  licences: 0\n", "  licences: -1\n"))
NAMED = "name: 示例区\noffices: {x0: {name: 示例区甲局, kind: 部门}, x1: {name: 示例区乙局, kind: 部门}}\n"


def rules(surveyed: list[Surveyed]) -> list[list[str]]:
    return [[finding["rule"] for finding in each.findings] for each in surveyed]


def told(text: str, **reasons: str) -> str:
    """A sample with this text in section one, and reasons."""
    key = "  overview:\n"
    assert key in sample()
    changed = sample(2021, ("    platform: ", f"    platform: {text}\n    more: []\n    was: "))
    lines = [line for line in changed.splitlines(keepends=True) if not line.startswith("    was: ")]
    given = "reasons: {" + ", ".join(f"{rule}: {reason}" for rule, reason in reasons.items()) + "}\n"
    return "".join(lines) + (given if reasons else "")


@pytest.mark.parametrize("alone", [0, 1000])
def test_findings_come_in_the_files_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: int
) -> None:
    """One process and several give the same."""
    monkeypatch.setattr(module, "_ALONE", alone)
    text = paragraph(draws(1), 12)
    files = [
        write_params(tmp_path, f"a/x{number}/2022", [told(text), FAULT, "office: [\n"][number % 3])
        for number in range(6)
    ]
    found = survey([tmp_path / "params"])
    assert [each.path for each in found] == files
    assert rules(found) == [["D-SIM"], ["T2-INT"], ["READ"]] * 2
    assert [finding["file"] for each in found for finding in each.findings] == [str(file) for file in files]
    assert [each.folder for each in found] == [f"a/x{number}" for number in range(6)]


def test_only_the_rules_asked_for_are_applied_and_faults_of_reading_always_told(tmp_path: Path) -> None:
    text = paragraph(draws(2), 12)
    both = told(text).replace("  licences: 0\n", "  licences: -1\n")
    for number, content in enumerate([both, both, "office: [\n"]):
        write_params(tmp_path, f"a/x{number}/2022", content)
    params = [tmp_path / "params"]
    assert rules(survey(params)) == [["T2-INT", "D-SIM"]] * 2 + [["READ"]]
    assert rules(survey(params, only={"T2-INT"})) == [["T2-INT"]] * 2 + [["READ"]]
    assert rules(survey(params, only={"D-SIM"})) == [["D-SIM"]] * 2 + [["READ"]]


def test_a_district_raises_what_is_found_between_reports_and_a_reason_answers_it(tmp_path: Path) -> None:
    text = paragraph(draws(3), 12)
    write_params(tmp_path, "a/x0/2022", told(text))
    write_params(tmp_path, "a/x1/2022", told(text, **{"D-SIM": "统一样稿"}))
    (tmp_path / "params/a/district.yaml").write_text(
        f"{NAMED}severities: {{D-SIM: error}}\n", encoding="utf-8"
    )
    found = [finding for each in survey([tmp_path / "params"]) for finding in each.findings]
    assert [(finding["rule"], finding["severity"]) for finding in found] == [
        ("D-SIM", "error"),
        ("D-SIM", "info"),
    ]
    assert "已说明原因：统一样稿" in found[1]["message"]


def test_a_districts_file_is_read_too(tmp_path: Path) -> None:
    for office in ("x0", "x1"):
        write_params(tmp_path, f"a/{office}/2022", FAULT)
    write_params(tmp_path, "b/x0/2022")
    file = tmp_path / "params/a/district.yaml"
    file.write_text(f"{NAMED}severities: {{T2-INT: info}}\n", encoding="utf-8")
    found = survey([tmp_path / "params"])
    assert rules(found) == [["READ", "T2-INT"], ["T2-INT"], []]
    first = found[0].findings[0]
    assert (first["file"], first["line"], first["column"]) == (str(file), 3, 22)
    assert "只能从严" in first["message"]
    # The reports' own findings stay what they are.
    assert {each.findings[-1]["severity"] for each in found[:2]} == {"error"}


def test_a_districts_file_is_found_from_within_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_params(tmp_path, "a/x0/2022")
    (tmp_path / "params/a/district.yaml").write_text("name: 示例区\n", encoding="utf-8")
    for folder in ("params", "params/a", "params/a/x0"):
        monkeypatch.chdir(tmp_path / folder)
        assert rules(survey([Path()])) == [["READ"]]
    assert rules(survey([Path("2022.yaml")])) == [["READ"]]


def test_folders_with_names_that_no_run_takes_are_named_once(tmp_path: Path) -> None:
    for year in (2021, 2022):
        write_params(tmp_path, f"Bad District/East Street/{year}")
    file = write_params(tmp_path, "Bad District/ok/2022")
    found = survey([tmp_path / "params"])
    assert [finding["message"] for each in found for finding in each.findings] == [
        "文件夹名“Bad District”只能用小写字母、数字、汉字、- 和 _，请改名",
        "文件夹名“East Street”只能用小写字母、数字、汉字、- 和 _，请改名",
    ]
    assert found[0].findings[1]["file"] == str(tmp_path / "params/Bad District/East Street")
    # Whoever names a file alone wants to know about the file.
    assert rules(survey([file])) == [[]]


def test_equal_figures_of_two_offices_are_doubted(tmp_path: Path) -> None:
    row = "[9, 8, 7, 6, 5, 4, 39]"
    text = sample(2021).replace("[0, 0, 0, 0, 0, 0, 0]", row)
    whole = text.replace('scope: "office"', 'scope: "district"')
    assert text != whole
    for name in ("a/district", "a/x0", "a/x1", "b/x0"):
        write_params(tmp_path, f"{name}/2022", whole if name == "a/district" else text)
    found = survey([tmp_path / "params"], only={"AGG-DUP"})
    assert {each.folder: [finding["rule"] for finding in each.findings] for each in found} == {
        "a/district": [],
        "a/x0": [],
        "a/x1": ["AGG-DUP"],
        "b/x0": [],
    }
    [finding] = found[2].findings
    assert "格不为 0 的数据完全相同" in finding["message"]
