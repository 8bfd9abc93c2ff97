"""The client of a direct kernel, as nbclient uses one."""

from __future__ import annotations

import asyncio
import queue
import signal
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import zmq
from nbclient.exceptions import DeadKernelError
from tornado import ioloop


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

    def __init__(self, app: Any) -> None:
        self._app = app
        self._requests: deque[tuple[str, list[Any]]] = deque()
        self._lock = asyncio.Lock()
        self.session = app.session
        self.shell_channel = _Channel(self._serve, app.replies.messages)
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
        self._app.init_signal()
        self._app.iopub_thread.io_loop.loop = ioloop.IOLoop.current()
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
                had = len(self._app.replies.messages)
                await self._app.kernel.dispatch_shell(frames)
                if len(self._app.replies.messages) == had:
                    raise DeadKernelError(f"the kernel gave no reply to {kind}")
