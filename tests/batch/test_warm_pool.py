"""The pool of forked children: when a warm process is started, and when none is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast

import pytest
from tests.batch.steps import COMMON, job_in, step_of
from tests.intake.writing import sample

from helpers.batch import warm_pool
from helpers.batch.limits import Limits
from helpers.batch.record import Record, Status
from helpers.batch.warm_pool import WarmPool

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.batch.plan import Step
    from helpers.batch.warm_pool import _Running
    from helpers.kernels.client import WarmProcess

FAULTY = sample(2021, ("  licences: 0\n", "  licences: -1\n"))


class StartedError(Exception):
    """A warm process was asked for."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    def start(*_: object) -> NoReturn:
        raise StartedError

    monkeypatch.setattr(warm_pool, "WarmProcess", start)
    monkeypatch.setattr(warm_pool, "request", lambda *_: {})
    return []


def pool(begun: list[str]) -> WarmPool:
    def started(step: Step) -> None:
        begun.append(step.job.name)

    return WarmPool(COMMON, 2, Limits(), started)


def test_for_refused_reports_alone_no_warm_process_is_started(tmp_path: Path, begun: list[str]) -> None:
    steps = [step_of(job_in(tmp_path, f"a/x{number}/2022", FAULTY)) for number in range(3)]
    attempts = list(pool(begun).build_all(steps))
    assert [(attempt.step, attempt.record.status, attempt.final) for attempt in attempts] == [
        (step, Status.REFUSED, True) for step in steps
    ]
    assert begun == [step.job.name for step in steps]
    assert all(
        Record.read(step.job.folder) == attempt.record for step, attempt in zip(steps, attempts, strict=True)
    )
    assert list(pool(begun).build_all([])) == []


def test_the_first_report_that_is_not_refused_has_one_started(tmp_path: Path, begun: list[str]) -> None:
    texts = {"a/x0/2022": FAULTY, "a/x1/2022": None, "a/x2/2022": FAULTY}
    steps = [step_of(job_in(tmp_path, name, text)) for name, text in texts.items()]
    attempts = pool(begun).build_all(steps)
    assert next(attempts).step.job.name == "a/x0/2022"
    with pytest.raises(StartedError):
        next(attempts)
    assert begun == ["a/x0/2022"]


def test_the_children_of_a_dead_warm_process_are_heard_before_another_is_started(
    tmp_path: Path, begun: list[str]
) -> None:
    class Dead:
        alive = False
        closed = False

        def close(self) -> None:
            self.closed = True

    step, dead = step_of(job_in(tmp_path)), Dead()
    made = pool(begun)
    made._warm = cast("WarmProcess", dead)
    made._running[3] = cast("_Running", object())
    assert not made._start(step, 1)
    assert not dead.closed
    made._running.clear()
    with pytest.raises(StartedError):
        made._start(step, 1)
    assert dead.closed
