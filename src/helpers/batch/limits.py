"""What one report may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits per report: far above what a report needs, so that only a runaway meets them.

    Attributes:
        seconds: Time from start to end.
        memory: Bytes of its own.
    """

    seconds: float = 300.0
    memory: int = 2 << 30
