"""Runs a command in the tests' own process, as its console script does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pytest

from helpers.cli import main

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stdout holds, which must be one JSON value and nothing else."""
        return json.loads(self.out)


def invoke(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    """Run `nianbao` with these arguments."""
    with mock.patch("sys.argv", ["nianbao", *map(str, arguments)]), pytest.raises(SystemExit) as stop:
        main()
    captured = capsys.readouterr()
    code = stop.value.code
    assert isinstance(code, int)
    return Outcome(code, captured.out, captured.err)
