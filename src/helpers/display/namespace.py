"""The notebook's parameters as they stand in its namespace, the misspelled ones among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KERNEL = frozenset({"In", "Out"})
"""Data that the kernel itself keeps in a notebook's namespace; its other names begin with an underscore."""

_DATA = (type(None), bool, int, float, str, list, dict)
"""What a parameter can be: papermill writes nothing else."""


def given_parameters(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Every name in the notebook that holds data.

    papermill only warns of a parameter that the notebook doesn't have, and defines it all the same; here it is seen,
    so that whoever reads the parameters can refuse it (papermill issues 667 and 818).

    Args:
        namespace: The notebook's `globals()`, before anything else was defined in it.
    """
    return {
        name: value
        for name, value in namespace.items()
        if not name.startswith("_") and name not in _KERNEL and isinstance(value, _DATA)
    }
