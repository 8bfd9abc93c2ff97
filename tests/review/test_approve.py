from __future__ import annotations

from pathlib import Path

import pytest
from tests.review.approvals import Batch, approve, at, withdraw

from helpers.batch.record import Record, Status
from helpers.errors import UsageError
from helpers.review.signoff import Action, Entry, SignOffError, read_log


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with one built report."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build()
    return batch


def sign_off(batch: Batch, name: str = "shili/jia/2022", *, day: str = "2023-01-20", **more: str) -> Entry:
    given = {"by": "王五", **more}
    return approve(batch.out / name, **given, params=batch.params, now=at(day))


def refusal(batch: Batch, **more: str) -> str:
    before = batch.log.read_bytes() if batch.log.exists() else None
    with pytest.raises(SignOffError) as caught:
        sign_off(batch, **more)
    assert (batch.log.read_bytes() if batch.log.exists() else None) == before
    assert caught.value.exit_code == 1
    return caught.value.message


def test_an_approval_is_bound_to_record_and_files(batch: Batch) -> None:
    entry = sign_off(batch, prepared_by="李四")
    assert read_log(batch.out).entries == (entry,)
    assert (entry.number, entry.version, entry.action, entry.at) == (
        1,
        1,
        Action.APPROVE,
        "2023-01-20T10:00:00+08:00",
    )
    assert (entry.by, entry.prepared_by) == ("王五", "李四")
    record = Record.read(batch.out / "shili/jia/2022")
    assert record
    assert entry.outputs == record.outputs


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.REFUSED, "因核对有错误被退回"), (Status.FAILED, "生成时出错"), (Status.BROKEN, "机器故障中断")],
)
def test_what_is_not_done_cannot_be_approved(batch: Batch, status: Status, words: str) -> None:
    batch.build(status=status)
    assert words in refusal(batch)


def test_a_draft_cannot_be_approved(batch: Batch) -> None:
    batch.build(draft=True)
    assert "这是草稿" in refusal(batch)


def test_a_report_with_an_error_cannot_be_approved(batch: Batch) -> None:
    batch.build(findings=({"rule": "D-TODO", "severity": "error"},))
    assert "这是草稿" in refusal(batch)


def test_a_report_that_was_never_built_cannot_be_approved(batch: Batch) -> None:
    with pytest.raises(SignOffError, match="没有生成过的年报"):
        sign_off(batch, "shili/yi/2022")
    assert not (batch.out / "shili" / "yi").exists()


@pytest.mark.parametrize("path", ["shili/jia", "shili/jia/2022/report.html", "../x/y/2022x"])
def test_a_path_that_is_no_report_is_wrong_usage(batch: Batch, path: str) -> None:
    with pytest.raises(UsageError):
        sign_off(batch, path)


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "report.docx", "report.ipynb"])
def test_a_file_that_was_changed_after_the_build_refuses(batch: Batch, name: str) -> None:
    path = batch.out / "shili/jia/2022" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert f"{name} 在生成之后被改动过" in refusal(batch)


def test_a_file_that_is_gone_or_too_many_or_a_link_refuses(batch: Batch) -> None:
    folder = batch.out / "shili/jia/2022"
    (folder / "report.txt").write_text("x", encoding="utf-8")
    assert "report.txt 不是这次生成的文件" in refusal(batch)
    (folder / "report.txt").unlink()
    (folder / "report.pdf").rename(batch.root / "elsewhere")
    assert "缺少 report.pdf" in refusal(batch)
    (folder / "report.pdf").symlink_to(batch.root / "elsewhere")
    assert "缺少 report.pdf" in refusal(batch)


def test_a_record_that_names_files_elsewhere_refuses(batch: Batch) -> None:
    path = batch.out / "shili/jia/2022/record.json"
    path.write_text(path.read_text("utf-8").replace('"report.pdf"', '"../report.pdf"'), encoding="utf-8")
    assert "列出的文件不对" in refusal(batch)


