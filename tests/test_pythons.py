"""What counts as a difference between two Pythons' builds, and how a Python is found."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests import pythons
from tests.kit import ROOT
from tests.variations import NAMES

if TYPE_CHECKING:
    from pathlib import Path


def built(folder: Path, version: str, figure: int = 1, page: bytes = b"<p>1</p>") -> Path:
    notebook: dict[str, Any] = {
        "cells": [{"outputs": [figure]}],
        "metadata": {
            "language_info": {"name": "python", "version": version},
            "nianbao": {"inputs": {"params": "a", "versions": version}, "versions": {"python": version}},
        },
    }
    record: dict[str, Any] = {
        "status": "ok",
        "inputs": {"params": "a", "versions": version},
        "outputs": {"report.ipynb": version, "report.html": "b"},
        "versions": {"python": version},
    }
    for name in NAMES:
        (folder / name).mkdir(parents=True)
        (folder / name / "report.ipynb").write_text(json.dumps(notebook))
        (folder / name / "record.json").write_text(json.dumps(record))
        (folder / name / "report.html").write_bytes(page)
    return folder


def test_versions_alone_are_no_difference(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one", "3.11.7"), built(tmp_path / "other", "3.13.0")
    assert list(pythons.differences(one, other)) == []


def test_a_figure_a_byte_or_a_file_is_a_difference(tmp_path: Path) -> None:
    one = built(tmp_path / "one", "3.11.7")
    figure = built(tmp_path / "figure", "3.13.0", figure=2)
    page = built(tmp_path / "page", "3.13.0", page=b"<p>2</p>")
    assert list(pythons.differences(one, figure)) == [f"{name}/report.ipynb" for name in NAMES]
    assert list(pythons.differences(one, page)) == [f"{name}/report.html" for name in NAMES]
    (one / NAMES[0] / "report.html").unlink()
    assert f"{NAMES[0]}/report.html" in list(pythons.differences(one, page))


def test_the_supported_pythons_begin_with_the_oldest_that_is_required() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    oldest = re.findall(r'requires-python = ">=([0-9.]+)"', text)
    assert pythons.supported()[:1] == oldest
    assert len(pythons.supported()) >= 3


def test_a_stand_in_that_finds_no_python_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = tmp_path / "python3.98"
    true.write_text("#!/bin/sh\necho 3.98\n")
    stand_in = tmp_path / "python3.99"
    stand_in.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n")
    for program in (true, stand_in):
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pythons.interpreter("3.98") == true
    assert pythons.interpreter("3.99") is None
    assert pythons.interpreter("3.97") is None
