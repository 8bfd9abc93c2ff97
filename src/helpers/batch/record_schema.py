"""The JSON Schema of record.json, made from what the batch itself goes by."""

from __future__ import annotations

from typing import Any

from helpers.batch.job import FORMATS
from helpers.batch.record import Status
from helpers.checks import Severity

NOTEBOOK = "report.ipynb"

INPUTS = {
    "params": "The report's params file, params/DISTRICT/OFFICE/YEAR.yaml; where it can't be read, what is wrong with it.",
    "previous": "The same office's params file of the year before; absent where there is none.",
    "before_previous": "That of two years before; absent where there is none.",
    "settings": "How the report is shown (draft or not, what district.yaml asks for), as the notebook's parameter `settings` has it; and the faults of district.yaml.",
    "notebook": "The master notebook.",
    "helpers": "Names and contents of the kit's modules, templates, styles and scripts.",
    "fonts": "Names and contents of the bundled fonts.",
    "versions": "The versions below.",
}
"""Each input, and what its SHA-256 is taken of; `batch.inputs` computes them."""

_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_PLACE = {"type": ["integer", "null"], "minimum": 1}


def record_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12); nothing that it doesn't name may stand in a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "record.json",
        "description": "What one report was made of, what came out and how it ended. Two builds of the same inputs "
        "give the same bytes: no time, no duration, no absolute path, no name of a machine or a person at it.",
        **_closed(
            office=_text("The office's name; its folder's where the params can't be read."),
            year={"type": "integer", "minimum": 0, "maximum": 9999, "description": "The report year."},
            status={"enum": [status.value for status in Status], "description": _STATUS},
            findings={"type": "array", "items": _finding(), "description": "What the rules found."},
            inputs={
                "type": "object",
                "description": "SHA-256 of everything that the report is made of.",
                "properties": {name: {**_SHA256, "description": said} for name, said in INPUTS.items()},
                "required": ["params", "settings", "notebook", "helpers", "fonts", "versions"],
                "additionalProperties": False,
            },
            outputs={
                "type": "object",
                "description": "SHA-256 of each file beside the record; empty unless the status is ok.",
                "properties": dict.fromkeys((NOTEBOOK, *(f"report.{kind}" for kind in FORMATS)), _SHA256),
                "additionalProperties": False,
            },
            versions={
                "type": "object",
                "description": "Versions of Python and of every package that the kit stands on, by their names; empty "
                "where the status is broken.",
                "additionalProperties": {"type": "string"},
            },
        ),
        "if": {"properties": {"status": {"const": Status.OK.value}}},
        "then": {
            "properties": {
                "outputs": {"required": [NOTEBOOK]},
                "versions": {"required": ["python", "nianbao"]},
            }
        },
        "else": {"properties": {"outputs": {"maxProperties": 0}}},
    }


_STATUS = (
    "ok: built. refused: a rule of severity error is broken, or the params can't be read. failed: the notebook raised. "
    "broken: the machine failed; the report is tried again next time."
)


def _finding() -> dict[str, Any]:
    return _closed(
        rule=_text(
            "ID of the rule; READ where a file can't be read, RUN where the report could not be built."
        ),
        severity={"enum": [severity.value for severity in Severity]},
        file=_text(
            "The params file, params/DISTRICT/OFFICE/YEAR.yaml, wherever it lay; or the district's file."
        ),
        line={**_PLACE, "description": "Line in it, counted from 1."},
        column={**_PLACE, "description": "Column in it, counted from 1."},
        cell=_text("Address in the params, e.g. applications.total[0]; empty where there is none."),
        label=_text("The place as the official form names it."),
        message=_text("What is wrong and what to do, in Chinese."),
        expected={"description": "What the place should hold, where the rule can tell; else null."},
        actual={"description": "What it holds."},
    )


def _closed(**properties: Any) -> dict[str, Any]:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}
