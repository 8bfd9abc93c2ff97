from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import factories
from tests.review.batches import write_report

from helpers.cli.main import nianbao
from helpers.errors import UsageError


def review(*arguments: str | Path) -> Result:
    return CliRunner().invoke(nianbao, ["review", *map(str, arguments)])


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    faulty = factories.report(changes={"appeals.reconsideration[4]": 2})
    write_report(tmp_path / "build", "shili/a/2022", replace(factories.report(), file=""))
    write_report(tmp_path / "build", "shili/b/2022", replace(faulty, file=""))
    return Path("build")


def test_the_index_and_the_comparison_pages_are_written(out: Path) -> None:
    result = review(out)
    assert result.exit_code == 0
    assert "对照页 2 份" in result.output
    assert sorted(path.as_posix() for path in out.rglob("*.html")) == [
        "build/index.html", "build/shili/a/2022/compare.html", "build/shili/b/2022/compare.html",
    ]  # fmt: skip


def test_sheets_are_written_when_asked_for(out: Path) -> None:
    result = review(out, "--return", "--json")
    assert json.loads(result.stdout) == {
        "index": "build/index.html",
        "comparisons": ["build/shili/a/2022/compare.html", "build/shili/b/2022/compare.html"],
        "returned": ["build/shili/b/2022/return.docx"],
    }
    assert (out / "shili/b/2022/return.txt").is_file()


def test_a_folder_without_reports_is_wrong_usage(tmp_path: Path) -> None:
    result = review(tmp_path)
    assert isinstance(result.exception, UsageError)


def test_what_a_run_left_is_not_touched(out: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    review(out, "--return")
    assert {path: path.read_bytes() for path in before} == before
