"""ipykernel's own kernel without sockets: it runs in the calling process and hands its messages over directly.

Only for a process that was forked for one notebook: the kernel takes over stdout, stderr and the display hook, as
in a kernel's own process. Everything that makes a cell's output (kernel, shell, display hook, streams) is
ipykernel's; what is replaced is the transport.
"""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import select
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import zmq
from ipykernel.iostream import BackgroundSocket, IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError
from tornado import ioloop
from traitlets import Any as AnyTrait
from traitlets import Type

_NO_HISTORY = "--HistoryManager.hist_file=:memory:"
"""As nbclient starts its kernels: nothing is written to the user's history."""

_DRAIN = 1.0
"""Seconds at most that a cell's last output may take through a pipe."""
_NAP = 0.0005


class _NoThread:
    """Stands where ipykernel looks whether its sending thread lives; it calls at once when it doesn't."""

    ident = None

    def is_alive(self) -> bool:
        return False


class Outbox(IOPubThread):
    """Takes what the kernel publishes; no thread, no socket."""

    def __init__(self, session: Session) -> None:
        self.socket = self
        self.session = session
        self.thread = _NoThread()  # type: ignore[assignment]  # it only has to say that it isn't alive
        self.io_loop = ioloop.IOLoop.current()
        self.background_socket = BackgroundSocket(self)
        self.messages: deque[dict[str, Any]] = deque()

    @property
    def closed(self) -> bool:
        """Never."""
        return False

    def _really_send(self, msg: list[bytes], *_: Any, **__: Any) -> None:
        _, frames = self.session.feed_identities(msg)
        self.messages.append(self.session.deserialize(frames))


class Stream:
    """Stands for the shell channel's stream: keeps the replies."""

    def __init__(self) -> None:
        self.replies: deque[list[bytes]] = deque()

    def send_multipart(self, frames: list[bytes], *_: Any, **__: Any) -> None:
        """Take a reply."""
        self.replies.append(frames)

    def on_recv(self, *args: Any, **kwargs: Any) -> None:
        """Requests are handed to the kernel without a stream."""

    def flush(self, *args: Any, **kwargs: Any) -> None:
        """A reply is there as soon as it is sent."""


class DirectKernel(IPythonKernel):
    """ipykernel's kernel with channels that aren't ZMQ's."""

    shell_stream = AnyTrait()
    iopub_thread = AnyTrait()
    control_stream = AnyTrait(None)
    shell_channel_thread = AnyTrait(None)

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
        """The stream and the outbox stand for them."""
        self.session = Session(parent=self, key=b"in-process")
        self.stream = Stream()
        self.iopub_thread = Outbox(self.session)
        self.iopub_socket = self.iopub_thread.background_socket

    def init_kernel(self) -> None:
        """Make the kernel."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            shell_stream=self.stream,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count


class _Channel:
    """A channel as nbclient reads it."""

    def __init__(self, serve: Callable[[], Awaitable[None]], messages: deque[dict[str, Any]]) -> None:
        self._serve = serve
        self._messages = messages

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # noqa: ARG002  # nothing to wait for
        """The next message.

        Raises:
            queue.Empty: There is none.
        """
        await self._serve()
        if not self._messages:
            raise queue.Empty
        return self._messages.popleft()


class DirectClient:
    """The client of a direct kernel: a request is served, to its end, when somebody asks for its messages."""

    allow_stdin = False

    def __init__(self, app: DirectApp) -> None:
        self._app = app
        self._requests: deque[tuple[str, list[Any]]] = deque()
        self._replies: deque[dict[str, Any]] = deque()
        self._lock = asyncio.Lock()
        self.session = app.session
        self.shell_channel = _Channel(self._serve, self._replies)
        self.iopub_channel = _Channel(self._serve, app.iopub_thread.messages)

    def start_channels(self) -> None:
        """There are none to start."""

    def stop_channels(self) -> None:
        """There are none to stop."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ARG002  # it is ready
        """Start the kernel's bookkeeping in the running loop."""
        # nbclient, whose process is another one as a rule, has taken these signals for itself. What a cell forks
        # would inherit that: it couldn't be terminated, and who tried would have nbclient end this kernel.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        self._app.init_signal()  # type: ignore[no-untyped-call]
        self._app.kernel.start()
        self._app.iopub_thread.messages.clear()

    async def is_alive(self) -> bool:
        """It lives as long as the process does."""
        return True

    def execute(self, code: str, *, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Have a cell run; gives the request's id."""
        return self._request(
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": store_history,
                "user_expressions": {},
                "allow_stdin": self.allow_stdin,
                "stop_on_error": stop_on_error,
            },
        )

    def kernel_info(self) -> str:
        """Ask what the kernel speaks; gives the request's id."""
        return self._request("kernel_info_request", {})

    def _request(self, kind: str, content: dict[str, Any]) -> str:
        message = self.session.msg(kind, content)
        self._requests.append((kind, [zmq.Message(frame) for frame in self.session.serialize(message)]))
        identifier: str = message["header"]["msg_id"]
        return identifier

    async def _serve(self) -> None:
        """Serve what was asked for; whoever reads the other channel meanwhile waits for it."""
        async with self._lock:
            while self._requests:
                kind, frames = self._requests.popleft()
                await self._app.kernel.dispatch_shell(frames)
                replies = self._app.stream.replies
                if not replies:
                    raise DeadKernelError(f"the kernel gave no reply to {kind}")
                while replies:
                    _, reply = self.session.feed_identities(replies.popleft())
                    self._replies.append(self.session.deserialize(reply))


class DirectManager:
    """The manager of a direct kernel; it has one already when it is made."""

    has_kernel = True
    kernel_id = None

    def __init__(self) -> None:
        self._app = DirectApp.instance(log_level=logging.ERROR, parent_handle=os.getppid())
        self._app.initialize([_NO_HISTORY])  # type: ignore[no-untyped-call]

    def client(self) -> DirectClient:
        """A client of the kernel."""
        return DirectClient(self._app)

    async def is_alive(self) -> bool:
        """It lives as long as the process does."""
        return True
