"""The kernel provisioner as Jupyter's own programs use it, and what happens when something is killed."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_event_loop
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from tests.kernels.execute import STOCK, WARM, environment, printed
from tests.kernels.processes import alive, below, descriptors, eventually, memory

from helpers.kernels import provisioner, shared
from helpers.kernels.client import Child
from helpers.kernels.provisioner import WarmProvisioner
from helpers.kernels.warm import NOTEBOOK

pytestmark = pytest.mark.notebook

BIN = Path(sys.executable).parent


@pytest.fixture(autouse=True)
def outside_of_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "")  # pytest takes it away itself
    monkeypatch.delenv("PYTEST_CURRENT_TEST")


async def started(**launch: Any) -> tuple[AsyncKernelManager, Any]:
    """A running warm kernel: its manager and a client."""
    manager = AsyncKernelManager(kernel_name=WARM)
    await manager.start_kernel(env=environment(), **launch)
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return manager, client


async def ended(manager: AsyncKernelManager, client: Any, *, now: bool = False) -> None:
    client.stop_channels()
    await manager.shutdown_kernel(now=now)


async def value(client: Any, code: str) -> str:
    """What a kernel prints."""
    texts: list[str] = []

    def hook(message: dict[str, Any]) -> None:
        texts.append(message["content"].get("text", ""))

    await client.execute_interactive(code, allow_stdin=False, output_hook=hook, timeout=60)
    return "".join(texts)


def test_the_kernelspec_is_installed_and_asks_for_the_provisioner() -> None:
    spec = KernelSpecManager().get_kernel_spec(WARM)
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "nianbao-warm"
    assert spec.argv[:3] == ["python", "-m", "ipykernel_launcher"]
    # Nothing of this machine in it.
    assert "/" not in json.dumps(spec.argv)


def test_kernels_talk_over_sockets_that_only_their_user_can_reach() -> None:
    async def check() -> tuple[str, list[Path]]:
        manager, client = await started()
        folder = Path(manager.ip).parent
        assert manager.transport == "ipc"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_uid == os.getuid()
        assert Path(manager.connection_file).parent == folder
        assert any(path.is_socket() for path in folder.iterdir())
        assert len(os.fsencode(f"{manager.ip}-{manager.hb_port}")) < 108
        await ended(manager, client)
        return str(folder), list(folder.iterdir())

    _, left = asyncio.run(check())
    assert left == []


def test_a_kernel_that_was_started_has_its_sockets() -> None:
    async def check() -> list[bool]:
        manager = AsyncKernelManager(kernel_name=WARM)
        await manager.start_kernel(env=environment())
        found = [Path(f"{manager.ip}-{port}").is_socket() for port in manager.ports]
        await manager.shutdown_kernel(now=True)
        return found

    assert asyncio.run(check()) == [True] * 5


def test_a_kernel_in_a_missing_folder_fails_as_any_other(tmp_path: Path) -> None:
    async def check(kernel: str) -> str:
        manager = AsyncKernelManager(kernel_name=kernel)
        with pytest.raises(FileNotFoundError) as failure:
            await manager.start_kernel(env=environment(), cwd=str(tmp_path / "missing"))
        await manager.cleanup_resources()
        return str(failure.value)

    assert asyncio.run(check(WARM)) == asyncio.run(check(STOCK))


def test_who_wants_tcp_gets_it() -> None:
    async def check(**wanted: Any) -> None:
        manager = AsyncKernelManager(kernel_name=WARM, **wanted)
        await manager.start_kernel(env=environment())
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        assert manager.transport == "tcp"
        assert isinstance(manager.provisioner, WarmProvisioner)
        assert isinstance(manager.provisioner.process, Child)
        assert await value(client, "print(1)") == "1\n"
        await ended(manager, client)

    asyncio.run(check(ip="127.0.0.1"))


@pytest.mark.parametrize("now", [False, True])
def test_the_blocking_manager_has_warm_kernels_too(now: bool) -> None:
    manager = KernelManager(kernel_name=WARM)
    manager.start_kernel(env=environment())
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    texts: list[str] = []
    client.execute_interactive(
        "print(6 * 7)", output_hook=lambda message: texts.append(message["content"].get("text", ""))
    )
    assert "".join(texts) == "42\n"
    assert isinstance(manager.provisioner, WarmProvisioner)
    process = manager.provisioner.process
    assert isinstance(process, Child)
    client.stop_channels()
    manager.shutdown_kernel(now=now)
    assert manager.provisioner.exit_status == process.returncode == (-signal.SIGKILL if now else 0)
    assert not manager.has_kernel


def test_a_kernel_restarts() -> None:
    async def check() -> None:
        manager, client = await started()
        first = await value(client, "x = 1\nimport os\nprint(os.getpid())")
        await manager.restart_kernel(env=environment())
        await client.wait_for_ready(timeout=60)
        assert await value(client, "import os\nprint('x' in globals())") == "False\n"
        assert await value(client, "import os\nprint(os.getpid())") != first
        assert not alive(int(first))
        await manager.restart_kernel(now=True, env=environment())
        await client.wait_for_ready(timeout=60)
        assert await value(client, "print(1)") == "1\n"
        await ended(manager, client)

    asyncio.run(check())


def test_a_kernel_is_interrupted_with_whatever_it_started() -> None:
    async def check() -> None:
        manager, client = await started()
        # With stop_on_error ipykernel turns away what comes just behind an error, here the next request.
        message = client.execute("import subprocess\nsubprocess.run(['sleep', '600'])", stop_on_error=False)
        assert isinstance(manager.provisioner, WarmProvisioner)
        pid = manager.provisioner.pid
        assert pid is not None
        assert await asyncio.to_thread(eventually, lambda: len(below(pid)) == 1)
        (sleeping,) = below(pid)
        await manager.interrupt_kernel()
        reply = await client.get_shell_msg(timeout=60)
        while reply["parent_header"].get("msg_id") != message:
            reply = await client.get_shell_msg(timeout=60)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert not alive(sleeping)
        assert await value(client, "print(1)") == "1\n"
        await ended(manager, client)

    asyncio.run(check())


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_who_asks_learns_the_signal_that_ended_a_kernel(name: str, caplog: pytest.LogCaptureFixture) -> None:
    async def check() -> WarmProvisioner:
        manager, client = await started()
        client.execute(f"import os, signal\nos.kill(os.getpid(), signal.{name})")
        found = manager.provisioner
        assert isinstance(found, WarmProvisioner)
        status = await asyncio.wait_for(found.wait(), 60)
        assert status == found.exit_status == -signal.Signals[name]
        assert not await manager.is_alive()
        client.stop_channels()
        await manager.cleanup_resources()
        return found

    with caplog.at_level(logging.ERROR):
        asyncio.run(check())
    assert f"was ended by {name}" in caplog.text


def test_a_kernel_that_does_not_end_when_asked_is_made_to() -> None:
    async def check() -> float:
        manager, client = await started()
        stubborn = (
            "import atexit, signal, time\natexit.register(time.sleep, 600)\nsignal.signal(15, signal.SIG_IGN)"
        )
        await value(client, stubborn)
        manager.shutdown_wait_time = 2.0
        found = manager.provisioner
        assert isinstance(found, WarmProvisioner)
        pid = found.pid
        assert pid is not None
        start = time.monotonic()
        await ended(manager, client)
        assert not alive(pid)
        assert found.exit_status == -signal.SIGKILL
        return time.monotonic() - start

    assert asyncio.run(check()) < 20


def test_a_killed_warm_process_is_noticed_at_once_and_replaced(tmp_path: Path) -> None:
    printed("1", folder=tmp_path)
    first = shared.warm_process(NOTEBOOK)
    running = tmp_path / "running"
    cell = f"import time\nopen({str(running)!r}, 'w')\ntime.sleep(600)"
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])

    def kill() -> None:
        assert eventually(running.exists, 60)
        os.kill(first.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(DeadKernelError):
        NotebookClient(node, kernel_name=WARM).execute(env=environment())
    # nbclient looks once a second.
    assert time.time() - running.stat().st_mtime < 15
    killer.join()
    assert printed("print(1)", folder=tmp_path) == ["1\n"]
    assert shared.warm_process(NOTEBOOK).pid != first.pid
    assert not first.folder.exists()


def test_where_nothing_can_be_forked_kernels_start_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provisioner, "CAN_FORK", False)
    forked = "print('server.main' in open('/proc/self/cmdline').read())"
    assert printed(forked, folder=tmp_path) == ["False\n"]


def test_where_no_warm_process_can_be_started_kernels_start_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(modules: tuple[str, ...]) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(provisioner, "warm_process", full)
    forked = "print('server.main' in open('/proc/self/cmdline').read())"
    assert printed(forked, folder=tmp_path) == ["False\n"]
    assert "No space left on device" in caplog.text


@pytest.mark.parametrize("launch", [{"stdin": subprocess.DEVNULL}, {"stderr": subprocess.DEVNULL}])
def test_what_only_popen_can_do_is_left_to_it(launch: dict[str, Any]) -> None:
    async def check() -> None:
        manager, client = await started(**launch)
        assert isinstance(manager.provisioner, LocalProvisioner)
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert await value(client, "print(1)") == "1\n"
        await ended(manager, client)

    asyncio.run(check())


def test_a_kernel_s_output_can_be_redirected(tmp_path: Path) -> None:
    async def check() -> None:
        with (tmp_path / "out").open("w") as out:
            manager, client = await started(stdout=out, stderr=out.fileno())
            await value(
                client, "import os, time\nos.write(1, b'past Jupyter')\nos.write(2, b'|')\ntime.sleep(0.3)"
            )
            await ended(manager, client)

    asyncio.run(check())
    assert sorted((tmp_path / "out").read_text()) == sorted("past Jupyter|")


async def many(number: int) -> list[str]:
    """Run so many kernels at once; what each of them is."""

    async def one() -> str:
        manager, client = await started()
        try:
            return await value(client, "import os\nprint(os.getpid())")
        finally:
            await ended(manager, client)

    return await asyncio.gather(*(one() for _ in range(number)))


def test_eight_kernels_run_at_once_in_one_loop() -> None:
    assert len(set(asyncio.run(many(8)))) == 8


def test_eight_kernels_run_at_once_in_threads(tmp_path: Path) -> None:
    found: list[str] = []

    def one() -> None:
        try:
            found.extend(printed("import os\nprint(os.getpid())", folder=tmp_path))
        finally:
            # nbclient leaves the event loop open that it makes for a thread.
            ensure_event_loop().close()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 8


DRIVER = """
import asyncio, sys
from tests.kernels.test_provisioner import many
from helpers.kernels.shared import warm_process
from helpers.kernels.warm import NOTEBOOK
pids = asyncio.run(many(4))
print(len(set(pids)), warm_process(NOTEBOOK).pid)
"""


def test_two_drivers_have_a_warm_process_each() -> None:
    drivers = [
        subprocess.Popen(
            [sys.executable, "-c", DRIVER],
            env={**environment(), "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [driver.communicate(timeout=100)[0].split() for driver in drivers]
    assert [answer[0] for answer in answers] == ["4", "4"]
    assert answers[0][1] != answers[1][1]
    assert not any(alive(int(pid)) for _, pid in answers)


FOLLOWER = """
import multiprocessing, sys
from tests.kernels.execute import printed
from helpers.kernels.shared import warm_process
from helpers.kernels.warm import NOTEBOOK
from pathlib import Path

