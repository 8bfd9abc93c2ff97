"""Making a forked child look like a process that was just started."""

from __future__ import annotations

import atexit
import ctypes
import gc
import io
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping

_INLINE = "module://matplotlib_inline.backend_inline"
_PR_SET_PDEATHSIG = 1
"""From Linux' <linux/prctl.h>."""


def leave_parent(parent: int) -> None:
    """Stand on one's own, first thing after a fork: own session, default signals, dying with the parent.

    Args:
        parent: The process id of the process that forked.
    """
    os.setsid()
    # Where there is no such call (not Linux), the warm process still ends its children unless it is killed itself.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    atexit._clear()
    # What libraries registered in the warm process is for it to undo; this one every process has.
    atexit.register(logging.shutdown)


def start_afresh(environment: Mapping[str, str], folder: str) -> None:
    """Undo, in a child just forked, what it inherited from the warm process and a new process would not have.

    Args:
        environment: The child's environment; nothing of the warm process's own is kept.
        folder: Its working folder.
    """
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    _reseed()
    _backend_undecided()


def end() -> None:
    """Do what an interpreter does at its end that others can see, without taking it all down piece by piece.

    Waits for threads, calls what was registered with atexit, writes out the buffers of files left open.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()
    # The objects of the warm process are frozen and not among these.
    for thing in gc.get_objects():
        if type(thing) in (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom) and not thing.closed:
            thing.flush()


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
    pyplot._backend_mod = None  # type: ignore[attr-defined]
    sys.modules.pop("matplotlib_inline.backend_inline", None)
