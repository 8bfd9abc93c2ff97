"""The kit's source: which files belong to it, and what tells another copy apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import helpers
from helpers.errors import UsageError
from helpers.verify.bundle.kit import differences, kit_files, kit_root

ROOT = Path(helpers.__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the kit that is running."""
    for name in kit_files(ROOT):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return tmp_path


def test_the_kit_is_what_is_needed_to_install_it(copy: Path) -> None:
    assert kit_root() == ROOT
    assert kit_root(copy) == copy
    names = list(kit_files(ROOT))
    assert {"pyproject.toml", "requirements.lock", "LICENSE", "notebooks/annual_report.ipynb"} <= set(names)
    assert "src/helpers/export/templates/report.typ" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_another_kit_is_told_by_its_files(copy: Path) -> None:
    assert differences(copy / "src" / "helpers") == ""
    (copy / "src" / "helpers" / "errors.py").write_text("changed")
    (copy / "src" / "helpers" / "form" / "grid.py").unlink()
    (copy / "src" / "helpers" / "new.py").write_text("")
    assert differences(copy / "src" / "helpers") == "errors.py、form/grid.py、new.py"
    with pytest.raises(UsageError, match=r"源代码与正在运行的程序不同（errors.py、"):
        kit_root(copy)
    assert differences(copy / "nowhere").endswith(" 个文件")


def test_a_folder_that_is_no_kit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"缺少 pyproject\.toml"):
        kit_root(tmp_path)
