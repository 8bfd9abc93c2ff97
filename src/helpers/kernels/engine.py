"""papermill's engine `nianbao`: papermill's own, with kernels forked from a warm process.

papermill imports every engine when it starts, and this module may be imported before papermill; so it imports
nothing, and is an engine by its methods alone.
"""

from __future__ import annotations

from typing import Any

direct = False
"""Whether to execute in this very process, by a direct kernel. For a process that was forked for one notebook."""


class WarmEngine:
    """An engine for `papermill --engine nianbao` and `execute_notebook(engine_name="nianbao")`.

    The notebook's kernel is the one that it or `--kernel` names. It is forked if it is this Python's ipykernel, and
    starts as usual if not.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Execute a notebook node.

        Args:
            nb: The node; it is changed.
            kernel_name: The kernelspec's name.
            options: What `papermill.engines.NBClientEngine` takes.

        Returns:
            The executed node.
        """
        from papermill.engines import NBClientEngine

        if direct:
            from helpers.kernels.direct import DirectManager

            options["km"] = DirectManager()
        else:
            from helpers.kernels.manager import WarmManager

            options["kernel_manager_class"] = WarmManager
        return NBClientEngine.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """The kernel that the notebook names, unless one is given."""
        from papermill.engines import NBClientEngine

        return NBClientEngine.nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """The language that the notebook names, unless one is given."""
        from papermill.engines import NBClientEngine

        return NBClientEngine.nb_language(nb, language)
