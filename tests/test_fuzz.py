"""A few seconds of inputs at random; `python -m tests.fuzz` goes on for longer."""

from __future__ import annotations

from tests.fuzz import KINDS, fuzz


def test_inputs_at_random_are_read_or_refused_and_do_nothing() -> None:
    tally = fuzz(10, first=20260101)
    assert tally.inputs >= len(KINDS)
    assert tally.crashes == [], str(tally)
