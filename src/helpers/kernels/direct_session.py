"""The session of a direct kernel, and what its messages are put into instead of sockets."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from typing import Any

from ipykernel.iostream import IOPubThread
from jupyter_client.session import Session
from tornado import ioloop
from traitlets import CBytes


class Mailbox:
    """Stands for a socket or a stream: keeps what the kernel sends.

    Attributes:
        messages: Those that nobody has taken yet, as a client gets to see them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.messages: deque[dict[str, Any]] = deque()

    def send_multipart(self, frames: list[bytes], *_: Any, **__: Any) -> None:
        """Take a message in the form for a socket."""
        self.messages.append(self._session.deserialize(self._session.feed_identities(frames)[1]))

    def on_recv(self, *args: Any, **kwargs: Any) -> None:
        """Requests are handed to the kernel without a stream."""

    def flush(self, *args: Any, **kwargs: Any) -> None:
        """A message is there as soon as it is sent."""


class Outbox(Mailbox, IOPubThread):
    """Takes what the kernel publishes; no thread, no socket."""

    def __init__(self, session: Session) -> None:
        Mailbox.__init__(self, session)
        self.socket = self.background_socket = self  # type: ignore[assignment]  # it is all of them
        self.session = session
        self.thread = _NoThread()  # type: ignore[assignment]  # it only has to say that it isn't alive
        self.io_loop: Any = _Loop()

    @property
    def closed(self) -> bool:
        """Never."""
        return False


class _NoThread:
    """Stands where ipykernel looks whether its sending thread lives; it calls at once when it doesn't."""

    ident = None

    def is_alive(self) -> bool:
        return False


class _Loop:
    """The loop in which ipykernel's streams have themselves flushed, whichever thread of a cell's wrote to them."""

    def __init__(self) -> None:
        self.loop: ioloop.IOLoop | None = None

    def call_later(self, delay: float, callback: Callable[[], None]) -> None:
        # Before the kernel has started and after its loop has ended, nobody waits for what is written.
        if self.loop is not None:
            self.loop.add_callback(self.loop.call_later, delay, callback)


class DirectSession(Session):
    """Puts messages into a mailbox without a detour through frames.

    Only what a message says goes through the session's packer and back, for that is what a client would see of it:
    keys are strings then, tuples lists, and what JSON doesn't know fails as it would.
    """

    key = CBytes(b"", help="None: nobody is there who could alter a message.")

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> dict[str, Any] | None:
        """Send a message; see `Session.send`, which takes over where there is more to it."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content, parent, header, metadata)
        if (
            buffers
            or message.get("buffers")
            or not isinstance(stream, Mailbox)
            or (self.check_pid and os.getpid() != self.pid)
        ):
            return super().send(stream, message, ident=ident, buffers=buffers, track=track)
        packed = self.serialize({**message, "header": {}, "parent_header": {}, "metadata": {}})[-1]
        stream.messages.append({**message, "content": self.unpack(packed), "buffers": []})
        return message
