"""`nianbao check`: findings for people and for programs, and how it exits."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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