def test_a_report_in_another_office_s_folder_refuses(batch: Batch) -> None:
    folder = batch.build("shili/jia/2021")
    (batch.out / "shili/jia/2022/record.json").unlink()
    (batch.out / "shili/jia/2022").rename(batch.root / "away")
    folder.rename(batch.out / "shili/jia/2022")
    assert "与所在文件夹不符" in refusal(batch)


def test_params_that_changed_since_the_build_refuse(batch: Batch) -> None:
    path = batch.params / "shili/jia/2022.yaml"
    path.write_text(path.read_text("utf-8") + "# 改\n", encoding="utf-8")
    assert "填报数据（" in refusal(batch)
    path.unlink()
    assert "填报数据（" in refusal(batch)


def test_last_year_s_params_that_came_since_the_build_refuse(batch: Batch) -> None:
    (batch.params / "shili/jia/2021.yaml").write_text("x", encoding="utf-8")
    assert "上年填报数据（" in refusal(batch)


def test_without_the_params_at_hand_the_record_alone_counts(batch: Batch) -> None:
    entry = approve(
        batch.out / "shili/jia/2022", by="王五", params=batch.root / "nowhere", now=at("2023-01-20")
    )
    assert entry.version == 1


def test_two_persons_are_two_persons(batch: Batch) -> None:
    batch.district("two_persons: true")
    assert "请用 --prepared-by 写明编制人" in refusal(batch)
    for same in ("王五", " 王 五 "):
        assert "编制和审核不能是同一人" in refusal(batch, prepared_by=same)
    assert "编制和审核不能是同一人" in refusal(batch, by="Wang Wu", prepared_by="ＷＡＮＧ wu")
    assert sign_off(batch, prepared_by="李四").two_persons


def test_one_person_may_do_both_where_nobody_asks_for_two(batch: Batch) -> None:
    assert sign_off(batch, prepared_by="王五").prepared_by == "王五"


def test_nothing_is_approved_twice(batch: Batch) -> None:
    sign_off(batch)
    assert "没有改动，不必重复" in refusal(batch, day="2023-01-21")


def test_another_build_is_another_version(batch: Batch) -> None:
    sign_off(batch)
    batch.build(seed=2)
    assert sign_off(batch).version == 2
    batch.build(seed=1)
    assert sign_off(batch).version == 3


def test_after_the_lock_a_change_needs_a_reason(batch: Batch) -> None:
    batch.district("lock: 03-31")
    sign_off(batch, day="2023-03-31")
    batch.build(seed=2)
    assert "已过锁定日期（次年 3 月 31 日）" in refusal(batch, day="2023-04-01")
    entry = sign_off(batch, day="2023-04-01", reason="处罚件数漏计")
    assert (entry.version, entry.reason) == (2, "处罚件数漏计")


def test_before_the_lock_and_for_a_late_first_approval_no_reason_is_needed(batch: Batch) -> None:
    batch.district("lock: 03-31")
    sign_off(batch, day="2023-04-02")
    batch.district("lock: 04-30")
    batch.build(seed=2)
    assert sign_off(batch, day="2023-04-30").version == 2


def test_a_withdrawal_needs_an_approval_and_a_reason(batch: Batch) -> None:
    folder = batch.out / "shili/jia/2022"
    with pytest.raises(SignOffError, match="没有有效的审核"):
        withdraw(folder, by="王五", reason="误", params=batch.params)
    sign_off(batch)
    with pytest.raises(UsageError, match="--reason"):
        withdraw(folder, by="王五", reason=" \n", params=batch.params)
    entry = withdraw(folder, by="赵六", reason="数据\n有误", params=batch.params, now=at("2023-02-01"))
    assert (entry.action, entry.reason, entry.version) == (Action.WITHDRAW, "数据 有误", 1)
    with pytest.raises(SignOffError, match="没有有效的审核"):
        withdraw(folder, by="王五", reason="误", params=batch.params)
    assert sign_off(batch).version == 1


@pytest.mark.parametrize("name", ["", "-oProxyCommand", "*", "a,b", "王\n五", "x" * 61, '"x"', "!a"])
def test_a_name_is_neither_an_option_nor_a_pattern(batch: Batch, name: str) -> None:
    with pytest.raises(UsageError, match="--by"):
        sign_off(batch, by=name)
