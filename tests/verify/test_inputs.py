"""What is said of an input that is another now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.batch.steps import COMMON, changed, job_in, pretend_built, step_of
from tests.kit import write_params
from tests.review.approvals import notebook

from helpers.batch.inputs import Common, settings_hash
from helpers.display.settings import Settings
from helpers.verify.inputs import as_recorded, input_changes, recorded_settings
from helpers.verify.surroundings import Surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.batch.job import Job
    from helpers.batch.record import Record


def told(job: Job, record: Record, common: Common = COMMON, kit: str = "") -> list[str]:
    settings = recorded_settings(job, record, b"")
    around = Surroundings(job.params.parents[2], common.notebook, kit=kit)
    return [str(change) for change in input_changes(step_of(job, common), record, settings, common, around)]


def test_nothing_is_said_where_nothing_has_changed(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    record = replace(pretend_built(job), versions=COMMON.versions)
    assert told(job, record) == []


def test_params_that_changed_came_or_went_are_named_with_both_hashes(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    write_params(tmp_path, "shili/ceshi/2021")
    record = pretend_built(job)
    job.params.write_text(job.params.read_text() + "\n")
    job.sibling(1).unlink()
    write_params(tmp_path, "shili/ceshi/2020")
    first, second, third = told(job, record)
    assert first.startswith(f"填报数据 {job.params}：生成时 {record.inputs['params'][:12]}…，现在 ")
    assert second.endswith("ceshi/2021.yaml：生成时 " + record.inputs["previous"][:12] + "…，现在 没有")
    assert "ceshi/2020.yaml：生成时 没有，现在 " in third


def test_versions_are_told_one_by_one(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    record = replace(pretend_built(job), versions={"python": "3.11.0", "typst": "0.13.0"})
    now = replace(COMMON, versions={"python": "3.11.9", "lxml": "6.0"})
    assert told(job, record, now) == [
        "软件版本 lxml：生成时 没有，现在 6.0",
        "软件版本 python：生成时 3.11.0，现在 3.11.9",
        "软件版本 typst：生成时 0.13.0，现在 没有",
    ]


def test_what_is_known_of_the_kits_code_is_said_with_it(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    record = replace(pretend_built(job), versions=COMMON.versions)
    [change] = told(job, record, changed(COMMON, "helpers"), "共 1 个文件：x.py")
    assert change.startswith("程序：生成时 ")
    assert change.endswith("（共 1 个文件：x.py）")


def test_a_draft_is_built_as_a_draft_again(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    drafted = replace(job, settings=replace(job.settings, draft=True))
    record = pretend_built(drafted)
    settings = recorded_settings(job, record, b"")
    assert as_recorded(job, record, settings).settings.draft
    assert as_recorded(job, record, settings).formats == ("html", "pdf")
    html = replace(record, outputs={"report.ipynb": "0", "report.html": "0"})
    assert as_recorded(job, html, settings).formats == ("html",)


def test_settings_of_the_district_that_are_others_now_are_told_from_the_notebook(tmp_path: Path) -> None:
    from tests.factories import report

    job = job_in(tmp_path)
    then = Settings(fee_decimals=4)
    record = replace(pretend_built(job), versions=COMMON.versions)
    record = replace(record, inputs={**record.inputs, "settings": settings_hash(then)})
    assert recorded_settings(job, record, b"[") is None
    assert recorded_settings(job, record, notebook(report())) is None  # it holds other settings than recorded
    assert "无从查起" in told(job, record)[0]
    content = notebook(report()).replace(b'"fee_decimals": null', b'"fee_decimals": 4')
    assert recorded_settings(job, record, content) == then
    [change] = input_changes(step_of(job), record, then, COMMON, Surroundings(tmp_path, COMMON.notebook))
    assert change.remark == "fee_decimals 原为 4，现为 null"
