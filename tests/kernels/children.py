"""What children do in the tests of the warm process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping


def say(given: Mapping[str, Any], life: socket.socket) -> None:
    life.send(json.dumps({"said": given["word"], "folder": os.getcwd()}).encode())  # noqa: PTH109


def say_much(given: Mapping[str, Any], life: socket.socket) -> None:
    """Say one thing after another until nothing more goes in, without waiting."""
    life.setblocking(False)
    try:
        while True:
            life.send(json.dumps({"said": "x" * 1000}).encode())
    except BlockingIOError:
        pass


def leave(given: Mapping[str, Any], life: socket.socket) -> int:
    return int(given["status"])


def fail(given: Mapping[str, Any], life: socket.socket) -> None:
    raise ValueError("a failing child")


def exit_with_words(given: Mapping[str, Any], life: socket.socket) -> None:
    raise SystemExit("last words")


def sleep(given: Mapping[str, Any], life: socket.socket) -> None:
    """Sleep, and have a process of one's own sleep as well."""
    process = subprocess.Popen(["sleep", "600"])
    life.send(json.dumps({"started": process.pid}).encode())
    time.sleep(600)


def die(given: Mapping[str, Any], life: socket.socket) -> None:
    os.kill(os.getpid(), signal.Signals[given["signal"]])
    time.sleep(600)
