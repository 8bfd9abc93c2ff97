"""Many params files read and checked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.intake.writing import sample
from tests.kit import write_params

from helpers.batch import survey as module
from helpers.batch.survey import survey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("alone", [0, 1000])
def test_findings_come_in_the_files_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: int
) -> None:
    """One process and several give the same."""
    monkeypatch.setattr(module, "_ALONE", alone)
    fault = sample(2021, ("  licences: 0\n", "  licences: -1\n"))
    files = [
        write_params(tmp_path, f"a/x{number}/2022", [None, fault, "office: [\n"][number % 3])
        for number in range(6)
    ]
    found = list(survey(files))
    assert [[finding["rule"] for finding in findings] for findings in found] == [[], ["T2-INT"], ["READ"]] * 2
    assert [findings[0]["file"] for findings in found if findings] == [
        str(files[number]) for number in (1, 2, 4, 5)
    ]