def run(folder):
    text = printed("print(1)", folder=Path(folder))
    return text, warm_process(NOTEBOOK).pid

if __name__ == "__main__":
    method, folder = sys.argv[1:]
    own = run(folder) if method == "fork" else None
    with multiprocessing.get_context(method).Pool(2) as pool:
        results = [own] * (own is not None) + pool.map(run, [folder] * 4, chunksize=2)
        pool.close()
        pool.join()
    print(*{pid for _, pid in results}, sep="\\n")
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_a_pool_have_a_warm_process_each_and_leave_none(method: str, tmp_path: Path) -> None:
    (tmp_path / "follower.py").write_text(FOLLOWER)
    shown = subprocess.run(
        [sys.executable, str(tmp_path / "follower.py"), method, str(tmp_path)],
        env={**environment(), "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
        timeout=200,
        check=True,
    ).stdout
    pids = [int(word) for word in shown.split()]
    assert len(pids) >= (2 if method == "fork" else 1)
    assert eventually(lambda: not any(map(alive, pids)))


def test_nothing_grows_kernel_after_kernel() -> None:
    async def one() -> None:
        manager, client = await started()
        assert await value(client, "print('x' * 100_000)") == "x" * 100_000 + "\n"
        await ended(manager, client)
        assert isinstance(manager.provisioner, WarmProvisioner)
        assert manager.provisioner.exit_status == 0

    async def check(number: int) -> None:
        for _ in range(number):
            await one()

    asyncio.run(check(10))
    warm = shared.warm_process(NOTEBOOK)
    gc.collect()
    here = descriptors(os.getpid())
    before = descriptors(warm.pid), memory(warm.pid), memory(os.getpid())
    asyncio.run(check(25))
    gc.collect()
    assert shared.warm_process(NOTEBOOK) is warm
    assert below(warm.pid) == set()
    assert descriptors(os.getpid()) <= here + 2
    assert descriptors(warm.pid) == before[0]
    assert memory(warm.pid) - before[1] < 1_000_000
    assert memory(os.getpid()) - before[2] < 15_000_000
    assert list(warm.folder.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ["papermill", "-k", WARM, "--no-progress-bar", "in.ipynb", "out.ipynb"],
        ["papermill", "--engine", "nianbao", "--no-progress-bar", "in.ipynb", "out.ipynb"],
        [
            "jupyter",
            "nbconvert",
            "--execute",
            f"--ExecutePreprocessor.kernel_name={WARM}",
            "--to",
            "notebook",
            "--output",
            "out",
            "in.ipynb",
        ],
    ],
    ids=["papermill kernel", "papermill engine", "nbconvert"],
)
def test_stock_commands_use_it_by_name(command: list[str], tmp_path: Path) -> None:
    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("print('server.main' in open('/proc/self/cmdline').read())")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(node, tmp_path / "in.ipynb")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=tmp_path,
        env={**environment(), "TMPDIR": str(temporary)},
        check=True,
        timeout=100,
    )
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert out.cells[0].outputs[0].text == "True\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.ipynb", "out.ipynb", "tmp"]
    assert list(temporary.glob("nianbao-*")) == []


