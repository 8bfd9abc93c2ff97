"""What the driver says to the warm process about a child, and what it hears of it."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.batch.inputs import Common
from helpers.batch.job import Job
from helpers.batch.plan import Step
from helpers.batch.record import Record

RUN = "helpers.batch.child:main"
"""How the warm process is told what a child does."""

_KERNEL = "helpers.kernels.warm:kernel"
_WARM = "helpers.batch.child:warm"

_YEARS = 3
"""For how many report years the warm process makes ready: a batch has one as a rule, and each takes a moment."""


def request(step: Step, common: Common, memory: int) -> dict[str, Any]:
    """What a child needs to know, as plain data.

    Args:
        step: The report.
        common: What all reports of the batch share.
        memory: Bytes of its own that it may take.
    """
    return {"task": base64.b85encode(pickle.dumps((step, common))).decode(), "memory": memory}


def warm_for(jobs: Iterable[Job]) -> tuple[str, ...]:
    """What the warm process calls before the first fork, for a batch of these reports: their formats, their years."""
    jobs = list(jobs)
    formats = sorted({kind for job in jobs for kind in job.formats})
    years = sorted({job.year for job in jobs})[-_YEARS:]
    return _KERNEL, f"{_WARM}:{','.join(formats)}:{','.join(map(str, years))}"


def record_of(said: Mapping[str, Any]) -> Record | None:
    """The record that a child said; None where what it said is something else."""
    if "record" in said:
        return Record.from_json(said["record"])
    return Record.read(Path(said["folder"])) if "folder" in said else None
