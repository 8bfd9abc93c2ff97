"""The warm processes of this driver, started when they are first wanted."""

from __future__ import annotations

import os
import threading

from helpers.kernels.client import CAN_FORK, WarmProcess
from helpers.kernels.warm import LIBRARIES

_processes: dict[tuple[str, ...], WarmProcess] = {}
_starting = threading.Lock()


def warm_process(modules: tuple[str, ...] = ()) -> WarmProcess:
    """The warm process of this driver that has imported the modules besides the usual libraries.

    Raises:
        OSError: It can't be started.
    """
    with _starting:
        process = _processes.get(modules)
        if process is None or not process.alive:
            if process is not None:
                process.close()
            process = _processes[modules] = WarmProcess([*LIBRARIES, *modules], dict(os.environ))
        return process


def _in_fork() -> None:
    global _starting
    _starting = threading.Lock()
    _processes.clear()


if CAN_FORK:
    os.register_at_fork(after_in_child=_in_fork)
