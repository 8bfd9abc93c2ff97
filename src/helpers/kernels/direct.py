"""ipykernel's own kernel without sockets: it runs in the calling process and hands its messages over directly.

Only for a process that was forked for one notebook: the kernel takes over stdout, stderr and the display hook, as
in a kernel's own process. Everything that makes a cell's output (kernel, shell, display hook, streams) is
ipykernel's; what is replaced is the transport.
"""

from __future__ import annotations

import logging
import os
import select
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets import Any as AnyTrait
from traitlets import Float, Type
from traitlets.config import Config

from helpers.kernels.direct_client import DirectClient
from helpers.kernels.direct_session import DirectSession, Mailbox, Outbox

_NO_HISTORY = {"HistoryManager": {"hist_file": ":memory:"}}
"""As nbclient starts its kernels: nothing is written to the user's history."""

_DRAIN = 1.0
"""Seconds at most that a cell's last output may take through a pipe."""
_NAP = 0.0005


class DirectKernel(IPythonKernel):
    """ipykernel's kernel with channels that aren't ZMQ's."""

    shell_stream = AnyTrait()
    iopub_thread = AnyTrait()
    control_stream = AnyTrait(None)
    shell_channel_thread = AnyTrait(None)
    _execute_sleep = Float(0.0, help="What is sent is there at once.")

    async def execute_request(self, stream: Any, ident: Any, parent: Any) -> None:
        """Run a cell, and let what it wrote past Python, to the descriptors, arrive before it counts as done."""
        await super().execute_request(stream, ident, parent)  # type: ignore[no-untyped-call]
        for name in ("stdout", "stderr"):
            _drain(getattr(sys, name))

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """A cell failed: no other request waits here, since each is served before the next is made."""

    def start(self) -> None:
        """Take the running loop for the kernel's."""
        super().start()  # type: ignore[no-untyped-call]
        # A cell with a top-level await asks it which thread it is in.
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False


def _drain(stream: Any) -> None:
    """Wait until the thread that watches a stream's descriptor has read what is in its pipe."""
    pipe = getattr(stream, "_fid", None)
    if pipe is None:
        return
    waited = 0.0
    while waited < _DRAIN and select.select([pipe], [], [], 0)[0]:
        time.sleep(_NAP)
        waited += _NAP


class DirectApp(IPKernelApp):
    """ipykernel's application, which sets everything up that a kernel needs but its sockets."""

    kernel_class = Type(DirectKernel, klass=DirectKernel)

    def parse_command_line(self, argv: Any = None) -> None:
        """There is none, and to know what it might say takes longer than to make the kernel's shell."""

    def init_crash_handler(self) -> None:
        """A failure is the caller's."""

    def init_connection_file(self) -> None:
        """Nobody connects."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Nobody connects."""

    def init_poller(self) -> None:
        """Whoever forked the process watches over it."""

    def init_heartbeat(self) -> None:
        """Nobody listens."""

    def init_sockets(self) -> None:
        """The mailboxes stand for them."""
        self.session = DirectSession(parent=self)
        self.replies = Mailbox(self.session)
        self.iopub_thread = self.iopub_socket = Outbox(self.session)

    def init_kernel(self) -> None:
        """Make the kernel."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            shell_stream=self.replies,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count


class DirectManager:
    """The manager of a direct kernel; it has one already when it is made."""

    has_kernel = True
    kernel_id = None

    def __init__(self) -> None:
        self._app = DirectApp.instance(
            log_level=logging.ERROR, parent_handle=os.getppid(), config=Config(_NO_HISTORY)
        )
        self._app.initialize()  # type: ignore[no-untyped-call]

    def client(self) -> DirectClient:
        """A client of the kernel."""
        return DirectClient(self._app)

    async def is_alive(self) -> bool:
        """It lives as long as the process does."""
        return True
