"""`nianbao check`: findings for people and for programs, and how it exits."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.cli.invoke import invoke
from tests.intake.writing import sample
from tests.kit import PARAMS, ROOT, write_params

Capture = pytest.CaptureFixture[str]

FAULTY = sample(2021, ("  licences: 0\n", "  licences: -1\n"))
WARNED = sample(
    2021,
    (
        "  normative_documents:\n    issued: 0\n    repealed: 0\n    in_force: 0\n",
        "  normative_documents:\n    issued: 3\n    repealed: 0\n    in_force: 3\n",
    ),
)
BROKEN = sample(2021, ("  licences: 0\n", "  licence: 0\n"))
KEYS = ["rule", "severity", "file", "line", "column", "cell", "label", "message", "expected", "actual"]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_sample_reports_have_no_fault(capsys: Capture) -> None:
    done = invoke(capsys, "check", PARAMS)
    assert done.code == 0
    assert re.search("共检查 [0-9]+ 份：错误 0 处", done.out)
    assert done.err == ""


@pytest.mark.parametrize(
    ("texts", "strict", "code"),
    [
        ([None], False, 0),
        ([None], True, 0),
        ([WARNED], False, 0),
        ([WARNED], True, 1),
        ([FAULTY], False, 1),
        ([FAULTY, None], False, 1),
        ([BROKEN], False, 2),
        ([FAULTY, BROKEN], False, 2),
    ],
)
def test_the_exit_code_tells_the_worst(
    capsys: Capture, tmp_path: Path, texts: list[str | None], strict: bool, code: int
) -> None:
    for number, text in enumerate(texts):
        write_params(tmp_path, f"a/x{number}/2022", text)
    options = ["--strict"] if strict else []
    assert invoke(capsys, "check", *options).code == code
    assert invoke(capsys, "check", "--json", *options).code == code


def test_a_finding_is_a_line_that_leads_with_its_place(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    first, last = invoke(capsys, "check").out.splitlines()
    line = FAULTY.splitlines().index("  licences: -1") + 1
    assert first.startswith(f"params/a/x/2022.yaml:{line}:13: 错误 T2-INT ")
    assert last == "共检查 1 份：错误 1 处，提醒 0 处，说明 0 处。"


def test_json_is_one_list_of_findings_and_nothing_else(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    write_params(tmp_path, "a/y/2022", BROKEN)
    write_params(tmp_path, "a/z/2022")
    done = invoke(capsys, "check", "--json")
    assert done.err == ""
    assert [(finding["file"], finding["rule"], finding["severity"]) for finding in done.json] == [
        ("params/a/x/2022.yaml", "T2-INT", "error"),
        ("params/a/y/2022.yaml", "READ", "error"),
    ]
    assert all(list(finding) == KEYS for finding in done.json)
    assert done.json[0]["cell"] == "proactive.licences"
    assert done.json[0]["actual"] == -1


def test_json_of_faultless_files_is_an_empty_list(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    assert invoke(capsys, "check", "--json").json == []


def test_files_and_folders_are_checked_as_named(capsys: Capture, tmp_path: Path) -> None:
    wanted = write_params(tmp_path, "a/x/2022", FAULTY)
    write_params(tmp_path, "a/y/2022", FAULTY)
    assert {finding["file"] for finding in invoke(capsys, "check", "--json", wanted).json} == {str(wanted)}


def test_a_table_left_empty_does_not_bury_the_rest(capsys: Capture, tmp_path: Path) -> None:
    blank = sample().replace("[0, 0, 0, 0, 0, 0, 0]", "[null, null, null, null, null, null, null]")
    write_params(tmp_path, "a/x/2022", blank)
    write_params(tmp_path, "a/y/2022", FAULTY)
    everything = invoke(capsys, "check", "--json").json
    assert sum(finding["rule"] == "T3-INT" for finding in everything) == 175
    shown = invoke(capsys, "check").out
    assert len(shown.splitlines()) < 60
    assert "另有 165 处" in shown
    assert "a/y/2022.yaml" in shown


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_change_no_line(capsys: Capture, tmp_path: Path, end: str) -> None:
    path = write_params(tmp_path, "a/x/2022", FAULTY)
    [expected] = invoke(capsys, "check", "--json").json
    path.write_bytes(FAULTY.replace("\n", end).encode())
    assert invoke(capsys, "check", "--json").json == [expected]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Path.exists, "params：找不到这个文件或文件夹"),
        (lambda folder: (folder / "params").mkdir(), "params：里面没有名为“年份.yaml”的年报数据文件"),
        (lambda folder: (folder / "params").write_text(""), "params：不是年报数据文件"),
    ],
)
def test_without_params_it_says_what_is_missing(
    capsys: Capture, tmp_path: Path, make: object, said: str
) -> None:
    make(tmp_path)  # type: ignore[operator]
    for options in ([], ["--json"]):
        done = invoke(capsys, "check", *options)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(said)
        assert len(done.err.splitlines()) == 1


def test_a_file_of_another_ending_is_refused_by_name(capsys: Capture, tmp_path: Path) -> None:
    path = write_params(tmp_path, "a/x/2022").rename(tmp_path / "params" / "a" / "x" / "2022.yml")
    done = invoke(capsys, "check", path)
    assert done.code == 2
    assert "2022.yml: 错误 READ 文件名应为 2022.yaml，请改名" in done.out


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: path.symlink_to("nowhere.yaml"), "找不到"),
        (lambda path: path.symlink_to(path), "打不开"),
        (lambda path: path.write_bytes(b""), "空"),
        (lambda path: path.write_bytes(b"\x00" * 3_000_000), "MiB"),
        (lambda path: path.write_bytes(sample().encode("gb18030")), "GB18030"),
        (lambda path: path.write_bytes(sample().encode("utf-16")), "UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_a_finding_and_the_others_are_checked(
    capsys: Capture, tmp_path: Path, make: object, said: str
) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    make(tmp_path / "params" / "a" / "x" / "2024.yaml")  # type: ignore[operator]
    done = invoke(capsys, "check", "--json")
    assert done.code == 2
    rules = {finding["file"]: (finding["rule"], finding["message"]) for finding in done.json}
    assert rules["params/a/x/2022.yaml"][0] == "T2-INT"
    rule, message = rules["params/a/x/2024.yaml"]
    assert rule == "READ"
    assert said in message


def test_a_loop_of_links_between_folders_ends(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    (tmp_path / "params" / "a" / "x" / "again").symlink_to(tmp_path / "params")
    assert "共检查 1 份" in invoke(capsys, "check").out


def test_checking_loads_nothing_that_only_building_needs() -> None:
    program = (
        "import sys; sys.argv = ['nianbao', 'check', 'params/laocheng']\n"
        "from helpers.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "helpers" in loaded
    assert not loaded & {
        *(
            "papermill",
            "nbformat",
            "nbconvert",
            "nbclient",
            "ipykernel",
            "matplotlib",
            "pandas",
            "typst",
            "docx",
        ),
    }


def test_only_the_rules_named_are_applied(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY.replace("[0, 0, 0, 0, 0]", '["/", 0, 0, 0, 0]'))
    every = {finding["rule"] for finding in invoke(capsys, "check", "--json").json}
    assert every == {"T2-INT", "T4-INT"}
    for given, wanted in ((["t4-int"], {"T4-INT"}), (["T4-INT", "T2-INT"], every), (["D-SIM"], set())):
        options = [word for rule in given for word in ("--rule", rule)]
        done = invoke(capsys, "check", "--json", *options)
        assert {finding["rule"] for finding in done.json} == wanted
        assert done.code == bool(wanted)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("T3-BALL", "没有“T3-BALL”这条规则，是不是 T3-BAL？"),
        ("雷同", "没有“雷同”这条规则，运行 nianbao rules"),
    ],
)
def test_a_rule_that_there_is_not_is_wrong_usage(
    capsys: Capture, tmp_path: Path, given: str, said: str
) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    for options in ([], ["--json"]):
        done = invoke(capsys, "check", *options, "--rule", "T2-INT", "--rule", given)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(said)


def test_a_rule_of_the_roll_up_says_where_it_is_checked(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    done = invoke(capsys, "check", "--json", "--rule", "AGG-SET")
    assert (done.code, done.json) == (0, [])
    assert "AGG-SET 在汇总时才检查，见 nianbao rollup" in done.err


def test_the_table_has_a_line_for_each_office_and_a_column_for_each_rule(
    capsys: Capture, tmp_path: Path
) -> None:
    write_params(tmp_path, "a/x/2022", FAULTY)
    write_params(tmp_path, "a/x/2021", FAULTY.replace("year: 2022", "year: 2021"))
    write_params(tmp_path, "a/y/2022", WARNED)
    write_params(tmp_path, "a/z/2022", BROKEN)
    write_params(tmp_path, "a/zz/2022")
    done = invoke(capsys, "check", "--table")
    assert done.code == 2
    head, *rows, legend, last = done.out.splitlines()
    assert head.split() == ["读不了", "T2-INT", "T2-STOCK", "合计"]
    assert [row.split() for row in rows] == [
        ["a/x", "示例区测试街道办事处", "·", "2!", "·", "2"],
        ["a/y", "示例区测试街道办事处", "·", "·", "1?", "1"],
        ["a/z", "1!", "·", "·", "1"],
        ["合计", "1!", "2!", "1?", "4"],
    ]
    assert "! 表示有错误" in legend
    assert last.startswith("共检查 5 份：")


def test_a_table_of_nothing_is_no_table(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    assert invoke(capsys, "check", "--table").out.startswith("共检查 1 份")


def test_a_table_is_not_json(capsys: Capture, tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022")
    done = invoke(capsys, "check", "--table", "--json")
    assert (done.code, done.out) == (2, "")


def test_a_terminal_shows_findings_by_office(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for report in ("a/x/2021", "a/x/2022", "a/y/2022"):
        write_params(tmp_path, report, FAULTY.replace("year: 2022", f"year: {report[-4:]}"))
    write_params(tmp_path, "a/z/2022")
    monkeypatch.setattr("helpers.cli.check.sys.stdout.isatty", lambda: True, raising=False)
    lines = click.unstyle(invoke(capsys, "check").out).splitlines()
    assert [line for line in lines if "T2-INT" not in line] == [
        "示例区测试街道办事处（a/x）：错误 2 处，提醒 0 处，说明 0 处",
        "",
        "示例区测试街道办事处（a/y）：错误 1 处，提醒 0 处，说明 0 处",
        "",
        "共检查 4 份：错误 3 处，提醒 0 处，说明 0 处。",
    ]
    assert len([line for line in lines if line.startswith("params/a/x/")]) == 2
