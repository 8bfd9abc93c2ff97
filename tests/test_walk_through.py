"""docs/zh/january.md says what happens: every command of it is run, and what it prints is compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "zh"
PAGE = FOLDER / "january.md"
TOOL = ROOT / "tools" / "walk_through.py"


@pytest.mark.notebook
def test_the_walk_through_is_in_step_with_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, TOOL, "--check"], capture_output=True, text=True, encoding="utf-8", timeout=400
    )
    assert done.returncode == 0, done.stderr


def test_every_picture_is_there_small_described_and_shown() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(images/([a-z-]+\.png)\)", PAGE.read_text(encoding="utf-8"))
    assert all(len(words) >= 7 for words, _ in shown)
    pictures = {path.name: path.stat().st_size for path in (FOLDER / "images").iterdir()}
    assert sorted(pictures) == sorted(name for _, name in shown)
    assert sum(pictures.values()) < 1_500_000


def test_the_walk_through_leads_through_every_step() -> None:
    text = PAGE.read_text(encoding="utf-8")
    commands = [
        line
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    named = {command.split()[1] for command in commands}
    assert named == {"import", "check", "run", "review", "approve", "publish", "rollup", "diff"}
    assert all(command.startswith("nianbao ") for command in commands)
