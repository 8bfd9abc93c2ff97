"""A client that knows when a kernel is ready without napping."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty
from time import monotonic
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_REPLY = 1.0
"""Seconds to wait for the reply before the kernel is asked again, as in jupyter_client."""

_FIRST_ECHO = 0.05
"""Seconds to wait for what follows on IOPub, the first time; twice as long each time that it isn't heard."""


class ReadyClient(AsyncKernelClient):
    """jupyter_client's own client, but for how it waits.

    `AsyncKernelClient.wait_for_ready` drains the IOPub channel until it was silent for 0.2 s. Here the draining ends
    with the message that says the kernel is idle after the request: IOPub keeps the order, so nothing of the
    kernel's start can come after it.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its output can be heard.

        Args:
            timeout: Seconds to wait, by default without an end.

        Raises:
            RuntimeError: The kernel died, or didn't answer in time.
        """
        end = float("inf") if timeout is None else monotonic() + timeout
        echo = _FIRST_ECHO
        while not await self._answers(echo):
            echo *= 2
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if monotonic() >= end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self, echo: float) -> bool:
        """Ask once; whether the reply came, and in time the idle message that follows from the same request."""
        request = self.kernel_info()
        try:
            reply = await _follow(self.shell_channel, request, _REPLY, lambda _: True)
            await _follow(self.iopub_channel, request, echo, _idle)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


async def _follow(
    channel: Any, request: str, seconds: float, wanted: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Read a channel up to a message that follows from the request.

    Raises:
        Empty: It didn't come in time.
    """
    end = monotonic() + seconds
    while True:
        message: dict[str, Any] = await channel.get_msg(timeout=max(0.0, end - monotonic()))
        if message["parent_header"].get("msg_id") == request and wanted(message):
            return message


def _idle(message: dict[str, Any]) -> bool:
    state: str | None = message["content"].get("execution_state")
    return state == "idle"
