"""The log of approvals beside the reports that it speaks of."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.review.approvals import Batch, approve, key_of, signers_file

from helpers.review.signoff import read_log
from helpers.verify.approvals import Approvals, verify_approvals

if TYPE_CHECKING:
    from pathlib import Path

NAME = "shili/jia/2022"


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with one approved report."""
    batch = Batch(tmp_path)
    batch.district()
    approve(batch.build(), by="王五", params=batch.params)
    return batch


def held(batch: Batch) -> Approvals:
    found = verify_approvals(batch.out, batch.params)
    assert found
    return found


def messages(batch: Batch) -> list[str]:
    return [str(fault) for fault in held(batch).faults]


def test_a_log_that_fits_is_well(batch: Batch) -> None:
    found = held(batch)
    assert (len(found.log.entries), found.faults, found.unchecked) == (1, (), 0)


def test_without_a_log_there_is_nothing_to_hold_to(batch: Batch) -> None:
    batch.log.unlink()
    assert verify_approvals(batch.out, batch.params) is None


def test_a_line_that_was_changed_is_named(batch: Batch) -> None:
    batch.log.write_bytes(batch.log.read_bytes().replace("王五".encode(), "赵六".encode()))
    [message] = messages(batch)
    assert "审核日志被改动过" in message
    assert message.startswith("approvals.jsonl：1: ")


def test_a_log_that_is_a_link_is_not_read(batch: Batch) -> None:
    batch.log.rename(batch.root / "elsewhere")
    batch.log.symlink_to(batch.root / "elsewhere")
    assert messages(batch) == ["approvals.jsonl：是链接，不是文件"]


def test_a_report_that_was_built_again_or_has_gone_is_named(batch: Batch) -> None:
    batch.build(seed=2)
    [message] = messages(batch)
    assert message.startswith(f"{NAME}：王五于 ")
    assert "之后重新生成过" in message
    shutil.rmtree(batch.out / NAME)
    [message] = messages(batch)
    assert "没有这份年报" in message


def test_of_one_report_only_its_own_lines_matter(batch: Batch) -> None:
    approve(batch.build("shili/yi/2022", 3), by="王五", params=batch.params)
    batch.build(seed=2)
    found = verify_approvals(batch.out, batch.params, names={"shili/yi/2022"})
    assert found
    assert (len(found.log.entries), found.faults) == (1, ())


def test_a_forged_name_leads_nowhere(batch: Batch) -> None:
    [entry] = read_log(batch.out).entries
    batch.forge([replace(entry, report="../../../etc/2022")])
    [message] = messages(batch)
    assert "没有这份年报" in message


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen missing")
def test_signatures_are_held_to_the_keys_at_hand(batch: Batch) -> None:
    report = batch.build("shili/yi/2022", 3)
    keys = {name: key_of(batch.root, name) for name in ("王五", "赵六")}
    approve(report, by="王五", params=batch.params, key=keys["王五"])
    assert held(batch).unchecked == 1
    own = batch.params / "shili" / "allowed_signers"
    signers_file(own, 王五=keys["王五"])
    assert (held(batch).faults, held(batch).unchecked) == ((), 0)
    signers_file(own, 王五=keys["赵六"])
    [message] = messages(batch)
    assert "第 2 行" in message
    assert "签名核对不上" in message
