"""What a report was made of beside what is at hand now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.batch.inputs import Common, settings_hash
from helpers.batch.job import Job
from helpers.batch.plan import Step
from helpers.batch.record import Record
from helpers.display.settings import Settings
from helpers.errors import UsageError
from helpers.intake.district import FILE_NAME
from helpers.verify.surroundings import Surroundings

_LABELS = {
    "params": "填报数据",
    "previous": "上年填报数据",
    "before_previous": "前年填报数据",
    "settings": "显示设置",
    "notebook": "主笔记本",
    "helpers": "程序",
    "fonts": "字体",
}
"""Each input besides the versions, which are told one by one."""

_SHARED = {"notebook", "helpers", "fonts"}

_DIGITS = 12
"""So many of a hash are shown to people."""

_LONGEST = 200
"""Characters of a setting that are shown."""


@dataclass(frozen=True)
class InputChange:
    """An input that is another now, has gone, or has come.

    Attributes:
        name: Its key in the record, or `versions.` and a package.
        label: What it is, in Chinese, with its path where it is a file.
        then: Its SHA-256 or version in the record; None where it has none.
        now: The present one; None where there is none.
        remark: What is known of the change, in Chinese.
    """

    name: str
    label: str
    then: str | None
    now: str | None
    remark: str = ""

    @property
    def shared(self) -> bool:
        """Whether all reports of a batch share it."""
        return self.name in _SHARED or self.name.startswith("versions.")

    def to_json(self) -> dict[str, Any]:
        """The change as plain JSON."""
        return {
            "input": self.name,
            "label": self.label,
            "then": self.then,
            "now": self.now,
            "remark": self.remark,
        }

    def __str__(self) -> str:
        then, now = (
            "没有" if each is None else each if self.name.startswith("versions.") else f"{each[:_DIGITS]}…"
            for each in (self.then, self.now)
        )
        return f"{self.label}：生成时 {then}，现在 {now}{self.remark and f'（{self.remark}）'}"


def as_recorded(job: Job, record: Record, then: Settings | None) -> Job:
    """The job as the record's run had it, as far as neither params nor district.yaml say.

    Args:
        job: The job as it would be now.
        record: The record.
        then: The settings of which the record has the hash.
    """
    kinds = tuple(kind for kind in job.formats if f"report.{kind}" in record.outputs)
    settings = replace(job.settings, draft=then.draft) if then else job.settings
    return replace(job, formats=kinds if record.outputs else job.formats, settings=settings)


def recorded_settings(job: Job, record: Record, notebook: bytes) -> Settings | None:
    """The settings of which a record has the hash; None where they are found nowhere.

    Args:
        job: The job as it would be now.
        record: The record, which has their hash alone.
        notebook: The executed notebook, which has them among its parameters; empty where there is none.
    """
    wanted = record.inputs.get("settings")
    for draft in (False, True):
        settings = replace(job.settings, draft=draft)
        if settings_hash(settings, job.faults) == wanted:
            return settings
    try:
        settings = Settings.from_parameter(
            json.loads(notebook)["metadata"]["papermill"]["parameters"]["settings"]
        )
    except (ValueError, KeyError, TypeError, RecursionError, UsageError):
        return None
    return settings if settings_hash(settings) == wanted else None


def input_changes(
    step: Step, record: Record, settings: Settings | None, common: Common, around: Surroundings
) -> Iterator[InputChange]:
    """What of a report's inputs is no longer what the record says.

    Args:
        step: The report with the present hashes.
        record: Its record.
        settings: The settings of which the record has the hash.
        common: What all reports share.
        around: Where the inputs are.
    """
    job = step.job
    paths = {
        "params": job.shown_as,
        "previous": str(Path(job.shown_as).with_name(f"{job.year - 1}.yaml")),
        "before_previous": str(Path(job.shown_as).with_name(f"{job.year - 2}.yaml")),
        "settings": str(Path(job.shown_as).parent.parent / FILE_NAME),
        "notebook": around.shown(common.notebook),
    }
    for name, label in _LABELS.items():
        then, present = record.inputs.get(name), step.inputs.get(name)
        if then != present:
            remark = {"settings": _settings_remark(settings, job.settings), "helpers": around.kit}.get(
                name, ""
            )
            shown = f"{label} {paths[name]}" if name in paths else label
            yield InputChange(name, shown, then, present, remark)
    for package in sorted(record.versions.keys() | common.versions.keys()) if record.versions else ():
        then, present = record.versions.get(package), common.versions.get(package)
        if then != present:
            yield InputChange(f"versions.{package}", f"软件版本 {package}", then, present)


def _settings_remark(then: Settings | None, now: Settings) -> str:
    if then is None:
        return "生成时的设置已无从查起"
    old, new = then.to_parameter(), now.to_parameter()
    return "；".join(
        f"{key} 原为 {_plain(old[key])}，现为 {_plain(new[key])}" for key in new if old[key] != new[key]
    )


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:_LONGEST]
