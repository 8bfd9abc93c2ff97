"""A papermill engine that runs the notebook in the calling process, which must be there for nothing else."""

from __future__ import annotations

from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine

from helpers.kernels.direct import DirectManager


class DirectEngine(NBClientEngine):
    """Papermill's own client with a kernel that has no sockets."""

    @classmethod
    def execute_managed_notebook(  # type: ignore[override]  # options that don't apply here are taken and dropped
        cls,
        nb_man: Any,
        kernel_name: str,  # noqa: ARG003
        **kwargs: Any,  # noqa: ARG003
    ) -> Any:
        """Execute the notebook's cells.

        Args:
            nb_man: Papermill's record of the execution; its notebook is filled in.
            kernel_name: Of no matter: the kernel is Python's.
            kwargs: Papermill's options; those about processes and time limits are the caller's affair here.
        """
        client = PapermillNotebookClient(nb_man, km=DirectManager(), record_timing=False)
        return client.execute()
