"""ledger.sqlite: each try, when and why."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import job_in, step_of

from helpers.batch.ledger import FILE, Ledger
from helpers.batch.record import Record, Status
from helpers.checks import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path


def tries(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as connection:
        found = connection.execute(
            "SELECT report, reason, status, message, ended FROM tries ORDER BY id"
        ).fetchall()
    connection.close()
    return found


def test_each_try_is_a_line(tmp_path: Path) -> None:
    step = step_of(job_in(tmp_path))
    failed = Finding("RUN", Severity.ERROR, "笔记本执行出错。").to_json()
    before = datetime.datetime.now(datetime.UTC)
    with Ledger(tmp_path / "build") as ledger:
        ledger.note(step, Record("甲", 2022, Status.FAILED, (failed,)))
    with Ledger(tmp_path / "build") as ledger:
        ledger.note(replace(step, reason="要求重做"), Record("甲", 2022, Status.OK))
    found = tries(tmp_path / "build")
    assert [line[:4] for line in found] == [
        ("shili/ceshi/2022", "尚未生成", "failed", "笔记本执行出错。"),
        ("shili/ceshi/2022", "要求重做", "ok", ""),
    ]
    for line in found:
        assert before - datetime.timedelta(seconds=1) <= datetime.datetime.fromisoformat(str(line[4]))


def test_hostile_names_are_data(tmp_path: Path) -> None:
    step = replace(step_of(job_in(tmp_path)), reason="'); DROP TABLE tries; --")
    with Ledger(tmp_path) as ledger:
        ledger.note(step, Record("甲", 2022, Status.OK))
    assert tries(tmp_path)[0][1] == "'); DROP TABLE tries; --"


def test_a_ledger_that_is_no_ledger_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(OSError, match=FILE):
        Ledger(tmp_path)
