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
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from multiprocessing import util
from pathlib import Path
from typing import Any

from helpers.errors import MachineError

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "SOCK_SEQPACKET") and sys.platform != "darwin"
"""Whether this machine has what warm processes need; macOS's system libraries don't survive a fork."""

_PACKET = 1 << 16

# As in ipykernel's launcher, a module in the working folder never shadows an installed one by accident.
_PROGRAM = "import sys; sys.path[0] or sys.path.pop(0); from helpers.kernels import server; server.main(*sys.argv[1:])"


class Child:
    """A child of the warm process, to be handled like a `subprocess.Popen`.

    Attributes:
        pid: Its process id, which is its process group's too.
        returncode: Its exit status once it has ended, negative for a signal; None before.

    Raises:
        MachineError: The child couldn't be made.
    """

    stdin = stdout = stderr = None

    def __init__(self, life: socket.socket) -> None:
        self._life = life
        self._reading = threading.Lock()
        self.returncode: int | None = None
        packet = life.recv(_PACKET)
        said = json.loads(packet) if packet else {}
        if "pid" not in said:
            life.close()
            reason = said.get("error") or "热启动进程意外退出"
            raise MachineError(f"无法建立新的进程：{reason}；请稍后重新运行。")
        self.pid: int = said["pid"]
        life.setblocking(False)

    def fileno(self) -> int:
        """The life line's descriptor: readable when the child said something or has ended; -1 afterwards."""
        return self._life.fileno()

    def receive(self) -> dict[str, Any] | None:
        """The next thing said on the life line; None if there is none at the moment.

        The last one is `{"exit": status}`, made up with SIGKILL's status if the warm process itself died.
        """
        with self._reading:
            if self.returncode is not None:
                return None
            try:
                packet = self._life.recv(_PACKET)
            except BlockingIOError:
                return None
            except OSError:
                packet = b""
            if packet:
                said: dict[str, Any] = json.loads(packet)
            else:
                # The system killed the child with the warm process, but not what the child had started.
                with contextlib.suppress(OSError):
                    os.killpg(self.pid, signal.SIGKILL)
                said = {"exit": -int(signal.SIGKILL)}
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
            # Not select(), which can't wait for descriptors above 1023.
            poller = select.poll()
            poller.register(self, select.POLLIN)
            poller.poll(None if left is None else left * 1000)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal to the child alone."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
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
        warm: What it imports (`module`) or calls (`module:function`, with a text `module:function:argument`) before it
            serves.
        environment: Its environment; by default the driver's, but with one thread for linear algebra. What libraries
            read when they are loaded stays so in the children.

    Attributes:
        folder: A folder for this user alone, removed when the process is closed or the driver is gone.
        asked: Whether it was asked for a child yet.
    """

    def __init__(self, warm: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        from helpers.kernels.folder import PrivateFolder

        self._owner = os.getpid()
        self._folder = PrivateFolder()
        self.folder: Path = self._folder.path
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = mine
        handed = [theirs.fileno(), self._folder.lock]
        if environment is None:
            environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        # pyplot must not look for a screen; each child decides anew.
        given = {**environment, "MPLBACKEND": "agg"}
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-c", _PROGRAM, *map(str, handed), str(self.folder), *warm],
            pass_fds=handed,
            stdin=subprocess.DEVNULL,
            env=given,
            start_new_session=True,
        )
        theirs.close()
        self.asked = False
        self._children: weakref.WeakSet[Child] = weakref.WeakSet()
        _living.add(self)
        atexit.register(self.close)
        # Processes of a multiprocessing pool leave without atexit, but not without this.
        self._at_exit = util.Finalize(self, WarmProcess.close, args=(self,), exitpriority=10)

    @property
    def alive(self) -> bool:
        """Whether this very process started it and it still runs."""
        return self._owner == os.getpid() and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def spawn(
        self, run: str, given: Mapping[str, Any], *, stdout: int | None = None, stderr: int | None = None
    ) -> Child:
        """Fork a child.

        Args:
            run: `module:function` that the child calls with `given` and its end of the life line.
            given: Plain data.
            stdout: Descriptor that becomes its standard output, by default the driver's own.
            stderr: The same for standard error.

        Raises:
            MachineError: The warm process is gone, or the machine has no room for another process.
        """
        self.asked = True
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with contextlib.ExitStack() as stack:
            stack.callback(theirs.close)
            request = stack.enter_context(tempfile.TemporaryFile())
            request.write(json.dumps({"run": run, "with": given, "umask": _umask()}).encode())
            request.flush()
            request.seek(0)
            streams = [
                _usable(own if wanted is None else wanted, stack)
                for own, wanted in ((1, stdout), (2, stderr))
            ]
            try:
                socket.send_fds(self._control, [b"fork"], [request.fileno(), theirs.fileno(), *streams])
            except OSError as error:
                mine.close()
                raise MachineError("热启动进程意外退出，无法生成年报；请重新运行。") from error
        child = Child(mine)
        self._children.add(child)
        return child

    def close(self) -> None:
        """End it and every child that still runs."""
        if self._owner != os.getpid() or self not in _living:
            return
        _living.discard(self)
        atexit.unregister(self.close)
        self._at_exit.cancel()
        self._control.close()
        if not self.asked:
            # It has no children, and may be importing still.
            self._process.kill()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for child in list(self._children):
            child.poll()
        self._folder.close()

    def _forget(self) -> None:
        """In a fork of the driver: let go of what would keep the warm process from seeing the driver's end."""
        self._control.close()
        os.close(self._folder.lock)


_living: weakref.WeakSet[WarmProcess] = weakref.WeakSet()


def _forget_all() -> None:
    for process in list(_living):
        process._forget()
    _living.clear()


if CAN_FORK:
    os.register_at_fork(after_in_child=_forget_all)


def _usable(descriptor: int, stack: contextlib.ExitStack) -> int:
    """The descriptor, or the null device's if it is closed, as a daemon's is."""
    try:
        os.fstat(descriptor)
    except OSError:
        return stack.enter_context(open(os.devnull, "w")).fileno()  # noqa: PTH123
    return descriptor


def _umask() -> int:
    """The driver's umask, read without setting it where the system shows it: other threads may be writing files."""
    try:
        with open("/proc/self/status") as status:  # noqa: PTH123  # a Path would read it all
            return next(int(line.split()[1], 8) for line in status if line.startswith("Umask:"))
    except (OSError, StopIteration):
        mask = os.umask(0o022)
        os.umask(mask)
        return mask
