"""What a forked child does: it builds one whole report."""

from __future__ import annotations

import base64
import json
import pickle
import resource
import socket
from collections.abc import Mapping
from typing import Any

from helpers.batch.build import build
from helpers.batch.execute import DIRECT
from helpers.batch.inputs import Common
from helpers.batch.plan import Step
from helpers.batch.record import Record

RUN = "helpers.batch.child:main"
"""How the warm process is told to call `main`."""

WARM = ("helpers.kernels.warm:kernel", "helpers.batch.child:warm")
"""What it calls before the first fork."""

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


def warm() -> None:
    """Import what reports need and draw, render and typeset once, so that fonts and templates are loaded."""
    import papermill.clientwrap
    import papermill.engines
    import papermill.execute
    import papermill.translators  # noqa: F401

    import helpers.display.view
    from helpers.display.charts import warm_up
    from helpers.export.formats import warm_up as warm_exporters

    papermill.engines.papermill_engines.register(DIRECT, _engine())
    warm_up()
    warm_exporters()


def _engine() -> Any:
    from helpers.kernels.direct_engine import DirectEngine

    return DirectEngine


def main(given: Mapping[str, Any], life: socket.socket) -> int:
    """Build the report and say on the life line how it ended.

    What is said is the record, or nothing where it is too large for a packet: it then stands in the folder.
    """
    step, common = pickle.loads(base64.b85decode(given["task"]))  # noqa: S301  # from our own driver
    resource.setrlimit(resource.RLIMIT_DATA, (given["memory"], given["memory"]))
    record = build(step, common, engine=DIRECT)
    said = json.dumps({"record": record.to_json()}).encode()
    if len(said) <= _LARGEST:
        life.send(said)
    return 0


def record_of(said: Mapping[str, Any]) -> Record:
    """The record that a child said."""
    return Record.from_json(said["record"])
