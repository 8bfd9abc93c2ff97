"""Where the master notebook is."""

from __future__ import annotations

from pathlib import Path

import helpers
from helpers.errors import UsageError

NAME = Path("notebooks") / "annual_report.ipynb"


def master_notebook(wanted: Path | None = None) -> Path:
    """The notebook that the user names, or the project's, or the one that the installed kit carries.

    Raises:
        UsageError: The one that the user names isn't there.
    """
    if wanted is not None:
        if not wanted.is_file():
            raise UsageError(f"找不到笔记本“{wanted}”，请检查 --notebook 的路径。")
        return wanted
    package = Path(helpers.__file__).parent
    # In a checkout the package stands in src/helpers, the notebook beside src.
    candidates = (NAME, package / NAME, package.parent.parent / NAME)
    for path in candidates:
        if path.is_file():
            return path
    raise UsageError(f"找不到主笔记本 {NAME}，请在项目文件夹里运行，或用 --notebook 指定。")
