"""Where the master notebook is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.kit import NOTEBOOK

from helpers.batch.notebook import master_notebook
from helpers.errors import UsageError


def test_the_kits_own_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert master_notebook().resolve() == NOTEBOOK


def test_the_users_own_is_taken(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ipynb"
    mine.write_text("{}")
    assert master_notebook(mine) == mine


@pytest.mark.parametrize("name", ["missing.ipynb", "."])
def test_one_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"找不到笔记本“.*”，请检查 --notebook 的路径"):
        master_notebook(tmp_path / name)


def test_a_project_without_one_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("helpers.__file__", str(tmp_path / "site" / "helpers" / "__init__.py"))
    with pytest.raises(UsageError, match="--notebook"):
        master_notebook()
