"""What is said of the locked packages that are known to be vulnerable, and of those that nothing is known of."""

from __future__ import annotations

import runpy

from tests.kit import ROOT

HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": []}


def test_a_hole_is_told_with_the_version_that_mends_it() -> None:
    packages = [
        {"name": "a", "version": "2.0", "vulns": [HOLE, {**HOLE, "id": "PYSEC-2026-2", "fix_versions": []}]},
        {"name": "b", "version": "1.0", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]
    unknown, vulnerable = runpy.run_path(str(ROOT / "tools" / "audit.py"))["told"](packages)
    assert unknown == ["c"]
    assert vulnerable == ["a 2.0: PYSEC-2026-1, mended in 2.1", "a 2.0: PYSEC-2026-2, mended in none yet"]
