"""`make` lists its targets, and names a Python that will not do before it makes anything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Without the settings of the `make test` that this may run in.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    command = ["make", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target() -> None:
    phony = re.findall(r"^\.PHONY: ([a-z].*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    listed = dict(re.findall(r"^  make ([a-z-]+) +(\S.*)$", make(ROOT).stdout, re.MULTILINE))
    assert set(listed) == set(" ".join(phony).split())
    assert {"report", "test"} <= set(listed)


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ('case "$1" in --version) echo Python 3.8.18 ;; esac', "is Python 3.8.18"),
        ('case "$1" in --version) echo Python 2.7.18 >&2 ;; *) exit 1 ;; esac', "is Python 2.7.18"),
        (None, "is missing"),
    ],
)
def test_a_python_that_will_not_do_is_named_before_anything_is_made(
    tmp_path: Path, script: str | None, named: str
) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "python"
    if script:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    result = make(tmp_path, "report", f"PYTHON={python}")
    assert result.returncode == 2
    assert named in result.stderr
    assert "make report PYTHON=" in result.stderr
    assert not (tmp_path / ".venv").exists()
