"""Notebooks are kept as source: without outputs, and without a trace of who ran them, when or where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jupytext
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def traces(notebook: dict[str, Any]) -> list[str]:
    """What a notebook holds that is not source, one sentence each."""
    found = []
    for number, cell in enumerate(notebook["cells"]):
        name = f"cell {number}"
        if cell.get("outputs"):
            found.append(f"{name} has outputs")
        if cell.get("execution_count") is not None:
            found.append(f"{name} has an execution count")
        found += [f"{name} has metadata {key!r}" for key in cell["metadata"] if key not in {"tags"}]
    kernel = notebook["metadata"].get("kernelspec", {}).get("name")
    if kernel != "python3":
        found.append(f"the kernel is {kernel!r}, not 'python3', which every machine has")
    # Which Python wrote the notebook is no part of it.
    if "version" in notebook["metadata"].get("language_info", {}):
        found.append("the metadata names a version of Python")
    if "papermill" in notebook["metadata"]:
        found.append("the metadata tells of a run of papermill")
    return found


def test_there_is_one_master_notebook_and_one_for_the_analyst() -> None:
    assert [path.name for path in NOTEBOOKS] == ["annual_report.ipynb", "batch_review.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_as_source(path: Path) -> None:
    assert traces(read(path)) == []


def test_each_trace_of_a_run_is_seen() -> None:
    notebook = {
        "cells": [
            {"cell_type": "markdown", "metadata": {"tags": ["x"]}, "source": ""},
            {
                "cell_type": "code",
                "metadata": {"execution": {"iopub.execute_input": "2022-01-01T00:00:00Z"}},
                "execution_count": 3,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
                "source": "1",
            },
        ],
        "metadata": {
            "kernelspec": {"name": "nianbao-env"},
            "language_info": {"name": "python", "version": "3.11.7"},
            "papermill": {"duration": 2.5},
        },
    }
    assert traces(notebook) == [
        "cell 1 has outputs",
        "cell 1 has an execution count",
        "cell 1 has metadata 'execution'",
        "the kernel is 'nianbao-env', not 'python3', which every machine has",
        "the metadata names a version of Python",
        "the metadata tells of a run of papermill",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_text_twin_is_in_step(path: Path) -> None:
    twin = path.with_suffix(".py")
    wanted = jupytext.writes(jupytext.read(path), fmt="py:percent")
    assert twin.read_text(encoding="utf-8") == wanted, "run make notebook-text"
