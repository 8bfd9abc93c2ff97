"""`nianbao import`: what it writes, what it says, how it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.invoke import invoke
from tests.intake.published.papers import exported, laid_out, random_report, sample

from helpers.intake import read_params

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_DISTRICT = "name: 示例区\noffices:\n  ceshi: {name: 示例区东街街道办事处, kind: 街道}\n"


def test_a_whole_report_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = sample("shili/dongjie/2022.yaml")
    (tmp_path / "report.html").write_bytes(exported(source, "html"))
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    done = invoke(capsys, "import", tmp_path / "report.html", "--to", target)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"{target}：200 格中读到 200 格；来历见 2022.import.json。\n")
    assert dict(read_params(target).figures) == dict(source.figures)
    record = json.loads(target.with_name("2022.import.json").read_text(encoding="utf-8"))
    cell = record["cells"]["applications.received[6]"]
    assert cell["place"] == {"table": 2, "row": 4, "column": 10}
    assert (cell["reading"], cell["value"]) == ("direct", source.figures["applications.received[6]"])
    assert record["missing"] == []


def test_what_is_missing_is_null_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = random_report(1, blanks=0.1)
    data, name = laid_out(source, "tabs")
    (tmp_path / name).write_bytes(data)
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    done = invoke(capsys, "import", tmp_path / name, "--to", target)
    assert done.code == 1
    assert dict(read_params(target).figures) == dict(source.figures)
    blank = [address for address, value in source.figures.items() if value is None]
    record = json.loads(target.with_name("2022.import.json").read_text(encoding="utf-8"))
    assert [item["cell"] for item in record["missing"] if not item["cell"].startswith("narrative")] == blank
    assert "缺 narrative.overview.proactive：没有找到“（一）主动公开”的文字。" in done.out


def test_json_is_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = random_report(2)
    data, name = laid_out(source, "bars")
    (tmp_path / name).write_bytes(data)
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    done = invoke(capsys, "import", tmp_path / name, "--to", target, "--json")
    record = json.loads(target.with_name("2022.import.json").read_text(encoding="utf-8"))
    assert done.json == {"params": str(target), "record": str(target.with_name("2022.import.json")), **record}


def test_two_imports_write_the_same_bytes_and_keep_no_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, name = laid_out(random_report(3), "bars")
    (tmp_path / name).write_bytes(data)
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    written = []
    for _ in range(2):
        invoke(capsys, "import", tmp_path / name, "--to", target)
        written.append([path.read_bytes() for path in sorted(target.parent.iterdir())])
    assert written[0] == written[1]
    assert len(written[1]) == 2


def test_params_that_stood_there_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, name = laid_out(random_report(3), "bars")
    (tmp_path / name).write_bytes(data)
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    target.parent.mkdir(parents=True)
    target.write_text("mine\n", encoding="utf-8")
    invoke(capsys, "import", tmp_path / name, "--to", target)
    assert target.with_name("2022.yaml.bak").read_text(encoding="utf-8") == "mine\n"


def test_text_and_tables_from_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = random_report(4)
    lines = laid_out(source, "tabs")[0].decode().split("\n")
    cut = next(number for number, line in enumerate(lines) if line.startswith("三、收到"))
    (tmp_path / "1.txt").write_text("\n".join(lines[:cut]), encoding="utf-8")
    (tmp_path / "2.txt").write_text("\n".join(lines[cut:]), encoding="utf-8")
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    invoke(capsys, "import", tmp_path / "1.txt", tmp_path / "2.txt", "--to", target, "--json")
    assert dict(read_params(target).figures) == dict(source.figures)
    record = json.loads(target.with_name("2022.import.json").read_text(encoding="utf-8"))
    assert record["cells"]["appeals.reconsideration[0]"]["place"]["file"] == "2.txt"


def test_the_district_names_the_office_that_the_file_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, name = laid_out(random_report(5), "tabs")
    (tmp_path / name).write_bytes(data.split(b"\n", 1)[1])
    target = tmp_path / "shili" / "ceshi" / "2022.yaml"
    target.parent.mkdir(parents=True)
    (tmp_path / "shili" / "district.yaml").write_text(_DISTRICT, encoding="utf-8")
    done = invoke(capsys, "import", tmp_path / name, "--to", target)
    assert read_params(target).office.name == "示例区东街街道办事处"
    assert "文件里没有单位名称，按 district.yaml 写作“示例区东街街道办事处”" in done.out


def test_another_year_than_the_titles_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, name = laid_out(random_report(6), "tabs")
    (tmp_path / name).write_bytes(data)
    done = invoke(capsys, "import", tmp_path / name, "--to", tmp_path / "a" / "b" / "2023.yaml")
    assert "标题写的是 2022 年，要存成的是 2023 年，请核对" in done.out


def test_a_target_that_is_no_params_file_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = invoke(capsys, "import", tmp_path / "a.txt", "--to", tmp_path / "report.yaml")
    assert done.code == 2
    assert "--to 应是“年份.yaml”" in done.err
