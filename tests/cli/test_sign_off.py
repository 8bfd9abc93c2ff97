"""approve, withdraw, publish: exit codes, JSON, what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.invoke import invoke
from tests.review.approvals import Batch

from helpers.batch.record import Status

Capture = pytest.CaptureFixture[str]
NAME = "shili/jia/2022"


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A district with one built report, seen from the folder in which params and build are."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build()
    monkeypatch.chdir(tmp_path)
    return batch


def test_a_report_is_approved_published_and_withdrawn(batch: Batch, capsys: Capture) -> None:
    done = invoke(capsys, "approve", f"build/{NAME}", "--by", "王五", "--prepared-by", "李四")
    assert (done.code, done.out) == (0, f"{NAME} 第 1 版由王五审核通过。\n")
    done = invoke(capsys, "publish", "build", "--to", "site")
    assert (done.code, done.out) == (0, "已公布 1 份；网站上共 1 份：site\n")
    done = invoke(capsys, "withdraw", f"build/{NAME}", "--by", "王五", "--reason", "数据有误", "--json")
    assert done.code == 0
    assert (done.json["report"], done.json["version"]) == (NAME, 1)
    done = invoke(capsys, "publish", "build", "--to", "site", "--json")
    assert (done.code, done.json[0]["state"]) == (0, "withdrawn")


def test_a_refusal_is_exit_code_1_with_its_reason(batch: Batch, capsys: Capture) -> None:
    (batch.out / NAME / "report.pdf").write_bytes(b"changed")
    done = invoke(capsys, "approve", f"build/{NAME}", "--by", "王五")
    assert (done.code, done.out) == (1, "")
    assert "report.pdf 在生成之后被改动过" in done.err
    done = invoke(capsys, "publish", "build", "--to", "site")
    assert done.code == 1
    assert "没有已审核的年报" in done.out


def test_a_report_that_changed_after_its_approval_is_exit_code_1(batch: Batch, capsys: Capture) -> None:
    invoke(capsys, "approve", f"build/{NAME}", "--by", "王五")
    (batch.params / "shili/jia/2022.yaml").write_text("changed", encoding="utf-8")
    done = invoke(capsys, "publish", "build", "--to", "site")
    assert done.code == 1
    assert f"拒绝公布 {NAME}：填报数据（params/{NAME}.yaml）在生成年报之后有改动" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve", f"build/{NAME}"),
        ("approve", "build", "--by", "王五"),
        ("withdraw", f"build/{NAME}", "--by", "王五"),
        ("publish", "build"),
        ("publish", "nowhere", "--to", "site"),
        ("publish", "build", "--to", "build/site"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(batch: Batch, capsys: Capture, arguments: tuple[str, ...]) -> None:
    assert invoke(capsys, *arguments).code == 2


def test_all_that_is_done_is_approved_at_once(batch: Batch, capsys: Capture) -> None:
    batch.build("shili/yi/2022", 2, findings=({"rule": "XY-JUMP", "severity": "warning"},))
    batch.build("shili/bing/2022", 3, status=Status.REFUSED)
    done = invoke(capsys, "approve", "build", "--all-ok", "--by", "王五")
    assert (done.code, done.out) == (
        0,
        "审核通过的年报中有 1 份带有提醒：shili/yi/2022。\n王五：没有完成、不能审核 1 份，审核通过 2 份。\n",
    )
    assert "已审核" in (batch.out / "index.html").read_text(encoding="utf-8")
    done = invoke(capsys, "approve", "build/shili", "--all-ok", "--by", "王五", "--json")
    assert done.code == 0
    assert [one["verdict"] for one in done.json] == ["not_done", "unchanged", "unchanged"]


def test_several_are_judged_each_alone(batch: Batch, capsys: Capture) -> None:
    yi = batch.build("shili/yi/2022", 2)
    (yi / "report.pdf").write_bytes(b"changed")
    done = invoke(capsys, "approve", f"build/{NAME}", "build/shili/yi/2022", "--by", "王五")
    assert done.code == 1
    assert "拒绝 shili/yi/2022：report.pdf 在生成之后被改动过" in done.out
    assert done.out.endswith("王五：审核通过 1 份，拒绝 1 份。\n")
    assert len(batch.entries()) == 1


def test_nothing_that_is_done_is_exit_code_1(batch: Batch, capsys: Capture) -> None:
    batch.build(status=Status.REFUSED)
    assert invoke(capsys, "approve", "build", "--all-ok", "--by", "王五").code == 1
    assert not batch.log.exists()


def test_the_index_follows_an_approval_and_a_withdrawal(batch: Batch, capsys: Capture) -> None:
    index = batch.out / "index.html"
    invoke(capsys, "approve", f"build/{NAME}", "--by", "王五")
    assert "已审核" in index.read_text(encoding="utf-8")
    invoke(capsys, "withdraw", f"build/{NAME}", "--by", "王五", "--reason", "数据有误")
    assert "已撤回" in index.read_text(encoding="utf-8")


def test_an_approval_stands_where_the_index_cannot_be_written(batch: Batch, capsys: Capture) -> None:
    (batch.out / "index.html").mkdir()
    done = invoke(capsys, "approve", f"build/{NAME}", "--by", "王五")
    assert done.code == 3
    assert "审核记录已写好，但总览页没有更新" in done.err
    assert len(batch.entries()) == 1
