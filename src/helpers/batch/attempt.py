"""An attempt: one try at building a report."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.batch.plan import Step
from helpers.batch.record import Record


@dataclass(frozen=True)
class Attempt:
    """How a try ended.

    Attributes:
        step: The report.
        record: Its record.
        seconds: How long it took; None where nobody looked at the clock.
        final: Whether the report isn't tried again in this run.
    """

    step: Step
    record: Record
    seconds: float | None = None
    final: bool = True
