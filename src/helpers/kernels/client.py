"""The driver's side of the warm process: start it, ask it for children, learn how they end."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from multiprocessing import util
from typing import Any

from helpers.errors import MachineError

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "SOCK_SEQPACKET") and sys.platform != "darwin"
"""Whether this machine has what warm processes need; macOS's system libraries don't survive a fork."""

_PACKET = 1 << 16


class Child:
    """A child of the warm process.

    Attributes:
        pid: Its process id, which is its process group's too.
        returncode: Its exit status once it has ended, negative for a signal; None before.
    """

    stdin = stdout = stderr = None

    def __init__(self, life: socket.socket) -> None:
        self._life = life
        self.returncode: int | None = None
        packet = life.recv(_PACKET)
        if not packet:
            raise MachineError("热启动进程意外退出，无法生成年报；请重新运行。")
        self.pid: int = json.loads(packet)["pid"]
        life.setblocking(False)

    def fileno(self) -> int:
        """The life line's descriptor: readable when the child said something or has ended."""
        return self._life.fileno()

    def receive(self) -> dict[str, Any] | None:
        """The next thing said on the life line; None if there is none at the moment.

        The last one is `{"exit": status}`, made up with SIGKILL's status if the warm process itself died.
        """
        if self.returncode is not None:
            return None
        try:
            packet = self._life.recv(_PACKET)
        except BlockingIOError:
            return None
        except OSError:
            packet = b""
        said: dict[str, Any] = json.loads(packet) if packet else {"exit": -int(signal.SIGKILL)}
        if "exit" in said:
            self.returncode = said["exit"]
            self._life.close()
        return said

    def poll(self) -> int | None:
        """The exit status if the child has ended."""
        while self.returncode is None and self.receive() is not None:
            pass
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the child's end.

        Raises:
            subprocess.TimeoutExpired: It hasn't ended within that many seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired(f"child {self.pid}", timeout or 0)
            select.select([self], [], [], left)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal to the child alone."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the child and whatever it started."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the child to end."""
        self.send_signal(signal.SIGTERM)


class WarmProcess:
    """A warm process and the socket to it.

    Args:
        warm: What it calls before it serves, each as `module:function`.
    """

    def __init__(self, warm: Sequence[str]) -> None:
        self._owner = os.getpid()
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = mine
        command = [sys.executable, "-m", "helpers.kernels.server", str(theirs.fileno()), *warm]
        # One thread for linear algebra: a fork would copy a thread pool half.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self.close)
        # Processes of a multiprocessing pool leave without atexit, but not without this.
        util.Finalize(self, WarmProcess.close, args=(self,), exitpriority=10)

    @property
    def alive(self) -> bool:
        """Whether this very process started it and it still runs."""
        return self._owner == os.getpid() and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def spawn(self, run: str, given: Mapping[str, Any]) -> Child:
        """Fork a child.

        Args:
            run: `module:function` that the child calls with `given` and its end of the life line.
            given: Plain data.

        Raises:
            MachineError: The warm process is gone.
        """
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with tempfile.TemporaryFile() as request:
            request.write(json.dumps({"run": run, "with": given}).encode())
            request.flush()
            request.seek(0)
            try:
                socket.send_fds(self._control, [b"fork"], [request.fileno(), theirs.fileno()])
            except OSError as error:
                raise MachineError("热启动进程意外退出，无法生成年报；请重新运行。") from error
            finally:
                theirs.close()
            return Child(mine)

    def close(self) -> None:
        """End it and every child that still runs."""
        if self._owner != os.getpid() or self._process.returncode is not None:
            return
        self._control.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
