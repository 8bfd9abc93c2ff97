"""A district's severities and deadlines reach its reports' records, and nothing else does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.batch.steps import COMMON
from tests.intake.writing import sample
from tests.kit import write_params

from helpers.batch import gather as gathering
from helpers.batch.build import build
from helpers.batch.gather import gather
from helpers.batch.inputs import input_hashes
from helpers.batch.plan import Step
from helpers.batch.record import Record, Status

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.batch.job import Job

SIGNED = '  other: "没有收取信息处理费。\\n2023年1月25日"\n'
LATE = re.sub(r'  other: "[^\n]*\n', lambda _: SIGNED, sample(2021))
LATE_BY_LAW = LATE.replace("2023年1月25日", "2023年2月20日")


def district(folder: Path, more: str) -> None:
    path = folder / "params" / "a" / "district.yaml"
    path.write_text(
        f"name: 示例区\noffices: {{x: {{name: 示例区甲局, kind: 部门}}}}\n{more}", encoding="utf-8"
    )
    gathering._district.cache_clear()


def job(folder: Path) -> Job:
    [found] = gather([folder / "params"], out=folder / "build", formats=())
    return found


def built(folder: Path) -> Record:
    found = job(folder)
    return build(Step(found, "尚未生成", input_hashes(found, COMMON)), COMMON)


def test_a_raised_warning_refuses_a_report_and_the_record_shows_it(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", LATE_BY_LAW)
    district(tmp_path, "severities: {TM-DUE: error}\n")
    record = built(tmp_path)
    assert record.status is Status.REFUSED
    assert [(each["rule"], each["severity"]) for each in record.findings] == [("TM-DUE", "error")]
    assert Record.read(job(tmp_path).folder) == record


def test_a_deadline_of_the_districts_own_is_held(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", LATE)
    district(tmp_path, "severities: {TM-DUE: error}\ndeadlines: {office: 01-20}\n")
    [finding] = built(tmp_path).findings
    assert "晚于本地区规定的公布期限 2023 年 1 月 20 日" in finding["message"]


def test_a_report_is_built_again_when_its_districts_demands_change_and_only_then(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", LATE)
    district(tmp_path, "")
    before = input_hashes(job(tmp_path), COMMON)
    district(tmp_path, "lock: 03-31\n")
    assert input_hashes(job(tmp_path), COMMON) == before
    district(tmp_path, "severities: {TM-DUE: error}\n")
    after = input_hashes(job(tmp_path), COMMON)
    assert {name for name in after if after[name] != before[name]} == {"settings"}


def test_what_other_offices_wrote_is_no_part_of_a_reports_record(tmp_path: Path) -> None:
    write_params(tmp_path, "a/x/2022", LATE_BY_LAW)
    district(tmp_path, "severities: {TM-DUE: error, D-SIM: error}\n")
    before = built(tmp_path)
    write_params(tmp_path, "a/y/2022", LATE_BY_LAW)
    first, _ = gather([tmp_path / "params"], out=tmp_path / "build", formats=())
    assert input_hashes(first, COMMON) == dict(before.inputs)
