"""`YEAR.import.json`: for each cell where it came from, how it was read, and what speaks against it."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from helpers.intake.published.cells import READINGS, CellRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.intake.published.imported import Imported


def record_text(read: Imported, digests: Mapping[str, str]) -> str:
    """The record as JSON text; see `record_of`."""
    return json.dumps(record_of(read, digests), ensure_ascii=False, indent=1) + "\n"


def record_of(read: Imported, digests: Mapping[str, str]) -> dict[str, Any]:
    """The record as plain JSON.

    Args:
        read: What was read.
        digests: SHA-256 of each source by its name.
    """
    return {
        "office": read.office,
        "year": read.year,
        "edition": read.edition.id,
        "sources": [
            {"name": source.name, "kind": source.kind, "sha256": digests[source.name]}
            for source in read.sources
        ],
        "cells": {address: _cell(cell) for address, cell in read.cells.items()},
        "narrative": _narrative(read),
        "missing": [{"cell": address, "reason": reason} for address, reason in read.missing.items()],
        "notes": [note.to_json() for note in read.notes],
    }


def _cell(cell: CellRead) -> dict[str, Any]:
    made: dict[str, Any] = {"label": cell.field.label, "value": _plain(cell.value)}
    if cell.text is not None:
        made["text"] = cell.text
    if cell.place is not None:
        made["place"] = cell.place.to_json()
    if cell.how:
        made["reading"] = cell.how
        made["read_as"] = READINGS[cell.how]
    if cell.chosen:
        made["chosen_by"] = "勾稽关系"
    if cell.alternatives:
        made["alternatives"] = [_plain(value) for value in cell.alternatives]
    if cell.note:
        made["note"] = cell.note
    if cell.value is None:
        made["missing"] = cell.missing
    if cell.doubts:
        made["doubts"] = [{"message": doubt.message, "fault": doubt.fault} for doubt in cell.doubts]
    return made


def _narrative(read: Imported) -> dict[str, Any]:
    made: dict[str, Any] = {}
    told = {f"narrative.{key}": told for key, told in read.narrated.parts.items() if told.lines}
    told |= {f"narrative.overview.more[{index}]": piece for index, piece in enumerate(read.narrated.more)}
    for address, piece in told.items():
        made[address] = {
            "heading": piece.heading.text.strip() if piece.heading else None,
            "place": piece.place.to_json() if piece.place else None,
            "paragraphs": len(piece.lines),
        }
    return made


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    return value


def missing_places(read: Imported) -> Iterator[tuple[str, str]]:
    """What is missing with its reason, for people: a row whose cells all lack for one reason is named once."""
    found = []
    for address, reason in read.missing.items():
        cell = read.cells.get(address)
        row = (cell.field.table, cell.field.row.key) if cell else (address, "")
        found.append((row, reason, cell))
    for (row, reason), group in groupby(found, key=lambda item: item[:2]):
        cells = [cell for _, _, cell in group if cell is not None]
        if not cells:
            yield row[0], reason
            continue
        width = len(read.edition.table(row[0]).row_fields[row[1]])
        columns = "、".join(cell.field.column.label for cell in cells)
        label = cells[0].field.row.label
        yield label if len(cells) == width else f"{label}（{columns}）", reason
