from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.kit import PARAMS
from tests.review.batches import write_report

from helpers.cli.main import nianbao
from helpers.errors import NianbaoError
from helpers.intake import read_params

OFFICE = PARAMS / "laocheng" / "xiguan"


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(nianbao, ["diff", *map(str, arguments)])


@pytest.mark.parametrize(
    "arguments",
    [
        (OFFICE / "2021.yaml", OFFICE / "2022.yaml"),
        (OFFICE / "2021.yaml", "2022"),
        (OFFICE, "2021", "2022"),
    ],
)
def test_two_years_differ_however_they_are_named(arguments: tuple[str | Path, ...]) -> None:
    result = diff(*arguments, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["equal"] is False
    assert {"cell": "proactive.penalties", "label": "行政处罚 × 本年处理决定数量", "before": 2, "after": 1, "change": -1} in found["cells"]  # fmt: skip
    assert "narrative.overview.on_request" in [section["cell"] for section in found["sections"]]


def test_a_report_does_not_differ_from_itself() -> None:
    result = diff(OFFICE / "2022.yaml", OFFICE / "2022.yaml")
    assert result.exit_code == 0
    assert "没有差异。" in result.output


def test_what_an_import_kept_is_compared_with_what_it_brought(tmp_path: Path) -> None:
    kept = tmp_path / "2022.yaml.bak"
    kept.write_bytes((OFFICE / "2022.yaml").read_bytes())
    assert diff(kept, OFFICE / "2022.yaml").exit_code == 0
    text = kept.read_text(encoding="utf-8")
    kept.write_text(re.sub(r"(penalties: +)1", r"\g<1>3", text), encoding="utf-8")
    assert "行政处罚 × 本年处理决定数量：3 → 1（-2）" in diff(kept, OFFICE / "2022.yaml").output
    kept.write_text("year: [", encoding="utf-8")
    for path, words in ((kept, "2022.yaml.bak:1"), (tmp_path / "no.yaml.bak", "找不到这个文件")):
        error = diff(path, OFFICE / "2022.yaml").exception
        assert isinstance(error, NianbaoError)
        assert words in error.message


def test_differences_in_a_text_are_marked_without_colour(tmp_path: Path) -> None:
    changed = tmp_path / "2022.yaml"
    text = (OFFICE / "2022.yaml").read_text(encoding="utf-8")
    rewritten = re.sub(r"(penalties: +)1", r"\g<1>3", text).replace("经常性工作", "日常工作")
    changed.write_text(rewritten, encoding="utf-8")
    result = diff(OFFICE / "2022.yaml", changed)
    assert result.exit_code == 1
    assert "行政处罚 × 本年处理决定数量：1 → 3（+2）" in result.output
    assert "[-经常性-]{+日常+}工作" in result.output


@pytest.mark.parametrize("arguments", [(OFFICE / "2022.yaml",), (OFFICE, "2021", "x.yaml")])
def test_anything_else_than_two_reports_is_wrong_usage(arguments: tuple[str | Path, ...]) -> None:
    result = diff(*arguments)
    assert isinstance(result.exception, NianbaoError)
    assert result.exception.exit_code == 2


@pytest.mark.parametrize("name", ["1999.yaml", "nowhere", "nowhere/report.ipynb"])
def test_a_file_that_is_not_there_is_named(name: str) -> None:
    result = diff(OFFICE / "2022.yaml", OFFICE / name)
    assert isinstance(result.exception, NianbaoError)
    assert f"{name}: 找不到这个文件" in result.exception.message


def test_the_comparison_can_be_had_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "diff.html"
    assert diff(OFFICE, "2021", "2022", "--html", page).exit_code == 1
    assert '<span class="before">旧 2</span>' in page.read_text(encoding="utf-8")
    assert 'class="changed"' in page.read_text(encoding="utf-8")


def test_a_report_can_be_compared_with_what_was_built_of_it(tmp_path: Path) -> None:
    report = read_params(OFFICE / "2022.yaml")
    folder = write_report(tmp_path, "laocheng/xiguan/2022", report)
    assert diff(folder, OFFICE / "2022.yaml").exit_code == 0
    assert diff(folder / "report.ipynb", OFFICE / "2021.yaml").exit_code == 1
    (folder / "report.ipynb").write_text("{}", encoding="utf-8")
    result = diff(folder, OFFICE / "2022.yaml")
    assert isinstance(result.exception, NianbaoError)
    assert "不是执行过的年报笔记本" in result.exception.message
