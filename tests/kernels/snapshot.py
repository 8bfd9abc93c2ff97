# ruff: noqa: PTH109, PTH115, PTH208, T201
# mypy: ignore-errors
"""What one notebook could leave to the next, as plain data: this file's text is run as a notebook's cell."""

import atexit
import builtins
import codecs
import decimal
import faulthandler
import gc
import json
import locale
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
import threading
import time
import tracemalloc
import warnings

import matplotlib.pyplot
import numpy
import pandas


def descriptors():
    """Open descriptors by what they are, without numbers."""
    kinds = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except FileNotFoundError:
            continue  # the listing's own
        kind = target.partition(":[")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def handlers():
    """What each signal does."""
    found = {}
    for number in signal.valid_signals():
        handler = signal.getsignal(number)
        found[int(number)] = getattr(handler, "__qualname__", str(handler))
    return found


def loggers():
    """Handlers, level and filters of each logger that has any of its own."""
    everything = {"root": logging.root, **logging.root.manager.loggerDict}
    return {
        name: [[type(handler).__name__ for handler in logger.handlers], logger.level, len(logger.filters)]
        for name, logger in everything.items()
        if isinstance(logger, logging.Logger) and (logger.handlers or logger.level or logger.filters)
    }


def depth(level=0):
    """How many calls go into one another."""
    try:
        return depth(level + 1)
    except RecursionError:
        return level


def options():
    """All of pandas' options."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some are deprecated
        return {name: repr(pandas.get_option(name)) for name in pandas._config.config._registered_options}


mask = os.umask(0o022)
os.umask(mask)

print(
    json.dumps(
        {
            "argv": [sys.argv[0], *(word for word in sys.argv[1:] if not word.endswith(".json"))],
            "atexit": atexit._ncallbacks(),
            "builtins": sorted(dir(builtins)),
            "codecs": codecs.lookup_error("strict").__name__,
            "decimal": str(decimal.getcontext()),
            "depth": depth(),
            "descriptors": descriptors(),
            "environment": {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"},
            "excepthook": sys.excepthook.__qualname__,
            "faulthandler": faulthandler.is_enabled(),
            "figures": matplotlib.pyplot.get_fignums(),
            "flags": str(sys.flags),
            "folder": os.getcwd(),
            "garbage": [gc.isenabled(), gc.get_threshold(), len(gc.callbacks)],
            "globals": sorted(name for name in globals() if not name.startswith("_")),
            "group": [os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid()],
            "hooks": [type(finder).__name__ for finder in sys.meta_path],
            "interactive": [matplotlib.pyplot.isinteractive(), matplotlib.pyplot.get_backend()],
            "language": [locale.setlocale(locale.LC_ALL), locale.getpreferredencoding()],
            "limits": [resource.getrlimit(number) for number in range(16)],
            "loggers": loggers(),
            "mask": mask,
            "multiprocessing": multiprocessing.get_start_method(allow_none=True),
            "numpy": [numpy.geterr(), numpy.get_printoptions()],
            "parent": os.environ["JPY_PARENT_PID"] == str(os.getppid()),
            "path": sys.path,
            "priority": os.getpriority(os.PRIO_PROCESS, 0),
            "processors": sorted(os.sched_getaffinity(0)),
            "pandas": options(),
            "rc": {name: repr(value) for name, value in matplotlib.rcParams.items()},
            "recursion": sys.getrecursionlimit(),
            "signals": handlers(),
            "signals blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
            "sockets": socket.getdefaulttimeout(),
            "stdin": [sys.stdin.isatty(), sys.stdin.encoding, os.read(0, 1).decode()],
            "switch": sys.getswitchinterval(),
            "threads": sorted(type(thread).__name__ for thread in threading.enumerate()),
            "times": time.tzname,
            "tracing": [sys.gettrace() is None, sys.getprofile() is None, tracemalloc.is_tracing()],
            "warnings": sorted(str(rule) for rule in warnings.filters),
        }
    )
)
