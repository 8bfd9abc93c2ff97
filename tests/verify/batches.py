"""A real batch, small and quickly built, that a module's tests copy and damage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.kit import Done, nianbao, write_params

if TYPE_CHECKING:
    from pathlib import Path

GOOD, SECOND, REFUSED = "shili/jia/2022", "shili/bing/2022", "shili/yi/2022"


def spoil(params: Path) -> None:
    """Have a params file break a rule of severity error."""
    text = params.read_text(encoding="utf-8")
    assert "  licences: 0" in text
    params.write_text(text.replace("  licences: 0", "  licences: -1"), encoding="utf-8")


def build_batch(root: Path) -> None:
    """Build params/ to build/ below a folder: a report with last year's, another, and one that is refused."""
    for name in (GOOD, "shili/jia/2021", SECOND, REFUSED):
        write_params(root, name, name=f"示例区{name.split('/')[1]}街道办事处")
    spoil(root / "params" / f"{REFUSED}.yaml")
    paths = (f"params/{name}.yaml" for name in (GOOD, SECOND, REFUSED))
    done = nianbao("run", *paths, cwd=root)
    assert done.returncode == 1, done.stderr


def verify(root: Path, *arguments: str) -> tuple[Done, dict[str, Any]]:
    """Run `nianbao verify … --json`; how it ended, and what it said."""
    done = nianbao("verify", *arguments, "--json", cwd=root)
    assert done.stdout, done.stderr
    return done, json.loads(done.stdout)
