"""Params files made to order, and the place that a mark in them stands for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.factories import report

from helpers.intake import parameters_of

MARK = "¦"


def quoted(value: Any) -> str:
    """A scalar as YAML flow style, texts in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def write(
    parameters: Mapping[str, Any], text: Callable[[str, str], str] = lambda text, _: quoted(text)
) -> str:
    """A params file with one key a line and lists in brackets.

    Args:
        parameters: What `parameters_of` gives.
        text: Writes a text, given it and the spaces before its own lines.
    """
    return "".join(_lines(parameters, "", text))


def _lines(mapping: Mapping[str, Any], indent: str, text: Callable[[str, str], str]) -> list[str]:
    lines: list[str] = []
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:\n", *_lines(value, f"{indent}  ", text)]
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines.append(f"{indent}{key}:\n")
            for item in value:
                first, *rest = _lines(item, f"{indent}    ", text)
                lines += [f"{indent}  - {first.lstrip(' ')}", *rest]
        elif isinstance(value, str):
            lines.append(f"{indent}{key}: {text(value, f'{indent}  ')}\n")
        else:
            lines.append(f"{indent}{key}: {quoted(value)}\n")
    return lines


def sample(edition: int = 2021, *changes: tuple[str, str]) -> str:
    """A params file of zeros with changes.

    Args:
        edition: The edition of the form.
        changes: Text that is there once, and what takes its place.
    """
    text = write(parameters_of(report(edition=edition)))
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def unmark(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the mark's line and column."""
    before, _, after = text.partition(MARK)
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))
