"""A minute of random faults; `python -m tests.batch.chaos` goes on for longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.batch.chaos import chaos

from helpers.kernels.client import CAN_FORK


@pytest.mark.notebook
@pytest.mark.skipif(not CAN_FORK or not Path("/proc").is_dir(), reason="watches processes through /proc")
def test_no_report_is_lost_in_a_minute_of_faults() -> None:
    tally = chaos(60, seed=20260101)
    assert tally.faults.total() >= 3
    assert tally.lost == [], str(tally)
