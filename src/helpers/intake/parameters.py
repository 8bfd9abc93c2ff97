"""A report as the notebook's parameters: plain Python objects, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from helpers.form import Edition, Field, Figures, Narrative, Report, Value
from helpers.intake.draft import Draft, read_root
from helpers.intake.faults import Broken
from helpers.intake.finish import report_of
from helpers.intake.layout import Group, Part, layout_of
from helpers.intake.nodes import Mapping as MappingNode
from helpers.intake.nodes import Node, Scalar, Sequence
from helpers.intake.yaml_tree import MAX_DEPTH, MAX_NODES

_MAX_BITS = 256


def report_from_parameters(**parameters: object) -> Report:
    """Read a notebook's parameters as strictly as a file; those that are None count as not given.

    papermill may have read them with a YAML 1.1 loader: a float is taken by its shortest decimal form, and
    what is neither a number, a text, a list nor a mapping (a date, say) as text.

    Args:
        parameters: What a params file holds, by its top-level keys.

    Raises:
        ReadError: They aren't a report; the findings have no line.
    """
    draft = Draft()
    given = {key: value for key, value in parameters.items() if value is not None}
    try:
        read_root(_Nodes().of(given), draft)
    except Broken as broken:
        draft.faults.note(broken)
    return report_of(draft, draft.faults)


def parameters_of(report: Report) -> dict[str, object]:
    """A report as `report_from_parameters` reads it, with last year's; decimals become floats.

    Raises:
        ValueError: A decimal has more digits than a float can hold, which no reader lets through.
    """
    parameters: dict[str, object] = {
        "office": {"name": report.office.name, "kind": report.office.kind, "scope": report.office.scope},
        "year": report.year,
        **_body(report.edition, report.narrative, report.figures),
    }
    if report.reasons:
        parameters["reasons"] = dict(report.reasons)
    if last := report.previous:
        parameters["previous"] = _body(last.edition, last.narrative, last.figures)
    return parameters


def _body(edition: Edition, narrative: Narrative, figures: Figures) -> dict[str, object]:
    tables = {table.key: _cells(layout_of(edition.id, table.key), figures) for table in edition.tables}
    return {"edition": edition.id, "narrative": _texts(narrative), **tables}


def _texts(narrative: Narrative) -> dict[str, object]:
    texts: dict[str, Any] = {}
    if narrative.preamble:
        texts["preamble"] = narrative.preamble.raw
    for address, text in narrative.parts.items():
        section, _, part = address.partition(".")
        if part:
            texts.setdefault(section, {})[part] = text.raw
        else:
            texts[section] = text.raw
    if narrative.more:
        more = [{"title": titled.title.raw, "text": titled.text.raw} for titled in narrative.more]
        texts.setdefault("overview", {})["more"] = more
    return texts


def _cells(part: Part, figures: Figures) -> object:
    if isinstance(part, Group):
        return {key: _cells(below, figures) for key, below in part.parts.items()}
    if isinstance(part, Field):
        return _plain(figures[part.address])
    return [_plain(figures[field.address]) for field in part]


def _plain(value: Value) -> int | float | str | None:
    if not isinstance(value, Decimal):
        return value
    number = float(value)
    if Decimal(repr(number)) != value:
        raise ValueError(f"{value} has more digits than a notebook's parameter can hold")
    return number


class _Nodes:
    """Turns Python objects into the tree that a file gives."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, value: object, depth: int = 0) -> Node:
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            raise Broken(f"参数嵌套超过 {MAX_DEPTH} 层或多于 {MAX_NODES} 项，请检查")
        if isinstance(value, Mapping):
            keyed = ((_scalar(key), item) for key, item in value.items())
            return MappingNode({key.text: (key, self.of(item, depth + 1)) for key, item in keyed})
        if isinstance(value, list | tuple):
            return Sequence([self.of(item, depth + 1) for item in value])
        return _scalar(value)


def _scalar(value: object) -> Scalar:
    match value:
        case None | bool():
            return Scalar({None: "null", True: "true", False: "false"}[value], True)
        case int():
            # Python won't write out a very long number; in hexadecimal it is too long for a figure as well.
            return Scalar(str(value) if value.bit_length() <= _MAX_BITS else hex(value), True)
        case float() if math.isfinite(value):
            return Scalar(repr(value), True)
        case Decimal() if value.is_finite():
            return Scalar(str(value), True)
        case date():
            return Scalar(value.isoformat(), False)
    return Scalar(str(value), False)
