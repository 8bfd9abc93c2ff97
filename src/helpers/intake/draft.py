"""A params file taken apart: its structure is judged, its placeholders are not filled yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers import checks
from helpers.form import EDITIONS, Edition, Figures, Office
from helpers.intake.faults import Broken, Faults, clipped, closest, shown
from helpers.intake.narrative import Texts, read_texts
from helpers.intake.nodes import Mapping as MappingNode
from helpers.intake.nodes import Node, Scalar
from helpers.intake.schema import choice_of, entries_of, name_of, text_of, whole_number_of
from helpers.intake.source import decode
from helpers.intake.tables import TableReader
from helpers.intake.yaml_tree import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.form.report import Place

YEARS = range(1990, 2101)
"""A report year outside these is a slip of the hand."""

_SCOPES = ("office", "district")
_NARRATIVE = "narrative"


@dataclass
class Draft:
    """A file's content by its top-level keys, as far as it could be read.

    Attributes:
        source: The file's text; empty where there is no file.
        faults: What makes it unreadable.
        texts: The narrative's nodes.
        previous: Last year's report where the file itself holds it.
        places: Line and column of each cell and text.
    """

    source: str = ""
    faults: Faults = field(default_factory=Faults)
    office: Office | None = None
    year: int | None = None
    edition: Edition | None = None
    figures: Figures | None = None
    texts: Texts = field(default_factory=Texts)
    reasons: dict[str, str] = field(default_factory=dict)
    previous: Draft | None = None
    places: dict[str, Place] = field(default_factory=dict)


@lru_cache(maxsize=16)
def draft_of(data: bytes) -> Draft:
    """A file's draft.

    It depends on the bytes alone, so a file that is read for its own report and again as last year's of
    the next is taken apart once. Nobody changes a draft.

    Args:
        data: What the file holds.
    """
    draft = Draft()
    try:
        draft.source = decode(data)
        read_root(parse(draft.source, draft.faults), draft)
    except Broken as broken:
        draft.faults.note(broken)
    return draft


def read_root(root: Node, draft: Draft) -> None:
    """Read a params file's tree, or that of a notebook's parameters, into a draft."""
    faults = draft.faults
    draft.edition, tables = _edition(root, faults, "edition")
    optional = ("reasons", "previous")
    known = ("office", "year", "edition", _NARRATIVE, *tables, *optional)
    entries = entries_of(root, known, faults, optional=optional)
    if "office" in entries:
        draft.office = _office(entries["office"], draft)
    if "year" in entries:
        draft.year = whole_number_of(entries["year"], YEARS, faults, cell="year")
        _place(draft, "year", entries["year"])
    if "reasons" in entries:
        _reasons(entries["reasons"], draft)
    _body(entries, draft)
    if previous := entries.get("previous"):
        draft.previous = _previous(previous, faults)


def _body(entries: Mapping[str, Node], draft: Draft, prefix: str = "") -> None:
    """What this year's report and last year's have in common: narrative and tables."""
    if draft.edition is None:
        return
    if _NARRATIVE in entries:
        draft.texts = read_texts(
            entries[_NARRATIVE], draft.edition, draft.faults, prefix=prefix, lenient=bool(prefix)
        )
    tables = TableReader(draft.edition, draft.faults, prefix)
    for table in draft.edition.tables:
        if table.key in entries:
            tables.read(table.key, entries[table.key])
    draft.figures = Figures(draft.edition, tables.values)
    draft.places.update(tables.places)
    for address, node in draft.texts.addressed():
        _place(draft, address, node)


def _edition(node: Node, faults: Faults, cell: str) -> tuple[Edition | None, tuple[str, ...]]:
    """The edition that a mapping names, and the tables to look for, the newest's where it names none."""
    edition = None
    if isinstance(node, MappingNode) and "edition" in node.entries:
        number = choice_of(node.entries["edition"][1], EDITIONS, faults, cell=cell)
        edition = EDITIONS[number] if number is not None else None
    return edition, tuple(table.key for table in (edition or EDITIONS[max(EDITIONS)]).tables)


def _office(node: Node, draft: Draft) -> Office | None:
    entries = entries_of(node, ("name", "kind", "scope"), draft.faults, cell="office")
    for key, value in entries.items():
        _place(draft, f"office.{key}", value)
    if len(entries) < 3:
        return None
    name, kind = (name_of(entries[key], draft.faults, cell=f"office.{key}") for key in ("name", "kind"))
    scope = choice_of(entries["scope"], _SCOPES, draft.faults, cell="office.scope")
    return Office(name, kind, "district" if scope == "district" else "office")


def _reasons(node: Node, draft: Draft) -> None:
    if isinstance(node, Scalar) and node.is_null:
        return
    if not isinstance(node, MappingNode):
        draft.faults.add(node, "reasons 应写成“规则编号: 原因”的一组，请改正", "reasons")
        return
    for rule, (at, value) in node.entries.items():
        cell = f"reasons.{clipped(rule)}"
        if draft.faults.full:
            return
        if rule not in checks.CATALOGUE:
            near = closest(rule, checks.CATALOGUE)
            advice = f"是不是 {near}？请改正" if near else "请改正，nianbao rules 列出全部规则"
            draft.faults.add(at, f"没有编号为{shown(rule)}的规则，{advice}", cell)
        elif text := text_of(value, draft.faults, cell=cell):
            if not text.text.strip():
                draft.faults.add(value, f"{cell} 没有写原因，请补上或删去这一行", cell)
            draft.reasons[rule] = text.text
            _place(draft, cell, value)


def _previous(node: Node, faults: Faults) -> Draft | None:
    if isinstance(node, Scalar) and node.is_null:
        return None
    draft = Draft(faults=faults)
    draft.edition, tables = _edition(node, faults, "previous.edition")
    _body(entries_of(node, ("edition", _NARRATIVE, *tables), faults, cell="previous"), draft, "previous.")
    return draft


def _place(draft: Draft, address: str, node: Node) -> None:
    if node.line is not None and node.column is not None:
        draft.places[address] = node.line, node.column
