"""The jobs of a batch: one for each params file, shown as its district wants it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.kit import write_params

from helpers.batch.gather import gather, misnamed
from helpers.checks import Severity
from helpers.errors import NianbaoError, UsageError
from helpers.intake import params_files

FORMATS = ("html",)


def names(folder: Path, *paths: str) -> list[str]:
    jobs = gather([folder / path for path in paths], out=folder / "build", formats=FORMATS)
    return [job.name for job in jobs]


def test_a_folder_gives_all_its_reports_in_order(tmp_path: Path) -> None:
    for name in ("b/x/2022", "a/y/2022", "a/x/2022", "a/x/2021"):
        write_params(tmp_path, name)
    assert names(tmp_path, "params") == ["a/x/2021", "a/x/2022", "a/y/2022", "b/x/2022"]
    assert names(tmp_path, "params/b", "params/a/x") == ["a/x/2021", "a/x/2022", "b/x/2022"]


def test_a_report_named_twice_is_built_once(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    assert names(tmp_path, "params", "params/a/x/2022.yaml", "params/../params/a") == ["a/x/2022"]


def test_what_findings_call_a_file_is_what_the_user_called_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_params(tmp_path, "a/x/2022")
    monkeypatch.chdir(tmp_path)
    [job] = gather([Path("params")], out=Path("build"), formats=FORMATS)
    assert job.shown_as == "params/a/x/2022.yaml"
    assert job.folder == Path("build/a/x/2022")


def test_a_district_says_how_fees_are_printed(tmp_path: Path) -> None:
    for district in ("a", "b"):
        write_params(tmp_path, f"{district}/x/2022")
    (tmp_path / "params" / "a" / "district.yaml").write_text(
        "name: 甲区\nfee_decimals: 4\noffices: {x: {name: 甲, kind: 街道}}\n", encoding="utf-8"
    )
    jobs = gather([tmp_path / "params"], out=tmp_path, formats=FORMATS, draft=True)
    assert [(job.district, job.settings.fee_decimals, job.settings.draft) for job in jobs] == [
        ("a", 4, True),
        ("b", None, True),
    ]


def test_a_districts_file_that_cannot_be_read_is_the_matter_of_its_own_reports(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    write_params(tmp_path, "b/x/2022")
    (tmp_path / "params" / "a" / "district.yaml").write_text("nam: 甲区\n", encoding="utf-8")
    bad, good = gather([tmp_path / "params"], out=tmp_path, formats=FORMATS)
    assert bad.faults[0].message.startswith("没有“nam”这个键，是不是 name？")
    assert {fault.rule for fault in bad.faults} == {"READ"}
    assert bad.faults[0].file == "params/a/district.yaml"
    assert bad.shown("params/a/district.yaml") == str(tmp_path / "params" / "a" / "district.yaml")
    assert bad.shown("params/a/x/2022.yaml") == bad.shown_as
    assert good.faults == ()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("A/x/2022", "A"),
        ("a/X/2022", "a/X"),
        ("a b/x/2022", "a b"),
        ("甲 /x/2022", "甲 "),
        ("-a/x/2022", "-a"),
        ("a/x y/2022", "a/x y"),
    ],
)
def test_a_folder_that_may_not_be_called_so_is_named_once_and_the_others_stay(
    tmp_path: Path, name: str, folder: str
) -> None:
    for each in ("b/y/2022", name, name.replace("2022", "2021")):
        write_params(tmp_path, each)
    assert names(tmp_path, "params") == ["b/y/2022"]
    [finding] = misnamed(params_files([tmp_path / "params"]))
    assert (finding.rule, finding.severity, finding.file) == (
        "READ",
        Severity.ERROR,
        str(tmp_path / "params" / folder),
    )
    assert finding.message.startswith(f"文件夹名“{folder.split('/')[-1]}”只能用")


def test_folders_are_named_by_a_file_within_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_params(tmp_path, "Shili/x/2022").parent)
    assert gather([Path("2022.yaml")], out=tmp_path, formats=FORMATS) == []
    assert [finding.message[:12] for finding in misnamed([Path("2022.yaml")])] == ["文件夹名“Shili”只"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NianbaoError, match="nowhere：找不到"):
        names(tmp_path, "nowhere")


def test_two_files_that_are_the_same_report_are_refused(tmp_path: Path) -> None:
    write_params(tmp_path / "one", "a/x/2022")
    write_params(tmp_path / "two", "a/x/2022")
    with pytest.raises(UsageError, match="a/x/2022"):
        names(tmp_path, "one/params", "two/params")