def test_nothing_is_left_of_a_papermill_that_is_killed_in_a_cell(tmp_path: Path) -> None:
    cell = "import os, subprocess\nopen('pids', 'w').write(f'{os.getpid()} {os.getppid()}')\nsubprocess.run(['sleep', '600'])"
    node = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell)],
        metadata={"kernelspec": {"name": WARM, "display_name": "", "language": "python"}},
    )
    nbformat.write(node, tmp_path / "in.ipynb")
    runtime = tmp_path / "runtime"
    driver = subprocess.Popen(
        [str(BIN / "papermill"), "--no-progress-bar", "in.ipynb", "out.ipynb"],
        cwd=tmp_path,
        env={**environment(), "TMPDIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(runtime)},
    )
    assert eventually(lambda: (tmp_path / "pids").exists() and (tmp_path / "pids").read_text(), 60)
    kernel, warm = map(int, (tmp_path / "pids").read_text().split())
    assert eventually(lambda: below(kernel))
    processes = {kernel, warm} | below(kernel)
    driver.kill()
    driver.wait()
    assert eventually(lambda: not any(map(alive, processes)))
    assert eventually(lambda: not list(tmp_path.glob("nianbao-*")))
    assert not runtime.exists() or list(runtime.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path != runtime) == [
        "in.ipynb",
        "out.ipynb",
        "pids",
    ]
