"""`nianbao run` as far as no report has to be built: wrong usage, what it says, how it exits."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.cli.invoke import invoke
from tests.kit import NOTEBOOK, write_params

from helpers.batch.gather import gather
from helpers.batch.inputs import Common, digest, input_hashes
from helpers.batch.record import Record, Status
from helpers.checks import Finding, Severity
from helpers.cli.progress import progress

Capture = pytest.CaptureFixture[str]

ERROR = Finding("T3-BAL", Severity.ERROR, "两边不相等。", "params/a/x/2022.yaml", 4, 2).to_json()
READ = Finding("READ", Severity.ERROR, "文件是空的。", "params/a/x/2022.yaml").to_json()
RUN = Finding("RUN", Severity.ERROR, "笔记本执行出错。", "params/a/x/2022.yaml").to_json()


@pytest.fixture
def common(monkeypatch: pytest.MonkeyPatch) -> Common:
    """What reports share, hashed once: the kit may be under work while its tests run."""
    made = _common()
    monkeypatch.setattr(Common, "of", lambda _: made)
    return made


@cache
def _common() -> Common:
    return Common.of(NOTEBOOK)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def pretend(common: Common, name: str, status: Status, *findings: dict[str, object]) -> None:
    """Leave the record of an earlier run, so that the report has not to be built again."""
    path = write_params(Path(), name)
    [job] = gather([path], out=Path("build"), formats=("html",))
    outputs = {name: digest(name.encode()) for name in job.outputs if status is Status.OK}
    for output in outputs:
        job.folder.mkdir(parents=True, exist_ok=True)
        (job.folder / output).write_text(output)
    Record("示例甲", job.year, status, findings, input_hashes(job, common), outputs).write(job.folder)


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ([(Status.OK,)], 0),
        ([(Status.OK,), (Status.REFUSED, ERROR)], 1),
        ([(Status.FAILED, RUN)], 1),
        ([(Status.REFUSED, READ), (Status.FAILED, RUN), (Status.OK,)], 2),
    ],
)
def test_the_exit_code_tells_the_worst(
    capsys: Capture, common: Common, statuses: list[tuple[Status, dict[str, object]]], code: int
) -> None:
    for number, (status, *findings) in enumerate(statuses):
        pretend(common, f"a/x{number}/2022", status, *findings)
    assert invoke(capsys, "run", "--to", "html").code == code
    assert invoke(capsys, "run", "--to", "html", "--json").code == code


def test_what_has_not_changed_is_told_in_one_line(capsys: Capture, common: Common) -> None:
    pretend(common, "a/x/2022", Status.OK)
    done = invoke(capsys, "run", "--to", "html")
    assert done.out.splitlines() == [
        "共 1 份：完成 1，退回 0，出错 0，中断 0（其中 1 份没有改动，未重做）。总览：build/index.html"
    ]


def test_a_refused_report_is_told_again_with_its_errors(capsys: Capture, common: Common) -> None:
    pretend(common, "a/x/2022", Status.REFUSED, ERROR)
    done = invoke(capsys, "run", "--to", "html")
    assert "params/a/x/2022.yaml:4:2: 错误 T3-BAL 两边不相等。" in done.out.splitlines()


def test_json_has_a_line_of_each_report(capsys: Capture, common: Common) -> None:
    pretend(common, "b/x/2022", Status.OK)
    pretend(common, "a/x/2022", Status.REFUSED, ERROR)
    done = invoke(capsys, "run", "--to", "html", "--json")
    assert done.err == ""
    assert [(report["report"], report["status"], report["reason"]) for report in done.json] == [
        ("a/x/2022", "refused", ""),
        ("b/x/2022", "ok", ""),
    ]
    assert done.json[0]["findings"] == [ERROR]


def test_the_index_is_written_even_if_nothing_was_built(capsys: Capture, common: Common) -> None:
    pretend(common, "a/x/2022", Status.OK)
    invoke(capsys, "run", "--to", "html", "--json")
    assert "示例甲" in Path("build/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "params：找不到这个文件或文件夹"),
        (["nothing"], "nothing：找不到这个文件或文件夹"),
        (["some.txt"], "some.txt：不是年报数据文件"),
    ],
)
def test_without_params_it_says_what_is_missing_and_leaves_nothing(
    capsys: Capture, arguments: list[str], said: str
) -> None:
    Path("some.txt").touch()
    done = invoke(capsys, "run", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)
    assert not Path("build").exists()


def test_a_file_is_no_place_for_reports(capsys: Capture) -> None:
    write_params(Path(), "a/x/2022")
    Path("out").touch()
    done = invoke(capsys, "run", "--out", "out")
    assert done.code == 2
    assert "'out' is a file" in done.err


def test_a_notebook_that_is_not_there_is_named(capsys: Capture) -> None:
    write_params(Path(), "a/x/2022")
    done = invoke(capsys, "run", "--notebook", "mine.ipynb")
    assert done.code == 2
    assert "找不到笔记本“mine.ipynb”" in done.err


def test_formats_are_taken_in_any_order_and_spelled_out_if_wrong(capsys: Capture, common: Common) -> None:
    pretend(common, "a/x/2022", Status.OK)
    assert invoke(capsys, "run", "--to", " html ,").code == 0
    done = invoke(capsys, "run", "--to", "html,word")
    assert done.code == 2
    assert "'word' is not one of html, pdf, docx" in done.err


def test_a_folder_that_may_not_be_called_so_is_told_of_and_the_others_are_built(
    capsys: Capture, common: Common
) -> None:
    pretend(common, "a/x/2022", Status.OK)
    for year in (2021, 2022):
        write_params(Path(), f"Shili/x/{year}")
    said = "文件夹名“Shili”只能用小写字母、数字、汉字、- 和 _，请改名"
    done = invoke(capsys, "run", "--to", "html")
    assert (done.code, done.err) == (2, "")
    assert done.out.splitlines()[0] == f"params/Shili: 错误 READ {said}"
    assert done.out.count(said) == 1
    assert "共 1 份：完成 1" in done.out
    done = invoke(capsys, "run", "--to", "html", "--json")
    assert done.code == 2
    assert [(each["report"], each["status"]) for each in done.json] == [("a/x/2022", "ok"), ("", "refused")]
    [finding] = done.json[1]["findings"]
    assert (finding["rule"], finding["file"], finding["message"]) == ("READ", "params/Shili", said)
    assert not Path("build/Shili").exists()
    checked = invoke(capsys, "check", "--json")
    assert checked.code == 2
    assert finding in checked.json


def test_what_a_killed_run_left_of_its_page_is_cleared_away(capsys: Capture, common: Common) -> None:
    pretend(common, "a/x/2022", Status.OK)
    left, others = Path("build/.index.html.k3j2x_9a"), Path("build/.index.html.swp")
    for path in (left, others):
        path.write_text("half")
    assert invoke(capsys, "run", "--to", "html").code == 0
    assert (left.exists(), others.exists()) == (False, True)


def test_a_disk_that_is_full_when_the_page_is_written_is_told_of(
    capsys: Capture, common: Common, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(common, "a/x/2022", Status.OK)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "build/index.html")

    monkeypatch.setattr("helpers.review.index.write_atomically", full)
    done = invoke(capsys, "run", "--to", "html")
    assert (done.code, done.out) == (3, "")
    assert done.err == "build/index.html：磁盘已满；没有完成的年报下次运行时会接着做。\n"
    done = invoke(capsys, "run", "--to", "html", "--json")
    assert done.code == 3
    assert [each["report"] for each in done.json] == ["a/x/2022"]
    assert "磁盘已满" in done.err


def test_a_defect_in_a_stores_own_code_is_told_of_in_chinese(
    capsys: Capture, common: Common, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    def denied(*_: object, **__: object) -> None:
        raise RuntimeError("SlowDown")

    write_params(Path(), "a/x/2022")
    monkeypatch.setattr(MemoryFileSystem, "find", denied)
    done = invoke(capsys, "run", "--out", "memory://bucket", "--json")
    assert (done.code, done.json) == (3, [])
    assert done.err == (
        "memory://bucket：存储服务出错（RuntimeError：SlowDown）；没有完成的年报下次运行时会接着做。\n"
    )


@pytest.mark.parametrize(("terminal", "lines"), [("xterm-256color", False), ("dumb", True)])
def test_a_terminal_that_cannot_redraw_gets_plain_lines(
    monkeypatch: pytest.MonkeyPatch, terminal: str, lines: bool
) -> None:
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert (type(progress(silent=False)).__name__ == "_Lines") is lines
