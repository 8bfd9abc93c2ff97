"""The warm process and its children, without any Jupyter."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.kernels.processes import alive, below, descriptors, eventually

from helpers.errors import MachineError
from helpers.kernels.client import Child, WarmProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
CHILDREN = "tests.kernels.children"


@pytest.fixture
def process() -> Iterator[WarmProcess]:
    process = WarmProcess([], ENVIRONMENT)
    yield process
    process.close()


def spawn(process: WarmProcess, name: str, **given: Any) -> Child:
    return process.spawn(f"{CHILDREN}:{name}", given)


def receive(child: Child) -> dict[str, Any]:
    """The next thing that a child says."""
    end = time.monotonic() + 20
    while (said := child.receive()) is None:
        assert time.monotonic() < end
        time.sleep(0.01)
    return said


def test_a_child_says_things_and_ends(process: WarmProcess) -> None:
    child = spawn(process, "say", word="中")
    assert receive(child) == {"said": "中", "folder": str(Path.cwd())}
    assert receive(child) == {"exit": 0}
    assert child.returncode == child.poll() == child.wait() == 0
    assert child.receive() is None


@pytest.mark.parametrize("status", [0, 3, 255])
def test_the_exit_status_is_the_function_s(process: WarmProcess, status: int) -> None:
    assert spawn(process, "leave", status=status).wait(60) == status


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSEGV", "SIGUSR1", "SIGHUP"])
def test_a_signal_s_end_is_negative(process: WarmProcess, name: str) -> None:
    assert spawn(process, "die", signal=name).wait(60) == -signal.Signals[name]


def test_a_failure_is_told_on_stderr(process: WarmProcess, capfd: pytest.CaptureFixture[str]) -> None:
    assert spawn(process, "fail").wait(60) == 1
    assert spawn(process, "exit_with_words").wait(60) == 1
    assert process.spawn("tests.kernels.children:no_such", {}).wait(60) == 1
    written = capfd.readouterr().err
    assert "ValueError: a failing child" in written
    assert "\nlast words\n" in written
    assert "no_such" in written


def test_a_wait_ends_in_time(process: WarmProcess) -> None:
    child = spawn(process, "sleep")
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.1)
    assert child.poll() is None
    child.terminate()
    assert child.wait(60) == -signal.SIGTERM


def test_a_killed_child_takes_with_it_what_it_started(process: WarmProcess) -> None:
    child = spawn(process, "sleep")
    started = receive(child)["started"]
    assert os.getpgid(started) == child.pid
    child.kill()
    assert child.wait(60) == -signal.SIGKILL
    assert eventually(lambda: not alive(started))
    child.kill()
    child.send_signal(signal.SIGTERM)


def test_children_end_with_the_warm_process_however_it_ends(process: WarmProcess) -> None:
    children = [spawn(process, "sleep") for _ in range(3)]
    pids = [child.pid for child in children] + [receive(child)["started"] for child in children]
    start = time.monotonic()
    os.kill(process.pid, signal.SIGKILL)
    assert [child.wait(60) for child in children] == [-signal.SIGKILL] * 3
    assert time.monotonic() - start < 5
    assert eventually(lambda: not any(map(alive, pids)))
    assert not process.alive
    with pytest.raises(MachineError):
        spawn(process, "say", word="")
    process.close()
    assert not process.folder.exists()


def test_children_end_when_the_process_is_closed(process: WarmProcess) -> None:
    children = [spawn(process, "sleep") for _ in range(3)]
    pids = [child.pid for child in children] + [receive(child)["started"] for child in children]
    process.close()
    assert eventually(lambda: not any(map(alive, pids)))
    assert not process.folder.exists()
    process.close()


DRIVER = """
import os, sys, time
from helpers.kernels.client import WarmProcess

process = WarmProcess([])
children = [process.spawn("tests.kernels.children:sleep", {}) for _ in range(3)]
if "fork" in sys.argv:
    if os.fork() == 0:
        os.close(1)
        time.sleep(600)
