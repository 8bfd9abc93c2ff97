"""A report as the text of a params file, laid out as an analyst writes one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from helpers.form import Edition, Field, Figures, Value
from helpers.intake.layout import Group, Part, layout_of
from helpers.intake.source import CONTROL


def params_text(parameters: Mapping[str, object], edition: Edition, figures: Figures) -> str:
    """The text of a params file.

    Args:
        parameters: What it holds besides its tables, by its top-level keys, in their order.
        edition: The form.
        figures: The tables' figures, written exactly.
    """
    lines = [*_mapping(parameters, "")]
    for table in edition.tables:
        layout = layout_of(edition.id, table.key)
        lines += ["", f"# {table.ordinal}、{table.caption}", f"{table.key}:", *_cells(layout, figures, "  ")]
    return "\n".join(lines) + "\n"


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _mapping(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {_scalar(value, f'{indent}  ')}"


def _scalar(value: object, indent: str) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "\n" in value and not CONTROL.search(value) and _fits_block(value):
        lines = value.removesuffix("\n").split("\n")
        return "\n".join(["|" if value.endswith("\n") else "|-", *(line and indent + line for line in lines)])
    return json.dumps(value, ensure_ascii=False)


def _fits_block(text: str) -> bool:
    """Whether a block holds the text as it is: YAML would take blanks at its edges for indentation."""
    return not text.startswith((" ", "\n", "\t")) and not text.endswith("\n\n") and "\r" not in text


def _cells(part: Group, figures: Figures, indent: str) -> Iterator[str]:
    for key, below in part.parts.items():
        if isinstance(below, Group) and any(not isinstance(cell, Field) for cell in below.parts.values()):
            yield f"{indent}{key}:  # {below.label}"
            yield from _cells(below, figures, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_row(below, figures)}  # {_label(below)}"


def _row(part: Part, figures: Figures) -> str:
    if isinstance(part, Field):
        return figure_text(figures[part.address])
    if isinstance(part, Group):
        cells = (f"{key}: {_row(cell, figures)}" for key, cell in part.parts.items())
        return f"{{{', '.join(cells)}}}"
    return f"[{', '.join(figure_text(figures[field.address]) for field in part)}]"


def _label(part: Part) -> str:
    if isinstance(part, Group):
        return part.label
    return part.row.label if isinstance(part, Field) else part[0].row.label


def figure_text(value: Value) -> str:
    """A figure as YAML: exact, `null` where there is none."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return json.dumps(value, ensure_ascii=False)
