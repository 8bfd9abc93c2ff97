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

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        if engine == DIRECT:
            node = _execute_here(str(notebook), dict(parameters))
        else:
            node = _execute(str(notebook), dict(parameters), engine)
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


def _execute(notebook: str, parameters: dict[str, Any], engine: str | None) -> Any:
    from papermill.execute import execute_notebook

    return execute_notebook(
        notebook,
        None,
        parameters=parameters,
        engine_name=engine,
        progress_bar=False,
        execution_timeout=TIME_LIMIT,
        record_timing=False,
    )


def _execute_here(notebook: str, parameters: dict[str, Any]) -> Any:
    """The steps of papermill's `execute_notebook`, but for the last: it writes the notebook out, even to nowhere."""
    from papermill.engines import papermill_engines
    from papermill.execute import (
        prepare_notebook_metadata,
        raise_for_execution_errors,
        remove_error_markers,
    )
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    node = parameterize_notebook(load_notebook_node(notebook), parameters, engine_name=DIRECT)
    node = remove_error_markers(prepare_notebook_metadata(node, notebook, None))
    kernel = papermill_engines.nb_kernel_name(engine_name=DIRECT, nb=node)
    node = papermill_engines.execute_notebook_with_engine(
        DIRECT, node, input_path=notebook, output_path=None, kernel_name=kernel, progress_bar=False
    )
    raise_for_execution_errors(node, None)
    return node


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
