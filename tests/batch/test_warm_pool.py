"""The pool of forked children: when a warm process is started, and who waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast

import pytest
from tests.batch.steps import COMMON, job_in, step_of
from tests.intake.writing import sample

from helpers.batch import warm_pool
from helpers.batch.limits import Limits
from helpers.batch.order import warm_for
from helpers.batch.record import Record, Status
from helpers.batch.warm_pool import WarmPool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helpers.batch.attempt import Attempt
    from helpers.batch.plan import Step
    from helpers.batch.warm_pool import _Running
    from helpers.kernels.client import WarmProcess

FAULTY = sample(2021, ("  licences: 0\n", "  licences: -1\n"))


class AskedError(Exception):
    """A child was asked for."""


class Pretended:
    """A warm process that says what is done with it."""

    def __init__(self, warm: tuple[str, ...], _: object) -> None:
        self.warm = warm
        self.alive = True
        self.asked = False
        self.closed = False
        made.append(self)

    def spawn(self, *_: object, **__: object) -> NoReturn:
        raise AskedError

    def close(self) -> None:
        self.closed = True


made: list[Pretended] = []


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(warm_pool, "WarmProcess", Pretended)
    monkeypatch.setattr(warm_pool, "request", lambda *_: {})
    made.clear()
    return []


def build(pool: WarmPool, steps: list[Step], begun: list[str]) -> Iterator[Attempt]:
    def started(step: Step) -> None:
        begun.append(step.job.name)

    return pool(steps, COMMON, started=started)


def test_refused_reports_wait_for_no_warm_process(tmp_path: Path, begun: list[str]) -> None:
    steps = [step_of(job_in(tmp_path, f"a/x{number}/2022", FAULTY)) for number in range(3)]
    attempts = list(build(WarmPool(2, Limits()), steps, begun))
    assert [(attempt.step, attempt.record.status, attempt.final) for attempt in attempts] == [
        (step, Status.REFUSED, True) for step in steps
    ]
    assert begun == [step.job.name for step in steps]
    assert all(
        Record.read(step.job.folder) == attempt.record for step, attempt in zip(steps, attempts, strict=True)
    )
    assert [process.closed for process in made] == [True]


def test_the_first_report_that_is_not_refused_asks_for_a_child(tmp_path: Path, begun: list[str]) -> None:
    texts = {"a/x0/2022": FAULTY, "a/x1/2022": None, "a/x2/2022": FAULTY}
    steps = [step_of(job_in(tmp_path, name, text)) for name, text in texts.items()]
    attempts = build(WarmPool(2, Limits()), steps, begun)
    assert next(attempts).step.job.name == "a/x0/2022"
    with pytest.raises(AskedError):
        next(attempts)
    assert begun == ["a/x0/2022"]


def test_a_pool_that_expects_reports_starts_while_they_are_planned(tmp_path: Path, begun: list[str]) -> None:
    step = step_of(job_in(tmp_path))
    pool = WarmPool(2, Limits())
    pool.expect([step.job])
    assert [process.warm for process in made] == [warm_for([step.job])]
    with pytest.raises(AskedError):
        next(build(pool, [step], begun))
    assert len(made) == 1


@pytest.mark.parametrize("expected", [True, False])
def test_a_pool_with_nothing_to_build_keeps_no_warm_process(
    tmp_path: Path, begun: list[str], expected: bool
) -> None:
    pool = WarmPool(2, Limits())
    if expected:
        pool.expect([job_in(tmp_path)])
    assert list(build(pool, [], begun)) == []
    assert [process.closed for process in made] == [True] * expected


def test_the_children_of_a_dead_warm_process_are_heard_before_another_is_started(
    tmp_path: Path, begun: list[str]
) -> None:
    class Dead:
        alive = False
        closed = False

        def close(self) -> None:
            self.closed = True

    step, dead = step_of(job_in(tmp_path)), Dead()
    pool = WarmPool(2, Limits())
    pool._warm = cast("WarmProcess", dead)
    pool._running[3] = cast("_Running", object())
    assert not pool._start(step, 1, COMMON)
    assert not dead.closed
    pool._running.clear()
    with pytest.raises(AskedError):
        pool._start(step, 1, COMMON)
    assert dead.closed
