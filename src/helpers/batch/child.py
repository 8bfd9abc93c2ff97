"""What a forked child does: it builds one whole report."""

from __future__ import annotations

import base64
import gc
import json
import pickle
import resource
import socket
from collections.abc import Mapping
from typing import Any

from helpers.batch.build import build
from helpers.batch.execute import DIRECT
from helpers.checks import check
from helpers.display import charts
from helpers.display.view import ReportView
from helpers.form import EDITIONS
from helpers.intake import parameters_of, report_from_parameters
from helpers.kernels.zero import zero_report

_LARGEST = 60_000
"""Bytes that a life line's packet may have."""


def warm(given: str) -> None:
    """Go the way of a report once, as far as a process may that is going to be forked.

    What was imported, compiled and cached then is there for every child: the notebook's validator, the displays,
    fonts, templates and styles. Nothing is typeset (see `export.formats.warm_up`) and no kernel is made.

    Args:
        given: What will be rendered, by commas; after a colon the years, since what the rules look for in a text
            names the report's year and the one before.
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
    formats, _, years = given.partition(":")
    first, *others = [zero_report(_edition(year), year) for year in map(int, years.split(","))]
    node = papermill.execute.execute_notebook(
        str(master_notebook()), None, parameters=parameters_of(first), prepare_only=True, progress_bar=False
    )
    # The first by the notebook's own way: what the rules look for in a text is compiled when first met.
    for report in (report_from_parameters(**parameters_of(first)), *others):
        check(report)
    bundles = [output._repr_mimebundle_() for output in ReportView(first).outputs()]
    node.cells[-1].outputs = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
    nbformat.writes(node)
    warm_up(document_of(node), filter(None, formats.split(",")))
    for edition in EDITIONS:
        charts.warm_up(zero_report(edition))


def _edition(year: int) -> int:
    """The form that a report of the year has as a rule; the newest where none was issued for it."""
    return next((edition.id for edition in EDITIONS.values() if year in edition.years), max(EDITIONS))


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