print(process.pid, process.folder, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("way", ["alone", "fork"])
def test_nothing_is_left_of_a_killed_driver(way: str) -> None:
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, way], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    assert driver.stdout is not None
    pid, folder = driver.stdout.readline().split()
    # The three children and what they started; in one case a fork of the driver lives on.
    assert eventually(lambda: len(below(int(pid))) == 6)
    started, others = below(int(pid)), below(driver.pid) - below(int(pid)) - {int(pid)}
    assert len(others) == (way == "fork")
    driver.kill()
    driver.communicate()
    assert eventually(lambda: not any(map(alive, {int(pid), *started})))
    assert eventually(lambda: not Path(folder).exists())
    for other in others:
        assert alive(other)
        os.kill(other, signal.SIGKILL)


def test_what_a_driver_and_its_warm_process_left_that_were_killed_at_once_is_cleared_by_the_next() -> None:
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    assert driver.stdout is not None
    pid, folder = driver.stdout.readline().split()
    assert eventually(lambda: len(below(int(pid))) == 6)
    children = {child for child in below(int(pid)) if os.getpgid(child) == child}
    os.kill(int(pid), signal.SIGSTOP)  # so that it can't clear up
    driver.kill()
    os.kill(int(pid), signal.SIGKILL)
    assert eventually(lambda: not any(map(alive, children)))
    # Nobody is left who could end what the children had started.
    for child in children:
        os.killpg(child, signal.SIGKILL)
    driver.communicate()
    assert Path(folder).is_dir()
    process = WarmProcess([], ENVIRONMENT)
    assert not Path(folder).exists()
    # An owned one stays.
    other = WarmProcess([], ENVIRONMENT)
    assert process.folder.is_dir()
    process.close()
    other.close()


def test_a_fork_of_the_driver_leaves_the_warm_process_alone(process: WarmProcess) -> None:
    assert process.alive
    if (pid := os.fork()) == 0:
        process.close()
        os._exit(int(process.alive))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert process.alive
    assert spawn(process, "leave", status=4).wait(60) == 4


def test_a_child_that_nobody_listens_to_holds_up_nobody(process: WarmProcess) -> None:
    deaf = [spawn(process, "say_much") for _ in range(3)]
    # These can only end if the warm process isn't stuck with the others' last words.
    for status in range(5):
        assert spawn(process, "leave", status=status).wait(60) == status
    for child in deaf:
        assert child.wait(60) == 0


def test_a_warm_process_without_room_for_more_files_says_so(process: WarmProcess) -> None:
    spawn(process, "leave", status=0).wait(60)
    soft, hard = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (3, hard))
    with pytest.raises(MachineError, match="请稍后重新运行"):
        spawn(process, "leave", status=0)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (soft, hard))
    assert spawn(process, "leave", status=3).wait(60) == 3


def test_a_module_that_cant_be_imported_is_told_and_does_no_harm(
    capfd: pytest.CaptureFixture[str],
) -> None:
    process = WarmProcess(["no_such_module", "json:no_such_function", "json"], ENVIRONMENT)
    assert spawn(process, "leave", status=3).wait(60) == 3
    process.close()
    written = capfd.readouterr().err
    assert "no_such_module" in written
    assert "no_such_function" in written


def test_a_thread_left_running_stops_the_warm_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "threaded.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True, name='mine').start()"
    )
    process = WarmProcess(["threaded"], {**ENVIRONMENT, "PYTHONPATH": f"{ROOT}:{tmp_path}"})
    with pytest.raises(MachineError):
        spawn(process, "leave", status=3)
    process.close()
    assert "mine" in capfd.readouterr().err


def test_a_module_beside_the_driver_is_not_taken_for_an_installed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "__init__.py").write_text("raise SystemExit(9)")
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    process = WarmProcess([], ENVIRONMENT)
    assert spawn(process, "leave", status=3).wait(60) == 3
    process.close()


def test_neither_side_keeps_anything_of_a_child(process: WarmProcess) -> None:
    spawn(process, "leave", status=0).wait(60)
    here, there = descriptors(os.getpid()), descriptors(process.pid)
    for _ in range(50):
        spawn(process, "leave", status=0).wait(60)
    assert descriptors(os.getpid()) == here
    # The first child's last descriptor may still have been open when they were counted.
    assert eventually(lambda: descriptors(process.pid) <= there)
    assert below(process.pid) == set()
