"""What is said of how a report ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import job_in, pretend_built, step_of

from helpers.batch.record import Status
from helpers.batch.run import Result

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("status", "draft", "label"),
    [
        (Status.OK, False, "完成"),
        (Status.OK, True, "草稿"),
        (Status.REFUSED, True, "退回"),
        (Status.BROKEN, True, "中断"),
    ],
)
def test_a_draft_is_not_called_done(tmp_path: Path, status: Status, draft: bool, label: str) -> None:
    job = job_in(tmp_path)
    job = replace(job, settings=replace(job.settings, draft=draft))
    result = Result(step_of(job), pretend_built(job, status), 1, 1)
    assert result.label == label
