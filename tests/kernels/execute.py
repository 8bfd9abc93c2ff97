"""Executing a golden notebook by the stock kernel, by the warm one, and by a direct one in a child of its own.

`python -m tests.kernels.execute NAME…` records golden files anew, by the stock kernel.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient
from tests.kernels.normalise import ROOT, golden, normalise

from helpers.kernels.client import WarmProcess
from helpers.kernels.fresh import start_afresh
from helpers.kernels.warm import LIBRARIES

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

NOTEBOOKS = Path(__file__).parent / "notebooks"
STOCK, WARM = "python3", "nianbao"


def environment() -> dict[str, str]:
    """The environment of a kernel outside of pytest, where ipykernel would not watch the descriptors."""
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def recorded(name: str) -> Any:
    """The golden notebook."""
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def source(name: str) -> Any:
    """The golden notebook without its outputs."""
    node = recorded(name)
    for cell in node.cells:
        cell.outputs = []
        cell.execution_count = None
    node.metadata.pop("outcome", None)
    return node


def new_folder(parent: Path, name: str) -> Path:
    """An empty folder in an empty folder, for a notebook may look around."""
    folder = parent / name / "folder"
    folder.mkdir(parents=True)
    return folder


async def execute(node: Any, folder: Path, **options: Any) -> Any:
    """Execute a notebook node in a folder and note in its metadata how that ended.

    Args:
        node: The node; it is changed.
        folder: An empty folder for it.
        options: What nbclient takes, e.g. `kernel_name` or `km`.
    """
    client = NotebookClient(
        node,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        **node.metadata.get("run", {}),
        **options,
    )
    outcome = {"error": None, "message": ""}
    try:
        launch: dict[str, Any] = {} if "km" in options else {"env": environment()}
        await client.async_execute(**launch)
    except Exception as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    node.metadata.outcome = outcome
    return node


def both(name: str, parent: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the stock and the warm kernel make of a golden notebook, side by side, normalised."""

    async def run(kernel: str) -> dict[str, Any]:
        folder = new_folder(parent, kernel)
        return normalise(await execute(source(name), folder, kernel_name=kernel), folder)

    async def all_runs() -> tuple[dict[str, Any], dict[str, Any]]:
        return await asyncio.gather(run(STOCK), run(WARM))

    return asyncio.run(all_runs())


def printed(*cells: str, kernel: str = WARM, folder: Path, **launch: Any) -> list[str]:
    """What each cell of a notebook prints.

    Args:
        cells: The cells' sources.
        kernel: The kernel's name.
        folder: Where to execute them.
        launch: What `start_kernel` takes, e.g. `env`.
    """
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    client = NotebookClient(node, kernel_name=kernel, resources={"metadata": {"path": str(folder)}})
    client.execute(**{"env": environment(), **launch})
    return [
        "".join(output.text for output in cell.outputs if output.get("name") == "stdout")
        for cell in node.cells
    ]


def directly(name: str, parent: Path, warm: WarmProcess) -> dict[str, Any]:
    """What a direct kernel in a child of the warm process makes of a golden notebook, normalised."""
    folder = new_folder(parent, "direct")
    result = parent / "result.json"
    node = source(name)
    given = {
        "notebook": nbformat.writes(node),
        "folder": str(folder),
        "result": str(result),
        "environment": environment(),
    }
    child = warm.spawn(f"{__name__}:execute_here", given)
    try:
        assert child.wait(60) == 0
    finally:
        child.kill()
        child.wait()
    return normalise(nbformat.from_dict(json.loads(result.read_text())), folder)


def execute_here(given: Mapping[str, Any], life: socket.socket) -> None:
    """What the child does."""
    from helpers.kernels.direct import DirectManager

    start_afresh(given["environment"], given["folder"])
    node = nbformat.reads(given["notebook"], as_version=4)
    node = asyncio.run(execute(node, Path(given["folder"]), km=DirectManager()))
    Path(given["result"]).write_text(json.dumps(node))


def warm_process() -> WarmProcess:
    """A warm process that finds this module."""
    return WarmProcess(LIBRARIES, {**os.environ, "PYTHONPATH": str(ROOT)})


def record(name: str) -> None:
    """Write what the stock kernel makes of a golden notebook into it."""
    with tempfile.TemporaryDirectory() as parent:
        folder = new_folder(Path(parent), STOCK)
        node = asyncio.run(execute(source(name), folder, kernel_name=STOCK))
        run = normalise(node, folder)
    outcome = run["outcome"]
    for cell, was, outputs in zip(node.cells, run["cells"], golden(run), strict=True):
        cell.execution_count = was["execution_count"]
        cell.outputs = nbformat.from_dict(outputs)
    node.metadata.pop("language_info", None)
    node.metadata.outcome = {"error": outcome["error"]}
    nbformat.write(node, NOTEBOOKS / f"{name}.ipynb")


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")):
        record(name)
