"""The report with nothing in it has every rule look for what it looks for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.checks import Severity, check
from helpers.form import EDITIONS
from helpers.kernels.zero import zero_report

ROOT = Path(__file__).parents[2]

LONG = 300
"""Characters of a pattern that takes long to compile."""

PROGRAM = f"""
import re, sys
from pathlib import Path
from helpers.checks import check
from helpers.intake import read
from helpers.kernels.zero import zero_report

compiled = []
def compile(pattern, flags=0, compile=re._compiler.compile):
    compiled.append(str(pattern))
    return compile(pattern, flags)
re._compiler.compile = compile

files = [Path(name) for name in sys.argv[1:]]
for year in sorted({{int(file.stem) for file in files}}):
    check(zero_report(year=year))
print(sum(len(pattern) > {LONG} for pattern in compiled))
compiled.clear()
for file in files:
    check(read(file).report)
print(*(pattern for pattern in compiled if len(pattern) > {LONG}), sep="\\n")
"""


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_report_balances(edition: int) -> None:
    assert [
        finding
        for finding in check(zero_report(edition))
        if finding.severity is Severity.ERROR and finding.rule.startswith(("T2", "T3", "T4", "X"))
    ] == []


def test_it_names_its_year() -> None:
    report = zero_report(year=2024)
    assert report.year == 2024
    texts = "".join(text.raw for _, text in report.narrative.texts())
    assert "2024年" in texts
    assert "2023年" in texts
    assert "{" not in texts


def test_after_it_next_to_no_long_pattern_is_left_to_compile() -> None:
    files = sorted(path for path in (ROOT / "params").rglob("*.yaml") if path.stem.isdigit())
    shown = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, files)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout.splitlines()
    before, *left = shown
    assert int(before) > 5
    # A new rule's pattern is no reason to fail; many are one to add words.
    assert len([line for line in left if line]) <= int(before) // 10, (
        "add to the words of helpers.kernels.zero"
    )
