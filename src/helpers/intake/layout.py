"""How params nest a table's rows and cells: the form's data turned into the shape of a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import Field, edition_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class Group:
    """A mapping in a file.

    Attributes:
        parts: What stands under each key: a further mapping, a row written as a list, or a single cell.
        label: What the official form calls the whole.
    """

    parts: Mapping[str, Part]
    label: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """What the official form calls each part, by key."""
        return {key: label_of(part) for key, part in self.parts.items()}


Part = Group | tuple[Field, ...] | Field


def label_of(part: Part) -> str:
    """What the official form calls a part."""
    return part.label if isinstance(part, Group | Field) else part[0].row.label


@lru_cache(maxsize=16)
def layout_of(edition: int, table: str) -> Group:
    """How params nest a table.

    Args:
        edition: The edition's number.
        table: The table's key.
    """
    described = edition_of(edition).table(table)
    top: dict[str, Part] = {}
    groups: dict[str, dict[str, Part]] = {}
    for key, fields in described.row_fields.items():
        row = fields[0].row
        part: Part = fields
        if not described.listed:
            single = len(fields) == 1
            part = fields[0] if single else Group({field.column.key: field for field in fields}, row.label)
        group, _, leaf = key.partition(".")
        if leaf:
            if group not in groups:
                groups[group] = {}
                top[group] = Group(groups[group], row.labels[-2])
            groups[group][leaf] = part
        else:
            top[key] = part
    return Group(top, described.caption)
