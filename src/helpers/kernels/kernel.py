"""What a forked child does to be a Jupyter kernel: the same as ipykernel's launcher."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.kernels.fresh import start_afresh
from helpers.kernels.warm import borrowed, changes, given_environment

if TYPE_CHECKING:
    from ipykernel.control import ControlThread
    from ipykernel.kernelapp import IPKernelApp

LAUNCHER = "ipykernel_launcher"
"""The module that a kernelspec of ipykernel's runs."""

_READ_AT_START = (
    "GLIBC_",
    "GOTO_",
    "HOME",
    "IPYTHON",
    "JUPYTER_",
    "LANG",
    "LC_",
    "LD_",
    "MALLOC_",
    "MATPLOTLIB",
    "MKL_",
    "MPLCONFIG",
    "NPY_",
    "NUMPY_",
    "OMP_",
    "OPENBLAS_",
    "PANDAS_",
    "PYDEVD_",
    "PYTHON",
    "TRAITLETS_",
    "VIRTUAL_ENV",
    "XDG_",
)
"""How the variables begin that the interpreter and the libraries read once, when they are loaded."""


def run(given: Mapping[str, Any], life: socket.socket) -> None:
    """Be a kernel until it is shut down.

    Args:
        given: The `arguments` that follow the launcher's name in the kernelspec, the `environment`, and the
            `folder` to work in.
        life: The life line. It is told when the sockets are there, and then left to the warm process, so that a
            kernel has no more files open than any other.
    """
    environment = {**given["environment"], "JPY_PARENT_PID": str(os.getppid())}
    if not _alike(environment, Path(given["folder"])):
        os.chdir(given["folder"])
        _say_ready(life)  # nobody can tell for the program that follows
        os.execve(sys.executable, [sys.executable, "-m", LAUNCHER, *given["arguments"]], environment)  # noqa: S606
    start_afresh({**environment, **changes()}, given["folder"])

    import ipykernel_launcher  # type: ignore[import-untyped]
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(ipykernel_launcher.__file__), *given["arguments"]]
    # The parent's default was read from the environment when the module was imported.
    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(sys.argv[1:])
    _say_ready(life)
    _serve(app)


def _say_ready(life: socket.socket) -> None:
    with contextlib.suppress(OSError), life:
        life.send(json.dumps({"ready": True}).encode())


def _serve(app: IPKernelApp) -> None:
    """Serve to the end. Cells have as deep a stack here as in a kernel that its launcher started."""
    app.start()
    _finish(app.control_thread)


def _finish(thread: ControlThread) -> None:
    """Let ipykernel's control thread finish with the request to shut down.

    It still flushes stdout then. If the thread that publishes is stopped meanwhile, it waits for that one for ten
    seconds, and whoever ends the process waits for it: a new kernel, which takes longer to end, meets this less often.
    """
    idle = threading.Event()
    thread.io_loop.add_callback(idle.set)
    while thread.is_alive() and not idle.wait(0.005):
        pass


def _alike(environment: Mapping[str, str], folder: Path) -> bool:
    """Whether a new process would be like this one: what is already imported would be imported the same way."""
    if _at_start(environment) != _at_start(given_environment) or (folder / "matplotlibrc").exists():
        return False
    # IPython looks for modules in the working folder before it looks in site-packages.
    return not any(
        (folder / place).exists() for name in borrowed() for place in (f"{name}.py", f"{name}/__init__.py")
    )


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_READ_AT_START)}
