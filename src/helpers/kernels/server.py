"""The warm process: it imports, and then does nothing but fork.

`main` is its program. A request is one packet on a SOCK_SEQPACKET pair with the descriptors of a file that holds it
as JSON, of the child's life line (another such pair), and of what become its stdout and stderr. On the life line the
child says its pid, and may say more; the warm process says its exit status when it has ended. When the packet socket
closes, the driver is gone: all children are killed, the private folder is removed and the warm process ends. Where
the warm process is killed, the system kills its children. No thread and no ZMQ context may live here, for a fork
would copy them half.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from helpers.kernels import warm  # it notes the environment before anything else is imported
from helpers.kernels.fresh import end, leave_parent

_LARGEST = 64
"""Bytes of a request's packet: it only carries descriptors."""

_DESCRIPTORS = 4


def function(path: str) -> Callable[..., Any]:
    """The function that `module:function` names."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def warm_up(paths: Sequence[str]) -> None:
    """Import modules, or call functions named as `module:function` or `module:function:argument`.

    What fails is only said: a child then finds out by itself, where it can be told to a user.
    """
    for path in paths:
        try:
            module, *names = path.split(":", 2)
            if names:
                function(f"{module}:{names[0]}")(*names[1:])
            else:
                importlib.import_module(module)
        except Exception as error:
            print(f"warm process: {path}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
    names = [thread.name for thread in threading.enumerate()]
    if len(names) > 1:
        raise RuntimeError(f"threads were left running, so that nothing can be forked: {', '.join(names)}")


class Server:
    """Forks a child for each request until the driver is gone."""

    def __init__(self, control: int, lock: int) -> None:
        self._control = socket.socket(fileno=control)
        self._lock = lock
        self._pid = os.getpid()
        self._children: dict[int, socket.socket] = {}
        # Exit statuses that a driver which doesn't listen left no room for, by the life line's descriptor.
        self._unsaid: dict[int, tuple[socket.socket, bytes]] = {}
        self._wake, self._wake_out = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._poller = select.poll()

    def serve(self) -> tuple[int, socket.socket] | None:
        """Serve requests.

        Returns:
            In a child: its request and its life line. In the warm process: None, when the driver is gone.
        """
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_out, warn_on_full_buffer=False)
        # Ctrl-C reaches the whole group: the driver decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._poller.register(self._control, select.POLLIN)
        self._poller.register(self._wake, select.POLLIN)
        while True:
            for descriptor, _ in self._poller.poll():
                if descriptor == self._wake:
                    self._reap()
                elif descriptor in self._unsaid:
                    self._say(*self._unsaid.pop(descriptor))
                else:
                    packet, descriptors, _, _ = socket.recv_fds(self._control, _LARGEST, _DESCRIPTORS)
                    if not packet:
                        self._kill()
                        return None
                    if child := self._fork(descriptors):
                        return child

    def _fork(self, descriptors: list[int]) -> tuple[int, socket.socket] | None:
        if len(descriptors) != _DESCRIPTORS:
            # Too many files are open here; the driver sees the life line close.
            for descriptor in descriptors:
                os.close(descriptor)
            return None
        request, life, *streams = descriptors
        line = socket.socket(fileno=life)
        try:
            pid = os.fork()
        except OSError as error:
            self._say(line, json.dumps({"error": error.strerror}).encode())
        else:
            if pid == 0:
                self._become_child(streams)
                line.send(json.dumps({"pid": os.getpid()}).encode())
                return request, line
            self._children[pid] = line
        for descriptor in (request, *streams):
            os.close(descriptor)
        return None

    def _become_child(self, streams: list[int]) -> None:
        leave_parent(self._pid)
        self._control.close()
        for descriptor in (self._lock, self._wake, self._wake_out):
            os.close(descriptor)
        for other in (*self._children.values(), *(line for line, _ in self._unsaid.values())):
            other.close()
        for number, descriptor in enumerate(streams, 1):
            os.dup2(descriptor, number)
            os.close(descriptor)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, 4096)
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            # What a warmed module may have started has no line.
            if line := self._children.pop(pid, None):
                self._say(line, json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode())

    def _say(self, line: socket.socket, last: bytes) -> None:
        """Say the last word on a life line, now or as soon as there is room: nobody else must wait for it."""
        try:
            # The child had the same line, so it can't be set to non-blocking as a whole.
            line.send(last, socket.MSG_DONTWAIT)
        except BlockingIOError:
            self._unsaid[line.fileno()] = line, last
            self._poller.register(line, select.POLLOUT)
            return
        except OSError:
            # The driver doesn't want to know any more.
            pass
        with contextlib.suppress(KeyError):
            self._poller.unregister(line)
        line.close()

    def _kill(self) -> None:
        for pid in self._children:
            # A child that was forked just now has no group yet.
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(OSError):
                    kill(pid, signal.SIGKILL)
        for pid in self._children:
            os.waitpid(pid, 0)


def run(request: int, life: socket.socket) -> int:
    """Do in a child what the request says, and give the exit status."""
    try:
        with os.fdopen(request, "rb") as stream:
            wanted = json.load(stream)
        os.umask(wanted["umask"])
        return function(wanted["run"])(wanted["with"], life) or 0
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            return stop.code or 0
        print(stop.code, file=sys.__stderr__)  # as Python itself does
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    return 1


def leave(code: int) -> NoReturn:
    """End a child with the exit status."""
    try:
        end()
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                with contextlib.suppress(Exception):
                    stream.flush()
        os._exit(code & 0xFF)


def main(control: str, lock: str, folder: str, *wanted: str) -> None:
    """Import, freeze what was imported, serve.

    Args:
        control: Descriptor of the process's end of the packet socket.
        lock: Descriptor that holds the lock on the private folder.
        folder: The private folder, to be removed at the end.
        wanted: See `warm_up`.
    """
    descriptors = int(control), int(lock)
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    # Next to nothing that imports make is garbage, and looking for it takes an eighth of their time.
    gc.disable()
    warm_up(wanted)
    warm.note_files()
    gc.collect()
    # Frozen objects are never looked at by the collector again, so that their pages stay shared.
    gc.freeze()
    gc.enable()
    child = Server(*descriptors).serve()
    if child is None:
        shutil.rmtree(folder, ignore_errors=True)
        # Taking apart what was imported would take as long as some report's cells, and the driver waits for it.
        os._exit(0)
    else:
        # The server's frames are left behind: a kernel has as deep a stack as in a process of its own.
        leave(run(*child))
