"""What a forked child does: it builds one whole report."""

from __future__ import annotations

import base64
import gc
import json
import pickle
import resource
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.batch.build import build
from helpers.batch.execute import DIRECT
from helpers.batch.inputs import Common
from helpers.batch.plan import Step
from helpers.batch.record import Record
from helpers.checks import check
from helpers.display import charts
from helpers.display.view import ReportView
from helpers.form import EDITIONS
from helpers.intake import parameters_of, report_from_parameters
from helpers.kernels.zero import zero_report

RUN = "helpers.batch.child:main"
"""How the warm process is told to call `main`."""

_KERNEL = "helpers.kernels.warm:kernel"
_WARM = "helpers.batch.child:warm"

_YEARS = 3
"""For how many report years the warm process makes ready: a batch has one as a rule, and each takes a moment."""

_LARGEST = 60_000
"""Bytes that a life line's packet may have."""


def request(step: Step, common: Common, memory: int) -> dict[str, Any]:
    """What a child needs to know, as plain data.

    Args:
        step: The report.
        common: What all reports of the batch share.
        memory: Bytes of its own that it may take.
    """
    return {"task": base64.b85encode(pickle.dumps((step, common))).decode(), "memory": memory}


def warm_for(steps: Iterable[Step]) -> tuple[str, ...]:
    """What the warm process calls before the first fork, for a batch of these reports: their formats, their years."""
    steps = list(steps)
    formats = sorted({kind for step in steps for kind in step.job.formats})
    last = sorted({step.job.year for step in steps})[-_YEARS:]
    return (
        _KERNEL,
        f"{_WARM}:{','.join(formats)}",
        *(f"helpers.batch.child:warm_year:{year}" for year in last),
    )


def warm_year(year: str) -> None:
    """Check a report of a year: what the rules look for in a text names it and the one before."""
    check(zero_report(year=int(year)))


def warm(formats: str) -> None:
    """Go the way of a report once, as far as a process may that is going to be forked.

    What was imported, compiled and cached then is there for every child: the notebook's validator, the displays,
    fonts, templates and styles. Nothing is typeset (see `export.formats.warm_up`) and no kernel is made.

    Args:
        formats: What will be rendered, by commas.
    """
    import nbformat
    import papermill.clientwrap
    import papermill.engines
    import papermill.execute

    import helpers.display.namespace  # noqa: F401  # the notebook's first cell wants it
    from helpers.batch.notebook import master_notebook
    from helpers.export.document import document_of
    from helpers.export.formats import warm_up

    papermill.engines.papermill_engines.register(DIRECT, _engine())
    report = zero_report()
    node = papermill.execute.execute_notebook(
        str(master_notebook()), None, parameters=parameters_of(report), prepare_only=True, progress_bar=False
    )
    # A second time by the notebook's own way: what the rules look for in a text is compiled when first met.
    for each in (report, report_from_parameters(**parameters_of(report))):
        check(each)
    bundles = [output._repr_mimebundle_() for output in ReportView(report).outputs()]
    node.cells[-1].outputs = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
    nbformat.writes(node)
    warm_up(document_of(node), filter(None, formats.split(",")))
    for edition in EDITIONS:
        charts.warm_up(zero_report(edition))


def _engine() -> Any:
    from helpers.kernels.direct_engine import DirectEngine

    return DirectEngine


def main(given: Mapping[str, Any], life: socket.socket) -> int:
    """Build the report and say on the life line how it ended.

    What is said is the record, or where it stands if it is too large for a packet.
    """
    step, common = pickle.loads(base64.b85decode(given["task"]))  # noqa: S301  # from our own driver
    # It is there for one report only: what it leaves behind goes with it.
    gc.disable()
    resource.setrlimit(resource.RLIMIT_DATA, (given["memory"], given["memory"]))
    record = build(step, common, engine=DIRECT)
    said = json.dumps({"record": record.to_json()}).encode()
    if len(said) > _LARGEST:
        # One of a broken build is never so large, and all others stand there.
        said = json.dumps({"folder": str(step.job.folder)}).encode()
    life.send(said)
    return 0


def record_of(said: Mapping[str, Any]) -> Record | None:
    """The record that a child said; None where what it said is something else."""
    if "record" in said:
        return Record.from_json(said["record"])
    return Record.read(Path(said["folder"])) if "folder" in said else None
