"""The hashes of what reports are made of: of everything, and of nothing that differs by machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from email.message import Message
from pathlib import Path

import pytest
from tests.kit import NOTEBOOK

import helpers
from helpers.batch import inputs
from helpers.batch.inputs import Common, digest


@pytest.fixture(scope="module")
def common() -> Common:
    return Common.of(NOTEBOOK)


def test_the_notebook_is_hashed_by_its_bytes(common: Common, tmp_path: Path) -> None:
    assert common.hashes["notebook"] == digest(NOTEBOOK.read_bytes())
    moved = Path(shutil.copy(NOTEBOOK, tmp_path / "other.ipynb"))
    assert Common.of(moved).hashes == common.hashes


@pytest.mark.parametrize("suffix", [".py", ".j2", ".typ"])
def test_every_kind_of_source_is_among_the_helpers(
    common: Common, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    copy = tmp_path / "helpers"
    shutil.copytree(Path(helpers.__file__).parent, copy)
    monkeypatch.setattr(helpers, "__file__", str(copy / "__init__.py"))
    assert Common.of(NOTEBOOK).hashes["helpers"] == common.hashes["helpers"]
    changed = next(path for path in sorted(copy.rglob(f"*{suffix}")) if path.stat().st_size)
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert Common.of(NOTEBOOK).hashes["helpers"] != common.hashes["helpers"]


def test_two_files_of_one_name_cannot_change_places_unnoticed(
    common: Common, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "helpers"
    shutil.copytree(Path(helpers.__file__).parent, copy)
    monkeypatch.setattr(helpers, "__file__", str(copy / "__init__.py"))
    one, other = copy / "checks" / "__init__.py", copy / "form" / "__init__.py"
    contents = one.read_bytes(), other.read_bytes()
    one.write_bytes(contents[1])
    other.write_bytes(contents[0])
    assert Common.of(NOTEBOOK).hashes["helpers"] != common.hashes["helpers"]


def test_whatever_the_package_holds_is_hashed() -> None:
    """A kind of file that reports are made of and the hash leaves out would leave stale reports."""
    root = Path(helpers.__file__).parent
    apart = {"__pycache__", "review", "cli"}  # nothing in a report comes from these
    kinds = {path.suffix for path in root.rglob("*") if path.is_file() and not apart & set(path.parts)}
    assert kinds - inputs._SOURCES <= {"", ".typed", ".ipynb"}


def test_versions_name_python_the_kit_and_what_it_stands_on(common: Common) -> None:
    assert {"python", "nianbao", "papermill", "nbconvert", "typst", "python-docx", "pandas"} <= set(
        common.versions
    )
    assert "pytest" not in common.versions
    first, *rest = common.versions
    assert first == "python"
    assert rest == sorted(rest)


def test_a_package_counts_only_where_its_marker_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    requires = {
        "nianbao": ["a-b[fast]>=1", "old; python_version < '3'", "x; extra == 'lab'"],
        "a-b": ["Fast_C; extra == 'fast'", "slow; extra == 'slow'", "new; python_version >= '3'"],
        "old": ["older"],
        "fast-c": ["a-b"],
    }

    def about(name: str) -> Message:
        message = Message()
        message["Version"] = f"{name}-1"
        for requirement in requires.get(name, ()):
            message["Requires-Dist"] = requirement
        return message

    monkeypatch.setattr("importlib.metadata.metadata", about)
    assert list(inputs._versions()) == ["python", "a-b", "fast-c", "new", "nianbao"]


def test_hashes_are_the_same_in_another_folder(
    common: Common, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    # In a new process, for what is hashed once a process is kept.
    code = f"import json, pathlib\nfrom helpers.batch.inputs import Common\nprint(json.dumps(Common.of(pathlib.Path({str(NOTEBOOK)!r})).hashes))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == common.hashes
