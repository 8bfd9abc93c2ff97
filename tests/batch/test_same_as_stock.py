"""What a child of the warm process builds is what stock papermill and a stock kernel build, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.batch.runs import Batch
from tests.kit import NOTEBOOK, PARAMS

from helpers.kernels.client import CAN_FORK

if TYPE_CHECKING:
    from pathlib import Path

STOCK = """
import sys
from pathlib import Path
from helpers.batch.gather import gather
from helpers.batch.inputs import Common
from helpers.batch.job import FORMATS
from helpers.batch.plan import plan
from helpers.batch.process_pool import ProcessPool

if __name__ == "__main__":
    out, notebook, *params = map(Path, sys.argv[1:])
    common = Common.of(notebook)
    steps = plan(gather(params, out=out, formats=FORMATS), common)
    for attempt in ProcessPool(2)(steps, common, started=lambda _: None):
        assert attempt.record.status == "ok", attempt
"""
"""The way of machines that can't fork: a pool of processes, papermill's own engine, ipykernel in a process."""


@pytest.mark.notebook
@pytest.mark.skipif(not CAN_FORK, reason="compares with children of a warm process")
def test_all_five_files_of_a_report_are_equal(tmp_path: Path) -> None:
    params = [PARAMS / "laocheng" / "xiguan" / "2022.yaml", PARAMS / "shili" / "jiaoyu" / "2020.yaml"]
    warm = Batch(tmp_path / "warm", paths=params, options=())
    code, out, err = warm.run()
    assert code == 0, out + err
    program = tmp_path / "stock.py"
    program.write_text(STOCK)
    stock = Batch(tmp_path / "stock", paths=params)
    done = subprocess.run(
        [sys.executable, str(program), str(stock.out), str(NOTEBOOK), *map(str, params)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    expected = stock.files()
    assert len(expected) == 2 * 5
    found = warm.files()
    assert [name for name in expected if found[name] != expected[name]] == []
