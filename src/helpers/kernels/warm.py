"""What the warm process imports and tries out once, so that no kernel has to.

Each function leaves nothing behind but modules and their caches: no thread, no open file, no changed setting.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import inspect
import io
import os
import sys
from datetime import date
from types import SimpleNamespace

LIBRARIES = tuple(f"helpers.kernels.warm:{name}" for name in ("kernel", "tracebacks", "pandas", "matplotlib"))
"""What every warm process calls."""

NOTEBOOK = ("helpers.kernels.warm:notebook",)
"""What the kit's own notebook needs."""

given_environment = dict(os.environ)
"""The environment that the process was started with."""

_own: set[str] = set()
"""The modules that every kernel has."""


def changes() -> dict[str, str]:
    """The environment variables that modules set while they were imported, as they would in a new process."""
    return {name: value for name, value in os.environ.items() if given_environment.get(name) != value}


def borrowed() -> set[str]:
    """Names of the packages and modules that a kernel forked from this process has and a new one has not."""
    return _tops(set(sys.modules)) - _tops(_own) - sys.stdlib_module_names


def _tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def kernel() -> None:
    """Import ipykernel and IPython, with what a kernel imports while it starts and at its first cells."""
    # The debugger would say on stderr what a kernel swallows, that Python's own modules can't be stepped through.
    quiet = "PYDEVD_DISABLE_FILE_VALIDATION"
    loud = os.environ.get(quiet)
    os.environ[quiet] = "1"
    for name in (
        "ipykernel.kernelapp",
        "ipykernel.ipkernel",
        "ipykernel.zmqshell",
        "ipykernel.debugger",
        "ipykernel.comm",
        "ipykernel.subshell_manager",
        "IPython.core.magics",
        "IPython.core.completer",
        "IPython.core.completerlib",
        "IPython.core.debugger",
        "IPython.core.logger",
        "IPython.core.oinspect",
        "IPython.extensions.storemagic",
        "faulthandler",
        "pdb",
        "psutil",
        "sqlite3",
        "tornado.platform.asyncio",
    ):
        importlib.import_module(name)
    if loud is None:
        del os.environ[quiet]
    else:
        os.environ[quiet] = loud
    _own.update(name for name in sys.modules if not name.startswith("helpers"))


def tracebacks() -> None:
    """Import what IPython imports at the first error."""
    for name in ("stack_data", "pygments.formatters.terminal256", "pygments.lexers.python"):
        importlib.import_module(name)


def pandas() -> None:
    """Import pandas, and make a table and a styled one."""
    from ipykernel.iostream import OutStream

    # When it is imported, pandas looks whether it is in a terminal or in a kernel, which sets how much it shows.
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), OutStream.encoding)):
        import pandas as pd
    del builtins.get_ipython  # type: ignore[attr-defined]

    frame = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})
    frame._repr_html_()  # type: ignore[operator]
    frame.style.format(precision=1).to_html()
    repr(frame.describe())


def matplotlib() -> None:
    """Import matplotlib, and find and load fonts by one figure drawn as the inline backend draws it, and as SVG."""
    import matplotlib_inline.backend_inline  # noqa: F401  # imports what it needs; each kernel imports it anew
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([1, 2], label="a")
    axes.set_title("a")
    axes.legend()
    for kind in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=kind, bbox_inches="tight")
    pyplot.close("all")


def notebook() -> None:
    """Import what the kit's own notebook imports, and check and show a report but for its charts.

    They would tell matplotlib of their faces, and a notebook that doesn't import the kit would see those.
    """
    from helpers.checks import check
    from helpers.display.view import ReportView
    from helpers.kernels.zero import zero_report

    # Reports are made of the year before.
    report = zero_report(year=date.today().year - 1)  # the clerk's own calendar
    check(report)
    view = ReportView(report)
    for output in (
        view.title(),
        view.findings(),
        view.preamble(),
        *(view.section(section.key) for section in report.edition.sections),
    ):
        output._repr_mimebundle_()
    importlib.import_module("helpers.display.namespace")


def note_files() -> None:
    """Have inspect note where all modules are, which it does by asking for the module of some code.

    Otherwise the first traceback in each kernel would look up the files of a thousand modules.
    """
    inspect.getmodule(compile("", "nowhere", "exec"))
