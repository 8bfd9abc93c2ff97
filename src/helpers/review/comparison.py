"""Two versions of a report side by side: this year's and last year's, or an earlier and a later state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from helpers.checks.prose.personal import hide
from helpers.checks.rule import label_of
from helpers.checks.values import masked
from helpers.form import Edition, Report, Value
from helpers.review.pairs import CellPair, Fact, TextPair, Version
from helpers.review.wording import passages

_PREAMBLE = "narrative.preamble"


@dataclass(frozen=True)
class Comparison:
    """Everything of two versions, changed or not.

    Attributes:
        cells: By address; first those of the later form, in its order, then those that it no longer has.
        texts: In the printed order.
        facts: What differs besides: the office, the form, reasons.
    """

    before: Version
    after: Version
    cells: Mapping[str, CellPair]
    texts: tuple[TextPair, ...]
    facts: tuple[Fact, ...] = ()

    @cached_property
    def changed_cells(self) -> list[CellPair]:
        """The cells that differ."""
        return [cell for cell in self.cells.values() if cell.changed]

    @cached_property
    def changed_texts(self) -> list[TextPair]:
        """The texts that differ."""
        return [text for text in self.texts if text.changed]

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not (self.changed_cells or self.changed_texts or self.facts)

    def to_json(self) -> dict[str, Any]:
        """What differs, as plain JSON."""
        return {
            "before": self.before.name,
            "after": self.after.name,
            "equal": self.equal,
            "facts": [
                {"cell": fact.address, "label": fact.label, "before": fact.before, "after": fact.after}
                for fact in self.facts
            ],
            "cells": [
                {
                    "cell": cell.field.address,
                    "label": cell.field.label,
                    "before": _plain(cell.before),
                    "after": _plain(cell.after),
                    "change": _plain(cell.change),
                }
                for cell in self.changed_cells
            ],
            "sections": [
                {
                    "cell": text.address,
                    "label": text.label,
                    "paragraphs": [
                        [{"mark": piece.mark.value, "text": piece.text} for piece in passage]
                        for passage in text.passages
                    ],
                }
                for text in self.changed_texts
            ],
        }


def compare(before: Version, after: Version, facts: tuple[Fact, ...] = ()) -> Comparison:
    """Lay two versions side by side."""
    return Comparison(before, after, _cells(before, after), _texts(before, after), facts)


def compare_years(report: Report) -> Comparison | None:
    """A report beside last year's; None where that isn't at hand."""
    last = report.previous
    if last is None:
        return None
    before = Version(f"{report.year - 1}年", last.edition, last.figures, last.narrative)
    return compare(before, version_of(report, f"{report.year}年"))


def compare_reports(before: Report, after: Report, names: tuple[str, str]) -> Comparison:
    """Two reports, each under a name; the year itself is no difference, since two years are compared as well."""
    told, retold = _told(before), _told(after)
    facts = tuple(
        Fact(address, label, told.get((address, label), ""), retold.get((address, label), ""))
        for address, label in dict.fromkeys([*told, *retold])
        if told.get((address, label), "") != retold.get((address, label), "")
    )
    return compare(version_of(before, names[0]), version_of(after, names[1]), facts)


def version_of(report: Report, name: str) -> Version:
    """A report as one of the two."""
    return Version(name, report.edition, report.figures, report.narrative)


def text_label(edition: Edition, address: str) -> str:
    """How a text is called: as the form does, or by its place."""
    return "前言" if address == _PREAMBLE else label_of(edition, address) or address


def _told(report: Report) -> dict[tuple[str, str], str]:
    return {
        ("office.name", "机关名称"): report.office.name,
        ("office.kind", "机关类别"): report.office.kind,
        ("office.scope", "统计范围"): {"office": "本机关", "district": "本行政区域"}[report.office.scope],
        ("edition", "格式"): f"{report.edition.id}年（{report.edition.notice}）",
        **{(f"reasons.{rule}", f"{rule} 的原因"): hide(reason) for rule, reason in report.reasons.items()},
    }


def _cells(before: Version, after: Version) -> dict[str, CellPair]:
    fields = {**after.edition.fields, **before.edition.fields, **after.edition.fields}
    return {
        address: CellPair(
            field,
            _shown(before.figures.get(address)),
            _shown(after.figures.get(address)),
            address in before.figures,
            address in after.figures,
        )
        for address, field in fields.items()
    }


def _shown(value: Value) -> Value:
    return masked(value) if isinstance(value, str) else value


def _texts(before: Version, after: Version) -> tuple[TextPair, ...]:
    old = {address: hide(text.value) for address, text in before.narrative.texts()}
    new = {address: hide(text.value) for address, text in after.narrative.texts()}
    order = [
        address for address in dict.fromkeys([_PREAMBLE, *new, *old]) if address in new or address in old
    ]
    return tuple(
        TextPair(
            address,
            text_label(after.edition, address),
            passages(old.get(address, ""), new.get(address, "")),
        )
        for address in order
    )


def _plain(value: Value) -> int | float | str | None:
    """A value as JSON; the reader lets no decimal through that a float can't hold."""
    return float(value) if isinstance(value, Decimal) else value
