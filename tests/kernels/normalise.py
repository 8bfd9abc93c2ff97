"""What differs between two runs of one notebook by the same kernel, and nothing else, made alike.

Two runs by the stock kernel are equal after this; so what still differs between a stock and a warm kernel is a
difference between the kernels. A golden file is further off: another machine, another day, another version.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Rule:
    """A pattern, what stands for it, and why it differs."""

    pattern: str
    stand_in: str
    reason: str

    def apply(self, text: str) -> str:
        return re.sub(self.pattern, self.stand_in, text)


RUN = (
    Rule(r"\b0x[0-9a-f]{6,}\b", "0xADDRESS", "an object's address in memory"),
    Rule(r"/[^\s\"']*/ipykernel_\d+/\d+\.py", "CELL.py", "a cell's file name has the kernel's process id"),
    Rule(r"\bT_[0-9a-f]{5}(?=_|\b)", "T_UUID", "pandas' Styler draws a random id"),
)
"""Two runs on one machine."""


def _at(name: str) -> str:
    """Where something of Python's is, as it stands or with `~` for the home folder, as IPython has it."""
    path = sysconfig.get_path(name)
    return f"(?:{re.escape(path)}|{re.escape(path.replace(str(Path.home()), '~', 1))})/"


MACHINE = (
    Rule(_at("purelib"), "SITE/", "where the environment is"),
    Rule(_at("stdlib"), "PYTHON/", "where Python is"),
)
"""A golden file and a run."""

_LONGEST = 4_000
"""Characters up to which a golden file keeps a text whole."""


def normalise(node: Any, folder: Path) -> dict[str, Any]:
    """The cells of an executed notebook and how it ended, without what differs from run to run.

    Args:
        node: The executed notebook, with its `outcome` in the metadata.
        folder: Where it was executed.
    """
    rules = (
        Rule(re.escape(str(folder)), "FOLDER", "each run has a folder of its own"),
        Rule(re.escape(str(folder.parent)), "PARENT", "in one of its own"),
        *RUN,
    )
    cells = [
        {
            "source": cell.source,
            "execution_count": cell.execution_count,
            "outputs": [_replace(output, rules) for output in _joined(cell.outputs)],
        }
        for cell in node.cells
    ]
    return {
        "cells": cells,
        "outcome": _replace(node.metadata.outcome, rules),
        "language_info": dict(node.metadata.get("language_info", {})),
    }


def golden(run: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The outputs of a normalised run as a golden file keeps them."""
    return [
        [_golden_output(_replace(output, MACHINE)) for output in cell["outputs"]] for cell in run["cells"]
    ]


def _golden_output(output: dict[str, Any]) -> dict[str, Any]:
    if "traceback" in output:
        # The frames of a library are those of its version, and so is how its exceptions follow from each other.
        output["traceback"] = [
            "a library's frame"
            if re.search("SITE/|PYTHON/", frame)
            else re.sub(r"^\n(?:During|The above)[^\n]*exception[^\n]*\n$", "\nthen\n", frame)
            for frame in output["traceback"]
        ]
    if "image/png" in output.get("data", {}):
        # FreeType and the processor have a say in a figure's pixels, not in their number.
        content = base64.b64decode(output["data"]["image/png"])
        output["data"]["image/png"] = "{}x{}".format(*struct.unpack(">II", content[16:24]))
    short: dict[str, Any] = _shorten(output)
    return short


def _shorten(value: Any) -> Any:
    """Long texts by their beginning and their hash: a golden file is there to be read."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return (
            f"{value[:200]} … {len(value)} characters, SHA-256 {hashlib.sha256(value.encode()).hexdigest()}"
        )
    if isinstance(value, dict):
        return {key: _shorten(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shorten(item) for item in value]
    return value


def _joined(outputs: list[Any]) -> list[dict[str, Any]]:
    """Streams in one piece: a kernel sends what was printed every 0.2 s, so the pieces depend on its speed."""
    joined: list[dict[str, Any]] = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += output.text
        else:
            joined.append(dict(output))
    return joined


def _replace(value: Any, rules: tuple[Rule, ...]) -> Any:
    if isinstance(value, str):
        for rule in rules:
            value = rule.apply(value)
        return value
    if isinstance(value, dict):
        return {key: _replace(item, rules) for key, item in value.items()}
    if isinstance(value, list):
        return [_replace(item, rules) for item in value]
    return value
