"""Figures in the narrative: `{{ applications.received.total }}`, so that text and tables can't disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.form.text import Filling
from helpers.intake.expression import PlaceholderError, evaluate
from helpers.intake.faults import MAX_FAULTS, closest, shown
from helpers.intake.names import figure_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.form import Figures, Office
    from helpers.intake.expression import Result

MAX_PLACEHOLDERS = 1000
"""In one text; a report's tables have 200 cells."""

PLACEHOLDER = re.compile(r"\{\{(?P<expression>.*?)(?:(?P<closed>\}\})|(?=\{\{)|\Z)", re.DOTALL)
"""Two braces, an expression, two braces; without the latter it ends where the next begins."""

_PREVIOUS = "previous."


@dataclass(frozen=True)
class Scope:
    """What names stand for.

    Attributes:
        office: Who reports.
        year: The report's year.
        figures: Its figures.
        previous: Gives last year's figures, None where there are none; asked only where a text names them.
    """

    office: Office
    year: int
    figures: Figures
    previous: Callable[[], Figures | None]

    def value(self, name: str, offset: int) -> Result:
        """What a name stands for; None where the figure is missing.

        Raises:
            PlaceholderError: There is no such name, or no last year.
        """
        if name in (texts := self._texts()):
            return texts[name]
        figures, key = self.figures, name
        if name.startswith(_PREVIOUS):
            found = self.previous()
            if found is None:
                raise PlaceholderError(
                    f"没有上年的数据，{shown(name)}无从取值，请补上上年的文件（或 previous），或改写", offset
                )
            figures, key = found, name.removeprefix(_PREVIOUS)
        addresses = figure_names(figures.edition.id).get(key)
        if addresses is None:
            raise PlaceholderError(self._unknown(name, key, figures), offset)
        numbers = [figures.number(address) for address in addresses]
        return None if None in numbers else sum(number for number in numbers if number is not None)

    def _texts(self) -> dict[str, Result]:
        return {
            "year": self.year,
            "previous_year": self.year - 1,
            "office.name": self.office.name,
            "office.kind": self.office.kind,
        }

    def _unknown(self, name: str, key: str, figures: Figures) -> str:
        prefix = name.removesuffix(key)
        known = [*figure_names(figures.edition.id), *(() if prefix else self._texts())]
        longer = (whole for whole in known if "." in key and whole.endswith(f".{key}"))
        near = next(longer, "") or closest(key, known)
        return f"没有{shown(name)}这个名字" + (f"，是不是 {prefix}{near}？请改正" if near else "，请改正")


def fill(raw: str, scope: Scope) -> tuple[tuple[Filling, ...], list[PlaceholderError]]:
    """Fill the placeholders of a text.

    Args:
        raw: The text.
        scope: What names stand for.

    Returns:
        What takes each placeholder's place, and those that stand for nothing, with their offsets in the text; after
        `MAX_FAULTS` of these no more are looked at.
    """
    fillings: list[Filling] = []
    errors: list[PlaceholderError] = []
    for count, found in enumerate(PLACEHOLDER.finditer(raw)):
        start, expression = found.start("expression"), found["expression"]
        try:
            if count >= MAX_PLACEHOLDERS:
                raise PlaceholderError(f"一段文字里的占位符超过 {MAX_PLACEHOLDERS} 个，请减少", -2)
            if not found["closed"]:
                raise PlaceholderError("占位符 {{ 没有用 }} 结束，请补上", -2)
            fillings.append(
                Filling(found.start(), found.end(), evaluate(expression, scope.value), expression.strip())
            )
        except PlaceholderError as error:
            error.offset += start
            errors.append(error)
            if count >= MAX_PLACEHOLDERS or len(errors) >= MAX_FAULTS:
                break
    return tuple(fillings), errors
