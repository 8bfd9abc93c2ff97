"""The labelled set: sentences and reports with the rules that must fire (tests/data/rules/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from helpers.form import Figures, Narrative, Office, Previous, Report, Text, Value, edition_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parents[1] / "data" / "rules"
PARTS = ("dev", "heldout")
"""What was laid down before any rule had code, split by hash; reports are in these only."""
SENTENCE_PARTS = ("dev", "second", "third", "fourth", "fifth", "heldout")
"""The same and the sentences written later."""

Alternatives = tuple[str, ...]
"""Rules of which at least one must fire: nearly always a single one."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, the facts it is judged against, and what must be found.

    Attributes:
        expect: What must fire; nothing else may, at severity error or warning.
        may: Rules that may fire or not: they count neither as hits nor as false alarms.
        severity: The severity that a finding must have, for rules that have two.
        previous: Last year's edition and facts.
    """

    id: str
    texts: Mapping[str, str]
    facts: Mapping[str, Value]
    expect: tuple[Alternatives, ...]
    may: tuple[str, ...]
    severity: Mapping[str, str]
    office: Office
    year: int
    edition: int
    previous: tuple[int, Mapping[str, Value]] | None


@dataclass(frozen=True)
class Fault:
    """A fault planted in a report.

    Attributes:
        rules: The rules of which at least one must fire.
        at: Where: addresses of texts and cells, each of them faulty or part of the fault.
        severity: The severity that the finding must have; empty where the rule has only one.
        optional: Whether the rule may fire or not, as a consequence of another fault.
    """

    rules: Alternatives
    at: tuple[str, ...] = ()
    severity: str = ""
    optional: bool = False


def sentences(part: str) -> list[Sentence]:
    """The sentences of a part of the set."""
    frame = _frame()
    return [_sentence(item, frame) for item in _load(FOLDER / f"sentences-{part}.yaml")]


def reports(part: str) -> dict[Path, tuple[Fault, ...]]:
    """The params files of a part of the set and what is wrong with each."""
    folder = FOLDER / "reports" / part
    expected = _load(folder / "expected.yaml")
    return {folder / name: tuple(_fault(fault) for fault in faults) for name, faults in expected.items()}


def report_of(sentence: Sentence) -> Report:
    """The report that a sentence stands in: the frame's neutral texts around it, all other cells 0."""
    edition = edition_of(sentence.edition)
    texts = {
        address: text.replace("{office}", sentence.office.name).replace("{year}", str(sentence.year))
        for address, text in _frame()["texts"].items()
    } | dict(sentence.texts)
    parts = {address: Text(text) for address, text in texts.items() if address != "preamble"}
    preamble = Text(texts["preamble"]) if "preamble" in texts else None
    previous = None
    if sentence.previous:
        before = edition_of(sentence.previous[0])
        previous = Previous(before, _figures(before.id, sentence.previous[1]), Narrative({}))
    return Report(
        office=sentence.office,
        year=sentence.year,
        edition=edition,
        figures=_figures(edition.id, sentence.facts),
        narrative=Narrative(parts, preamble),
        previous=previous,
    )


def _figures(edition: int, facts: Mapping[str, Value]) -> Figures:
    form = edition_of(edition)
    return Figures(form, dict.fromkeys(form.fields, 0) | dict(facts))


def _sentence(item: dict[str, Any], frame: dict[str, Any]) -> Sentence:
    previous = item.get("previous")
    return Sentence(
        id=item["id"],
        texts=item["texts"],
        facts=_facts(item["facts"]),
        expect=tuple(tuple(rules.split("|")) for rules in item["expect"]),
        may=tuple(item.get("may", ())),
        severity=item.get("severity", {}),
        office=Office(**item.get("office", frame["office"])),
        year=item.get("year", frame["year"]),
        edition=item.get("edition", frame["edition"]),
        previous=(previous["edition"], _facts(previous["facts"])) if previous else None,
    )


def _facts(cells: dict[str, Any]) -> dict[str, Value]:
    return {
        address: Decimal(str(value)) if isinstance(value, float) else value
        for address, value in cells.items()
    }


def _fault(fault: dict[str, Any]) -> Fault:
    return Fault(
        rules=tuple(fault["rule"].split("|")),
        at=tuple(fault.get("at", ())),
        severity=fault.get("severity", ""),
        optional=fault.get("optional", False),
    )


@cache
def _frame() -> dict[str, Any]:
    frame: dict[str, Any] = _load(FOLDER / "frame.yaml")
    return frame


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
