"""Slips of the pen in Chinese: doubled words, garbled set phrases, marks that don't pair."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.checks.prose.doubled import doubled
from helpers.checks.prose.garbled import garbled
from helpers.checks.prose.marks import unpaired, wrong_marks


def slips(value: str) -> Iterator[tuple[int, int, str]]:
    """Every slip of a text: where it stands and what it is, in Chinese."""
    found = sorted([*doubled(value), *garbled(value), *wrong_marks(value), *unpaired(value)])
    until = -1
    for start, end, what in found:
        if start >= until:
            yield start, end, what
            until = end
