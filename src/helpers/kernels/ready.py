"""A client that knows when a kernel is ready without napping."""

from __future__ import annotations

from queue import Empty
from time import monotonic

from jupyter_client.asynchronous.client import AsyncKernelClient

_PATIENCE = 1.0
"""Seconds until the kernel is asked again, as in jupyter_client."""


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
        while not await self._answers(min(_PATIENCE, max(0.0, end - monotonic()))):
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if monotonic() >= end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self, patience: float) -> bool:
        """Ask once; whether the reply came, and the idle message that follows from the same request."""
        end = monotonic() + patience
        request = self.kernel_info()
        try:
            while True:
                reply = await self.get_shell_msg(timeout=max(0.0, end - monotonic()))
                if reply["msg_type"] == "kernel_info_reply":
                    break
            while True:
                said = await self.get_iopub_msg(timeout=max(0.0, end - monotonic()))
                if said["parent_header"].get("msg_id") == request and _idle(said):
                    break
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


def _idle(message: dict[str, dict[str, object]]) -> bool:
    return message["content"].get("execution_state") == "idle"
