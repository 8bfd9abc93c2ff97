"""Jupyter's kernel provisioner that forks kernels from a warm process.

A kernelspec names it in `metadata.kernel_provisioner`. Whoever starts kernels through jupyter_client (papermill,
nbclient, nbconvert, Jupyter's server) needs to know nothing but the kernel's name.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from helpers.errors import MachineError
from helpers.kernels.client import CAN_FORK, Child
from helpers.kernels.kernel import LAUNCHER
from helpers.kernels.ready import ReadyClient
from helpers.kernels.shared import warm_process
from helpers.kernels.warm import NOTEBOOK

_numbers = itertools.count(1)

_START = 10.0
"""Seconds to wait for a kernel's sockets before its clients go on to wait for them in their own way."""

_SHUTDOWN = 1.0
"""Seconds to wait for a kernel's end before jupyter_client takes over with its naps."""

_RECHECK = 1.0
"""Seconds after which a wait looks again: another one may have taken its place in the event loop."""

_MAY_GIVE = {"cwd", "env", "stderr", "stdout"}
"""What a forked kernel may be launched with; anything else (`preexec_fn`, a pipe for stdin) is Popen's affair."""


class WarmProvisioner(LocalProvisioner):
    """Forks kernels, and starts those that can't be forked as `LocalProvisioner` does.

    Its kernels talk over sockets in a folder of this user alone: no two can meet at one port, and nobody else can
    listen.

    Attributes:
        modules: What is imported before kernels are forked, besides the usual libraries: `module`, or
            `module:function` to call a function as well. A kernelspec sets it in the provisioner's `config`.
        exit_status: The kernel's exit status once it has ended, negative for a signal; None before.
    """

    modules = List(Unicode(), list(NOTEBOOK)).tag(config=True)
    exit_status: int | None = None
    _asked_to_end = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets, then do as `LocalProvisioner`."""
        manager = self.parent
        # Who has chosen a port or an address wants TCP.
        if (
            CAN_FORK
            and manager is not None
            and manager.transport == "tcp"
            and not (any(manager.ports) or manager.trait_has_value("ip"))
        ):
            with self._or_as_any_other():
                address = f"{warm_process(tuple(self.modules)).folder}/{next(_numbers)}"
                manager.transport = "ipc"
                manager.ip = address
                manager.connection_file = manager.connection_file or f"{address}.json"
                if manager.client_factory is AsyncKernelClient:
                    manager.client_factory = ReadyClient
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel."""
        self.exit_status = None
        self._asked_to_end = False
        given = {name: value for name, value in self._scrub_kwargs(kwargs).items() if value is not None}
        streams = {name: _descriptor(given[name]) for name in ("stdout", "stderr") if name in given}
        folder = Path(given.get("cwd") or Path.cwd()).absolute()
        if (
            CAN_FORK
            and folder.is_dir()
            and cmd[:3] == [sys.executable, "-m", LAUNCHER]
            and _MAY_GIVE.issuperset(given)
            and None not in streams.values()
        ):
            request = {
                "arguments": cmd[3:],
                "environment": dict(given.get("env", os.environ)),
                "folder": str(folder),
            }
            with self._or_as_any_other():
                process = warm_process(tuple(self.modules))
                child = process.spawn("helpers.kernels.kernel:run", request, **streams)
                self.process = child  # type: ignore[assignment]  # as good as a Popen
                self.pid = self.pgid = child.pid
                self.cwd = folder
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def post_launch(self, **kwargs: Any) -> None:
        """Wait for the kernel's sockets: who connects before they are there tries again only after 0.1 s."""
        if isinstance(self.process, Child) and self.process.returncode is None:
            await _readable(self.process.fileno(), _START)
        await super().post_launch(**kwargs)

    @contextlib.contextmanager
    def _or_as_any_other(self) -> Iterator[None]:
        try:
            yield
        except (MachineError, OSError) as error:
            self.log.warning(
                "There is no warm process to fork from, so the kernel starts as any other: %s", error
            )

    async def poll(self) -> int | None:
        """The kernel's exit status if it has ended; 0 if there is none."""
        status = await super().poll()
        if self.process is not None and status is not None and self.exit_status is None:
            self.exit_status = status
            if status < 0 and not self._asked_to_end:
                # jupyter_client and nbclient say that it died, never why.
                self.log.error("Kernel %s was ended by %s.", self.pid, signal.Signals(-status).name)
        return status

    async def wait(self) -> int | None:
        """Wait for the kernel's end without napping."""
        if isinstance(self.process, Child):
            while await self.poll() is None:
                await _readable(self.process.fileno(), _RECHECK)
        return await super().wait()

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: ARG002  # the base class names it
        """Wait here for a kernel that ends as asked: jupyter_client would nap until it has."""
        self._asked_to_end = True
        if isinstance(self.process, Child) and await self.poll() is None:
            await _readable(self.process.fileno(), _SHUTDOWN)

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and whatever it started, unless it has ended: its process id may be reused."""
        if isinstance(self.process, Child) and await self.poll() is not None:
            return
        await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and whatever it started."""
        self._asked_to_end = True
        await super().kill(restart)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        self._asked_to_end = True
        await super().terminate(restart)


def _descriptor(stream: Any) -> int | None:
    """The descriptor of what a stream is redirected to; None for subprocess' special values."""
    if isinstance(stream, int):
        return stream if stream >= 0 else None
    number: int = stream.fileno()
    return number


async def _readable(descriptor: int, timeout: float) -> None:
    """Wait until there is something to read, at most so many seconds."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await asyncio.wait_for(ready.wait(), timeout)
    except TimeoutError:
        pass
    finally:
        loop.remove_reader(descriptor)
