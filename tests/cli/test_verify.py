"""verify and bundle: what is printed and how they exit, without building anything."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from tests.cli.invoke import invoke
from tests.review.approvals import Batch, approve

import helpers
from helpers.batch.inputs import digest
from helpers.review.wording import passages
from helpers.verify import batch as module
from helpers.verify.bundle.manifest import Manifest
from helpers.verify.change import Change
from helpers.verify.explain import Explanation
from helpers.verify.inputs import InputChange
from helpers.verify.surroundings import Surroundings
from helpers.verify.verdict import FileState, FileVerdict, State, Verdict

Capture = pytest.CaptureFixture[str]
VERSION = InputChange("versions.python", "软件版本 python", "3.11.7", "3.12.1")


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A district with one approved report, seen from the folder in which params and build are."""
    batch = Batch(tmp_path)
    batch.district()
    approve(batch.build(), by="王五", params=batch.params)
    monkeypatch.chdir(tmp_path)
    return batch


def pretend(monkeypatch: pytest.MonkeyPatch, *verdicts: Verdict) -> None:
    monkeypatch.setattr(module, "verify_batch", lambda *_: iter(verdicts))


def different(name: str, *changes: Change, remark: str = "", repeats: bool = False) -> Verdict:
    told = Explanation(changes, remark, repeats)
    file = FileVerdict("report.html", FileState.OTHER, told)
    return Verdict(name, State.DIFFERENT, "", (VERSION,), (file,))


def test_a_site_is_verified_with_and_without_its_log(batch: Batch, capsys: Capture) -> None:
    assert invoke(capsys, "publish", "build", "--to", "site").code == 0
    done = invoke(capsys, "verify", "site")
    assert done.code == 0
    assert "全部相符；没有核对审核日志" in done.out
    done = invoke(capsys, "verify", "site", "--batch", "build", "--json")
    assert (done.code, done.json["kind"], done.json["approvals"], done.json["faults"]) == (0, "site", 1, [])
    done = invoke(capsys, "verify", "site", "--batch", "params")
    assert (done.code, done.out) == (2, "")
    assert "params：没有审核日志" in done.err
    (batch.site / "index.html").write_text("<script>")
    done = invoke(capsys, "verify", "site", "--json")
    assert (done.code, [fault["place"] for fault in done.json["faults"]]) == (1, ["index.html"])
    (batch.site / "SHA256SUMS").unlink()
    done = invoke(capsys, "verify", "site")
    assert (done.code, done.err) == (2, "site/SHA256SUMS：不是完好的校验值清单，请从备份恢复。\n")


def test_who_reads_only_the_first_lines_is_told_no_fault(
    batch: Batch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke(capsys, "publish", "build", "--to", "site")

    def gone(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("helpers.cli.verify.print_site", gone)
    with mock.patch("sys.stdout"):
        done = invoke(capsys, "verify", str(batch.site))
    assert (done.code, done.err) == (1, "")


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((State.SAME,), 0),
        ((State.SAME, State.DIFFERENT), 1),
        ((State.GONE,), 1),
        ((State.DIFFERENT, State.UNREADABLE), 2),
        ((State.UNREADABLE, State.BROKEN), 3),
    ],
)
def test_the_worst_report_gives_the_exit_code(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, states: tuple[State, ...], code: int
) -> None:
    pretend(monkeypatch, *(Verdict(f"shili/{number}/2022", state) for number, state in enumerate(states)))
    done = invoke(capsys, "verify", "build", "--json")
    assert done.code == code
    assert [report["state"] for report in done.json["reports"]] == [state.value for state in states]


@pytest.mark.usefixtures("batch")
def test_a_difference_is_shown_in_its_place(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    change = Change("第 2 个表第 5 行", passages("总计｜3\x1b[2J", "总计｜4"))
    pretend(monkeypatch, different("shili/jia/2022", change))
    lines = invoke(capsys, "verify", "build").out.splitlines()
    assert lines == [
        "shili/jia/2022 不一致",
        "  软件版本 python：生成时 3.11.7，现在 3.12.1",
        "  report.html 与重新生成的不同",
        "    第 2 个表第 5 行",
        "      总计｜[-3[2J-]{+4+}",
        "[-…-] 是文件里现有的，{+…+} 是重新生成的。",
        "共核对 1 份：不一致 1 份；审核日志 1 行，相符。",
    ]


@pytest.mark.usefixtures("batch")
def test_what_all_reports_share_is_told_once(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    change = Change("记录", passages("versions.python: 3.11.7", "versions.python: 3.12.1"))
    reports = (different(f"shili/{name}/2022", change, remark="版本不同", repeats=True) for name in "ab")
    pretend(monkeypatch, *reports)
    said = invoke(capsys, "verify", "build").out
    assert said.count("3.12.1") == 1
    assert said.count("软件版本的差别同上") == 1
    assert said.count("report.html 与重新生成的不同：版本不同") == 2


@pytest.mark.usefixtures("batch")
def test_a_report_that_changed_since_its_approval_is_a_difference(
    batch: Batch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.build(seed=2)
    pretend(monkeypatch, Verdict("shili/jia/2022", State.SAME))
    done = invoke(capsys, "verify", "build")
    assert done.code == 1
    assert "之后重新生成过" in done.out


def test_no_notebook_of_a_bundle_is_run_unasked(
    batch: Batch, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b'{"cells": [{"cell_type": "code", "source": "import os; os.remove(...)"}]}'
    for name in ("notebook", "notebooks"):
        path = batch.root / name / "annual_report.ipynb"
        path.parent.mkdir()
        path.write_bytes(content)
    files = {"notebook/annual_report.ipynb": digest(content)}
    (batch.root / "bundle.json").write_bytes(Manifest("0.1.0", "3.11.7", 1, files).to_bytes())
    used: list[Path] = []

    def verify_batch(_: object, around: Surroundings) -> Iterator[Verdict]:
        used.append(around.notebook)
        yield Verdict("shili/jia/2022", State.SAME)

    monkeypatch.setattr(module, "verify_batch", verify_batch)
    done = invoke(capsys, "verify", ".")
    assert done.code == 1
    assert "notebook/annual_report.ipynb：与程序自带的主笔记本不同，没有运行它" in done.out
    done = invoke(capsys, "verify", ".", "--notebook", "notebook/annual_report.ipynb")
    assert "没有运行它" not in done.out
    assert [path.is_relative_to(Path(helpers.__file__).parents[2]) for path in used] == [True, False]


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("path", ["nowhere", "params", "params/shili/district.yaml"])
def test_what_cant_be_verified_is_exit_code_2(capsys: Capture, path: str) -> None:
    done = invoke(capsys, "verify", path)
    assert (done.code, done.out) == (2, "")
    assert path in done.err


@pytest.mark.usefixtures("batch")
def test_a_bundle_that_nobody_could_verify_is_refused_with_its_reasons(capsys: Capture) -> None:
    done = invoke(capsys, "bundle", "build", "--to", "x.zip", "--json")
    assert (done.code, done.json["archive"]) == (1, None)
    assert done.json["faults"][0]["place"] == "shili/jia/2022"
    assert not Path("x.zip").exists()
    done = invoke(capsys, "bundle", "build", "--to", "params")
    assert (done.code, done.out) == (2, "")
    assert "请写明归档的文件名" in done.err
