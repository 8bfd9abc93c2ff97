"""The warm process: it imports, and then does nothing but fork.

Started as `python -m helpers.kernels.server FD WARM…`. FD is its end of a SOCK_SEQPACKET pair; each WARM is a
`module:function` that is called once. A request is one packet with two descriptors: a file that holds the request
as JSON and the child's life line, another SOCK_SEQPACKET pair. On the life line the warm process answers with the
child's pid, and with its exit status when it has ended; the child may write to it in between. When the packet
socket closes, the driver is gone: all children are killed and the warm process ends. No thread and no ZMQ context
may live here, for a fork would copy them half.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

_LARGEST = 64
"""Bytes of a request's packet: it only carries descriptors."""


def function(path: str) -> Callable[..., Any]:
    """The function that `module:function` names."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def serve(control: socket.socket) -> None:
    """Fork a child for each request until the driver is gone."""
    wake_in, wake_out = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_out, warn_on_full_buffer=False)
    # Ctrl-C reaches the whole group: the driver decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children: dict[int, socket.socket] = {}
    poller = select.poll()
    poller.register(control, select.POLLIN)
    poller.register(wake_in, select.POLLIN)
    while True:
        for descriptor, _ in poller.poll():
            if descriptor == wake_in:
                _reap(wake_in, children)
                continue
            packet, descriptors, _, _ = socket.recv_fds(control, _LARGEST, 2)
            if not packet:
                _kill(children)
                return
            request, life = descriptors[0], socket.socket(fileno=descriptors[1])
            pid = os.fork()
            if pid == 0:
                for inherited in (wake_in, wake_out):
                    os.close(inherited)
                control.close()
                for other in children.values():
                    other.close()
                _child(request, life)
            os.close(request)
            children[pid] = life
            with contextlib.suppress(OSError):
                life.send(json.dumps({"pid": pid}).encode())


def _reap(wake: int, children: dict[int, socket.socket]) -> None:
    with contextlib.suppress(BlockingIOError):
        os.read(wake, 4096)
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        life = children.pop(pid, None)
        if life is not None:
            with contextlib.suppress(OSError):
                life.send(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode())
            life.close()


def _kill(children: dict[int, socket.socket]) -> None:
    for pid in children:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def _child(request: int, life: socket.socket) -> NoReturn:
    """Run the request and leave without ever returning into the warm process's loop."""
    code = 1
    try:
        with os.fdopen(request, "rb") as stream:
            wanted = json.load(stream)
        code = function(wanted["run"])(wanted["with"], life) or 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc(file=sys.__stderr__)
    finally:
        import atexit

        with contextlib.suppress(BaseException):
            atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                with contextlib.suppress(Exception):
                    stream.flush()
        os._exit(code & 0xFF)


def main(descriptor: int, warm: list[str]) -> None:
    """Import, freeze what was imported, serve."""
    # As ipykernel's launcher does: a module beside the notebook never shadows an installed one by accident.
    while "" in sys.path:
        sys.path.remove("")
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    for path in warm:
        function(path)()
    gc.collect()
    # Frozen objects are never looked at by the collector again, so that their pages stay shared.
    gc.freeze()
    serve(control)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
