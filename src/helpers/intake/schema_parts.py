"""What the JSON Schemas of params files and of district.yaml are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.intake.schema import MAX_NAME

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("街道", "乡镇", "部门", "政府办公室", "区县政府")
"""The kinds of offices that editors propose."""


def name() -> Schema:
    """The name of an office, a district or a kind."""
    return {
        "type": "string",
        "pattern": r"^[^\n\t]*\S[^\n\t]*$",
        "maxLength": MAX_NAME,
        "not": {"pattern": r"\{\{"},
    }


def closed(
    properties: Mapping[str, Schema],
    *,
    optional: Iterable[str] = (),
    required: Iterable[str] | None = None,
) -> Schema:
    """A mapping that has these keys and no others."""
    optional = set(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional] if required is None else [*required],
        "additionalProperties": False,
    }
