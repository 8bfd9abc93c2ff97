from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_rules_pages_are_in_step_with_the_code(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "rules_pages.py", tmp_path], check=True, timeout=60)
    made, kept = (
        {path.name: path.read_text() for path in folder.iterdir()}
        for folder in (tmp_path, ROOT / "docs" / "rules")
    )
    assert made == kept, "run make rules-pages"
