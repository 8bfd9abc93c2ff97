"""Executing the master notebook with stock papermill."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.errors import MachineError, NianbaoError

TIME_LIMIT = 600
"""Seconds that a cell may take: far more than a report needs, so that only a hanging kernel meets it."""

DIRECT = "nianbao-direct"
"""Name under which a child that is there for one report registers its engine with papermill."""

_INJECTED = "injected-parameters"


class ReportError(NianbaoError):
    """The notebook raised: the report's fault, not the machine's."""

    exit_code = 1


def execute(notebook: Path, parameters: Mapping[str, Any], *, engine: str | None = None) -> Any:
    """Execute the notebook with the parameters in a fresh kernel.

    Args:
        notebook: The master notebook.
        parameters: Its parameters.
        engine: A papermill engine; None for papermill's own.

    Returns:
        The executed notebook node; everything that differs from run to run is taken out of it.

    Raises:
        ReportError: A cell raised.
        MachineError: The kernel died or hung.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        node = execute_notebook(
            str(notebook),
            None,
            parameters=dict(parameters),
            engine_name=engine,
            progress_bar=False,
            execution_timeout=TIME_LIMIT,
            record_timing=False,
        )
    except PapermillExecutionError as error:
        if error.ename == "MemoryError":
            raise MachineError("内存不足，笔记本没有执行完；下次运行时会重做。") from error
        raise ReportError(f"笔记本执行出错：{error.ename}：{error.evalue}") from error
    except DeadKernelError as error:
        raise MachineError("内核中途停止，可能是内存不足；下次运行时会重做。") from error
    except (CellTimeoutError, TimeoutError) as error:
        raise MachineError(f"内核在 {TIME_LIMIT} 秒内没有完成；下次运行时会重做。") from error
    except (OSError, MemoryError, RuntimeError) as error:
        raise MachineError(f"无法执行笔记本：{error}；下次运行时会重做。") from error
    return normalise(node)


def normalise(node: Any) -> Any:
    """Take out of an executed notebook what differs from run to run, in place.

    Papermill notes times and paths, gives the injected cell a random id; a kernel tells its patch version.
    """
    parameters = node.metadata.get("papermill", {}).get("parameters", {})
    node.metadata["papermill"] = {"parameters": parameters}
    for cell in node.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if _INJECTED in cell.metadata.get("tags", ()):
            cell["id"] = _INJECTED
    return node
