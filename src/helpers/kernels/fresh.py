"""Making a forked child look like a process that was just started."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import time
from collections.abc import Mapping

_INLINE = "module://matplotlib_inline.backend_inline"


def start_afresh(environment: Mapping[str, str], folder: str) -> None:
    """Undo, in a child just forked, what it inherited from the warm process and a new process would not have.

    Args:
        environment: The child's environment; nothing of the warm process's own is kept.
        folder: Its working folder.
    """
    atexit._clear()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    _no_input()
    _reseed()
    _backend_undecided()
    gc.enable()


def _no_input() -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


def _reseed() -> None:
    """Python reseeds `random` after a fork by itself, numpy doesn't."""
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _backend_undecided() -> None:
    """In a new process pyplot takes its backend at the first figure, from MPLBACKEND or IPython's inline one."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    matplotlib = sys.modules.get("matplotlib")
    if pyplot is None or matplotlib is None:
        return
    backend = os.environ.get("MPLBACKEND") or _INLINE
    # rcParams' own setter would import the backend.
    dict.__setitem__(matplotlib.rcParams, "backend", backend)
    dict.__setitem__(matplotlib.rcParamsDefault, "backend", backend)
    pyplot._backend_mod = None
    sys.modules.pop("matplotlib_inline.backend_inline", None)
