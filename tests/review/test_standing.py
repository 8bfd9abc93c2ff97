from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests import factories
from tests.review.batches import write_report

from helpers.batch.inputs import digest
from helpers.review.entries import entries
from helpers.review.signoff import FILE, Action, read_log
from helpers.review.signoff import Entry as Line
from helpers.review.standing import Standing, standing_in

NAME = "shili/a/2022"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_report(tmp_path, NAME, replace(factories.report(), file=""))
    return tmp_path


def say(out: Path, action: Action) -> None:
    log = read_log(out)
    record = digest((out / NAME / "record.json").read_bytes())
    number = len(log.entries) + 1
    line = Line(number, log.head, action, NAME, 1, "2023-01-20T09:00:00+08:00", "某某", record=record)
    log.and_then(line.sealed()).write(out)


def standing(out: Path) -> Standing | None:
    (entry,) = entries(out)
    return standing_in(out)(entry)


def test_nobody_has_said_anything(out: Path) -> None:
    assert standing(out) is None


def test_an_approval_counts_until_it_is_withdrawn(out: Path) -> None:
    say(out, Action.APPROVE)
    assert standing(out) == Standing("已审核", "某某", date(2023, 1, 20))
    say(out, Action.WITHDRAW)
    assert standing(out) == Standing("已撤回", "某某")


def test_a_report_that_changed_since_is_not_approved(out: Path) -> None:
    say(out, Action.APPROVE)
    changed = factories.report(changes={"proactive.licences": 1})
    write_report(out, NAME, replace(changed, file=""))
    assert standing(out) == Standing("审核后有改动", "某某")


def test_a_log_that_was_tampered_with_approves_nothing(out: Path) -> None:
    say(out, Action.APPROVE)
    log = out / FILE
    log.write_bytes(log.read_bytes().replace("某某".encode(), "别人".encode()))
    assert standing(out) == Standing("审核日志被改动")
