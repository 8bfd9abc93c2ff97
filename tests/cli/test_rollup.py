from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.invoke import invoke
from tests.rollup.offices import drawn, name_of, write_district, write_office

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A district of two offices."""
    folder = tmp_path / "params" / "shili"
    write_district(folder, ["jia", "yi"])
    for seed, slug in enumerate(("jia", "yi")):
        write_office(folder, slug, drawn(seed))
    return folder


def test_a_roll_up_tells_what_it_wrote(folder: Path, capsys: Capture) -> None:
    done = invoke(capsys, "rollup", folder, "2022")
    assert done.code == 0
    assert "汇总完成：2 个单位" in done.out
    assert str(folder / "district" / "2022.trace.csv") in done.out


def test_findings_are_json_on_request(folder: Path, capsys: Capture) -> None:
    done = invoke(capsys, "rollup", folder, "2022", "--json", "--out", folder.parent / "elsewhere")
    assert done.code == 0
    assert [finding["rule"] for finding in done.json] == ["AGG-XY", "AGG-TRACE"]
    assert (folder.parent / "elsewhere" / "2022.yaml").is_file()
    assert not (folder / "district").exists()


def test_a_missing_office_is_exit_code_1(folder: Path, capsys: Capture) -> None:
    (folder / "yi" / "2022.yaml").unlink()
    done = invoke(capsys, "rollup", folder, "2022")
    assert done.code == 1
    assert f"AGG-SET {name_of('yi')}没有 2022 年的年报数据" in done.out
    assert "没有汇总" in done.out
    assert invoke(capsys, "rollup", folder, "2022", "--partial").code == 0


def test_an_empty_cell_is_written_and_is_exit_code_1(folder: Path, capsys: Capture) -> None:
    write_office(folder, "yi", {**drawn(1), "proactive.penalties": None})
    assert invoke(capsys, "rollup", folder, "2022").code == 1
    assert "  penalties: null" in (folder / "district" / "2022.yaml").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_exit_code_2(folder: Path, capsys: Capture) -> None:
    (folder / "yi" / "2022.yaml").write_text("a: [\n", encoding="utf-8")
    done = invoke(capsys, "rollup", folder, "2022", "--json")
    assert done.code == 2
    assert {finding["rule"] for finding in done.json} == {"READ"}


def test_a_district_that_is_not_there_is_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    done = invoke(capsys, "rollup", tmp_path / "nowhere", "2022")
    assert done.code == 2
    assert "找不到这个文件" in done.out + done.err
