"""The guard round parsers: limits hold, whatever goes wrong is one line, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.kernels.processes import below

from helpers.errors import UsageError
from helpers.intake.published import guard
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.guard import guarded
from helpers.intake.published.limits import MAX_ANSWER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


def _spin() -> None:
    while True:
        pass


def _wait() -> None:
    time.sleep(60)


def _fill() -> int:
    return len(bytearray(3 << 30))


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fail() -> None:
    raise KeyError("x\ny")


def _say_too_much() -> bytes:
    return bytes(MAX_ANSWER + 10)


CASES: dict[str, tuple[Callable[[], object], str]] = {
    "never ends": (_spin, "秒内没有读完"),
    "waits": (_wait, "秒内没有读完"),
    "fills the memory": (_fill, "内存超过 1 GiB"),
    "crashes": (_crash, "读取时程序中断"),
    "raises": (_fail, "读到一半出错（KeyError）"),
    "says too much": (_say_too_much, "读取时程序中断"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_goes_wrong_is_one_line(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_SECONDS", 1)
    monkeypatch.setattr(guard, "MAX_WAIT", 1 if case == "waits" else 20)
    work, message = CASES[case]
    before = below(os.getpid())
    with pytest.raises(UnreadableError, match=message) as refused:
        guarded(work, "a.pdf")
    assert refused.value.message.startswith("a.pdf：")
    assert "\n" not in refused.value.message
    assert below(os.getpid()) <= before


def test_what_was_read_comes_back_and_what_was_refused_stays_an_error() -> None:
    def refuse() -> None:
        raise UsageError("不行")

    assert guarded(lambda: {"a": [1]}, "a.txt") == {"a": [1]}
    with pytest.raises(UsageError, match="不行"):
        guarded(refuse, "a.txt")


def test_a_parser_can_write_no_file_and_say_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def write() -> str:
        os.write(1, b"noise")
        os.write(2, b"noise")
        try:
            (tmp_path / "a").write_bytes(b"x")
        except OSError as error:
            return type(error).__name__
        return "written"

    assert guarded(write, "a.txt") == "OSError"
    assert capfd.readouterr() == ("", "")


def test_what_a_parser_started_ends_with_it(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def start() -> None:
        if not os.fork():
            time.sleep(60)
            os._exit(0)

    guarded(start, "a.txt")
    os.close(writing)
    began = time.monotonic()
    assert os.read(reading, 1) == b""  # the last holder of the other end is gone
    os.close(reading)
    assert time.monotonic() - began < 10


def test_where_processes_cannot_be_forked_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "resource", None)
    assert guarded(os.getpid, "a.txt") == os.getpid()
    with pytest.raises(UnreadableError, match="读到一半出错"):
        guarded(_fail, "a.txt")


def test_the_guard_costs_next_to_nothing() -> None:
    began = time.process_time()
    for _ in range(5):
        guarded(int, "a.txt")
    assert time.process_time() - began < 1
