"""A child of the batch's warm process: all that a report needs is there when it is forked."""

from __future__ import annotations

import json
import os
import select
import socket
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from tests.kit import NOTEBOOK, PARAMS, ROOT

from helpers.batch.child import main
from helpers.batch.gather import gather
from helpers.batch.inputs import Common
from helpers.batch.job import FORMATS
from helpers.batch.limits import Limits
from helpers.batch.order import request, warm_for
from helpers.batch.plan import plan
from helpers.kernels.client import CAN_FORK, WarmProcess


class _Line:
    def __init__(self) -> None:
        self.said: dict[str, Any] = {}

    def send(self, packet: bytes) -> None:
        self.said = json.loads(packet)


def watched(given: dict[str, Any], life: socket.socket) -> int:
    """In the child: build the report, and say how that ended and what was imported for it."""
    before, line = set(sys.modules), _Line()
    main(given, cast("socket.socket", line))
    said = {"status": line.said["record"]["status"], "imported": sorted(set(sys.modules) - before)}
    life.send(json.dumps(said).encode())
    return 0


@pytest.mark.notebook
@pytest.mark.skipif(not CAN_FORK, reason="forks children of a warm process")
@pytest.mark.parametrize("formats", [("html",), FORMATS])
def test_a_child_imports_nothing(tmp_path: Path, formats: tuple[str, ...]) -> None:
    params = [PARAMS / "shili" / "jiaoyu" / "2021.yaml"]
    common = Common.of(NOTEBOOK)
    [step] = plan(gather(params, out=tmp_path, formats=formats), common)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    warm = WarmProcess((*warm_for([step.job]), "tests.batch.test_child"), environment)
    try:
        child = warm.spawn("tests.batch.test_child:watched", request(step, common, Limits().memory), stdout=2)
        said: dict[str, Any] = {}
        while child.returncode is None:
            select.select([child], [], [])
            said |= child.receive() or {}
        assert said == {"status": "ok", "imported": [], "exit": 0}
    finally:
        warm.close()
