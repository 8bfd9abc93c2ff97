"""Approving many at once: each is judged alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.review.approvals import Batch, approve, at, withdraw

from helpers.batch.record import Status
from helpers.errors import UsageError
from helpers.review.signoff import Entry, SignOffError, Statement, read_log
from helpers.review.signoff.seal import Place
from helpers.review.signoff.several import Judged, Verdict, approve_several, reports_below

JIA, YI, BING = (f"shili/{slug}/2022" for slug in ("jia", "yi", "bing"))


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with two built reports and one that was refused."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build(JIA, 1, findings=({"rule": "XY-JUMP", "severity": "warning"},))
    batch.build(YI, 2)
    batch.build(BING, 3, status=Status.REFUSED)
    return batch


def go(batch: Batch, *folders: Path, only_done: bool = True, prepared_by: str = "") -> dict[str, Judged]:
    statement = Statement("王五", prepared_by, params=batch.params, now=at("2023-01-20"))
    found = approve_several(folders or reports_below([batch.out]), statement, only_done=only_done)
    return {one.report: one for one in found}


def verdicts(found: dict[str, Judged]) -> dict[str, str]:
    return {name: one.verdict.value for name, one in found.items()}


def test_what_is_done_is_approved_and_the_rest_passed_over(batch: Batch) -> None:
    found = go(batch)
    assert verdicts(found) == {JIA: "approved", YI: "approved", BING: "not_done"}
    assert (found[JIA].warnings, found[YI].warnings) == (1, 0)
    assert [entry.report for entry in read_log(batch.out).entries] == [JIA, YI]
    assert verdicts(go(batch)) == {JIA: "unchanged", YI: "unchanged", BING: "not_done"}
    assert len(read_log(batch.out).entries) == 2


def test_one_that_is_refused_keeps_no_other_back(batch: Batch) -> None:
    (batch.out / JIA / "report.pdf").write_bytes(b"changed")
    found = go(batch)
    assert verdicts(found) == {JIA: "refused", YI: "approved", BING: "not_done"}
    assert "report.pdf 在生成之后被改动过" in found[JIA].message
    named = go(batch, batch.out / BING, batch.out / YI, only_done=False)
    assert verdicts(named) == {BING: "refused", YI: "unchanged"}


def test_two_persons_are_asked_for_of_each(batch: Batch) -> None:
    batch.district("two_persons: true")
    assert set(verdicts(go(batch)).values()) == {"refused", "not_done"}
    same = go(batch, prepared_by="王 五")
    assert "编制和审核不能是同一人" in same[YI].message
    assert not batch.log.exists()
    assert verdicts(go(batch, prepared_by="李四"))[YI] == "approved"


def test_what_was_taken_back_is_approved_again_only_by_name(batch: Batch) -> None:
    go(batch)
    withdraw(batch.out / JIA, by="赵六", reason="口径有误", params=batch.params, now=at("2023-01-21"))
    found = go(batch)
    assert verdicts(found) == {JIA: "withdrawn", YI: "unchanged", BING: "not_done"}
    assert "赵六于2023-01-21撤回了审核（原因：口径有误）" in found[JIA].message
    assert verdicts(go(batch, batch.out / JIA, only_done=False)) == {JIA: "approved"}
    withdraw(batch.out / JIA, by="赵六", reason="口径有误", params=batch.params, now=at("2023-01-22"))
    batch.build(JIA, 4)
    assert verdicts(go(batch))[JIA] == "approved"


def test_a_reason_that_was_given_is_not_lost(batch: Batch) -> None:
    go(batch)
    batch.build(JIA, 4)
    approve(batch.out / JIA, by="王五", reason="处罚件数漏计", params=batch.params, now=at("2023-01-21"))
    assert verdicts(go(batch))[JIA] == "unchanged"


def test_a_draft_is_not_done(batch: Batch) -> None:
    batch.build(YI, 2, draft=True)
    assert verdicts(go(batch))[YI] == "refused"
    batch.build(YI, 2, draft=True, findings=({"rule": "D-TODO", "severity": "error"},))
    assert verdicts(go(batch))[YI] == "not_done"


def test_what_was_approved_stands_when_the_machine_gives_up(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers.review.signoff.approve import approval

    def fails(place: Place, *others: Any) -> Entry:
        if place.name == YI:
            raise OSError(5, "broken")
        return approval(place, *others)

    monkeypatch.setattr("helpers.review.signoff.several.approval", fails)
    with pytest.raises(OSError, match="broken"):
        go(batch)
    assert [entry.report for entry in read_log(batch.out).entries] == [JIA]


def test_a_log_that_was_edited_approves_nothing(batch: Batch) -> None:
    go(batch)
    batch.log.write_bytes(batch.log.read_bytes().replace("王五".encode(), "赵六".encode()))
    with pytest.raises(SignOffError, match="审核日志被改动过"):
        go(batch)


@pytest.mark.parametrize("below", ["", "shili", "shili/yi", YI])
def test_reports_are_found_at_every_height(batch: Batch, below: str) -> None:
    found = reports_below([batch.out / below, batch.out / YI])
    assert batch.out / YI in found
    assert len(found) == (3 if below in ("", "shili") else 1)


def test_a_folder_without_reports_is_wrong_usage(batch: Batch) -> None:
    with pytest.raises(UsageError, match="里面没有年报"):
        reports_below([batch.params])


def test_a_path_from_within_the_batch_finds_the_log(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(batch.out / "shili")
    assert verdicts(go(batch, Path("yi/2022"))) == {YI: "approved"}
    assert batch.log.is_file()
    assert Verdict.APPROVED.label == "审核通过"
