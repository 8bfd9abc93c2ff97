"""Runs the kit's commands as a user does, in processes of their own, and writes params for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.intake.writing import sample

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "annual_report.ipynb"
PARAMS = ROOT / "params"
TIME_LIMIT = 240

Done = subprocess.CompletedProcess[str]


def command(name: str) -> str:
    """The path of a command of the environment that the tests run in."""
    return str(Path(sys.executable).with_name(name))


def call(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = TIME_LIMIT
) -> Done:
    """Run a command of the environment to its end."""
    name, *rest = arguments
    return subprocess.run(
        [command(str(name)), *map(str, rest)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=timeout,
    )


def nianbao(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """Run `nianbao`."""
    return call("nianbao", *arguments, cwd=cwd, env=env)


def write_params(folder: Path, report: str, text: str | None = None, **changes: str) -> Path:
    """Write a params file.

    Args:
        folder: Where `params` is or comes to be.
        report: The report's name, e.g. `shili/dongjie/2022`; the sample gets its year.
        text: What to write; a sample of zeros where left out.
        changes: What takes the place of the sample's values of the keys `name` or `kind` of the office.
    """
    path = folder / "params" / f"{report}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        pairs = [("year: 2022\n", f"year: {path.stem}\n")]
        pairs += [(f'  {key}: "{_OFFICE[key]}"\n', f'  {key}: "{value}"\n') for key, value in changes.items()]
        text = sample(2021, *(pair for pair in pairs if pair[0] != pair[1]))
    path.write_text(text, encoding="utf-8")
    return path


_OFFICE = {"name": "示例区测试街道办事处", "kind": "街道"}


def files_below(folder: Path) -> list[str]:
    """The paths of all files below a folder, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
