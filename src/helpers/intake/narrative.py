"""The narrative of a params file: texts by section as the form names them, their placeholders filled."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from helpers.form import Edition, Narrative, Section, Text, Titled
from helpers.form.text import Origin
from helpers.intake.faults import Broken, Faults
from helpers.intake.nodes import Node, Scalar
from helpers.intake.placeholders import MAX_PLACEHOLDERS, PLACEHOLDER, Scope, fill
from helpers.intake.schema import entries_of, items_of, text_of
from helpers.intake.source import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.intake.expression import PlaceholderError

MAX_MORE = 20
"""Further sub-sections of section one; they are numbered on after （五）."""

_PREAMBLE = "preamble"
_MORE = "more"


@dataclass
class Texts:
    """The nodes of the narrative, before any placeholder is filled.

    Attributes:
        parts: By `section.part`, in the printed order.
        preamble: What stands before section one.
        more: Titles and texts of further sub-sections.
    """

    parts: dict[str, Scalar] = field(default_factory=dict)
    preamble: Scalar | None = None
    more: list[tuple[Scalar, Scalar]] = field(default_factory=list)

    def addressed(self) -> Iterator[tuple[str, Scalar]]:
        """Every text with its address in params."""
        if self.preamble:
            yield f"narrative.{_PREAMBLE}", self.preamble
        for key, node in self.parts.items():
            yield f"narrative.{key}", node
        for index, (title, text) in enumerate(self.more):
            yield f"narrative.overview.{_MORE}[{index}].title", title
            yield f"narrative.overview.{_MORE}[{index}].text", text


def read_texts(
    node: Node, edition: Edition, faults: Faults, *, prefix: str = "", lenient: bool = False
) -> Texts:
    """Read the narrative's nodes.

    Args:
        node: What stands under `narrative`.
        edition: The form, which names sections and parts.
        faults: Where to note what is missing, unknown or no text.
        prefix: What stands before an address in a fault: `previous.` for last year's.
        lenient: Whether every part may be missing, as in last year's.
    """
    cell = f"{prefix}narrative"
    sections = {section.key: section for section in edition.sections if section.parts}
    texts = Texts()
    optional = (_PREAMBLE, *(sections if lenient else ()))
    entries = entries_of(node, (_PREAMBLE, *sections), faults, cell=cell, optional=optional)
    if (preamble := entries.pop(_PREAMBLE, None)) and not _is_null(preamble):
        texts.preamble = text_of(preamble, faults, cell=f"{cell}.{_PREAMBLE}")
    for key, section in sections.items():
        if key in entries:
            _read_section(entries[key], section, texts, faults, cell, lenient)
    return texts


def _read_section(
    node: Node, section: Section, texts: Texts, faults: Faults, cell: str, lenient: bool
) -> None:
    address = f"{cell}.{section.key}"
    if section.parts[0].key == "":
        if text := text_of(node, faults, cell=address):
            texts.parts[section.key] = text
        return
    optional = [part.key for part in section.parts if lenient or not part.required]
    known = [part.key for part in section.parts]
    if section.more:
        known, optional = [*known, _MORE], [*optional, _MORE]
    entries = entries_of(node, known, faults, cell=address, optional=optional)
    for part in section.parts:
        value = entries.get(part.key)
        if value is None or (not part.required and _is_null(value)):
            continue
        if text := text_of(value, faults, cell=f"{address}.{part.key}"):
            texts.parts[f"{section.key}.{part.key}"] = text
    if _MORE in entries:
        _read_more(entries[_MORE], texts, faults, f"{address}.{_MORE}")


def _read_more(node: Node, texts: Texts, faults: Faults, cell: str) -> None:
    items = items_of(node, faults, cell=cell)
    if len(items) > MAX_MORE:
        faults.add(items[MAX_MORE], f"{cell} 最多 {MAX_MORE} 项，请合并", cell)
    for index, item in enumerate(items[:MAX_MORE]):
        address = f"{cell}[{index}]"
        entries = entries_of(item, ("title", "text"), faults, cell=address)
        title, text = (
            text_of(entries[key], faults, cell=f"{address}.{key}") if key in entries else None
            for key in ("title", "text")
        )
        if title and "\n" in title.text.strip():
            faults.add(title, f"{address}.title 是标题，请写在一行里", f"{address}.title")
        elif title and text:
            texts.more.append((title, text))


def fill_texts(texts: Texts, scope: Scope, source: str, faults: Faults, prefix: str = "") -> Narrative:
    """The narrative with its placeholders filled.

    Args:
        texts: Its nodes.
        scope: What names stand for.
        source: The file's text; empty where there is no file.
        faults: Where to note placeholders that stand for nothing.
        prefix: What stands before an address in a fault.
    """
    filled = {
        address: _filled(node, scope, source, faults, prefix + address) for address, node in texts.addressed()
    }
    return Narrative(
        parts={key: filled[f"narrative.{key}"] for key in texts.parts},
        preamble=filled.get(f"narrative.{_PREAMBLE}"),
        more=tuple(
            Titled(*(filled[f"narrative.overview.{_MORE}[{index}].{key}"] for key in ("title", "text")))
            for index in range(len(texts.more))
        ),
    )


def _filled(node: Scalar, scope: Scope, source: str, faults: Faults, cell: str) -> Text:
    origin = None
    if node.line is not None and node.column is not None:
        origin = Origin(source[node.start : node.end], node.line, node.column)
    if "{{" not in node.text or faults.full:
        return Text(node.text, origin=origin)
    fillings, errors = fill(node.text, scope)
    if errors:
        places = _Places(node, source)
        for error in errors:
            faults.add(Broken("", *places.of(error)), error.message, cell)
    return Text(node.text, fillings, origin)


class _Places:
    """Where the placeholders of a text stand in the source: its k-th is the source's k-th.

    Where folding or escapes changed a placeholder itself, its braces are the place of whatever is in it; where they
    made it, the text is.
    """

    def __init__(self, node: Scalar, source: str) -> None:
        # A comment may follow the | or > of a block.
        start = source.find("\n", node.start) + 1 if node.style in ("|", ">") else node.start
        self._node = node
        self._source = source
        self._ours = list(islice(PLACEHOLDER.finditer(node.text), MAX_PLACEHOLDERS + 1))
        self._theirs = list(islice(PLACEHOLDER.finditer(source, start, node.end), MAX_PLACEHOLDERS + 1))

    def of(self, error: PlaceholderError) -> tuple[int | None, int | None]:
        """Line and column of a fault; None where the text came from no file."""
        index = bisect_right(self._ours, error.offset, key=lambda found: found.start()) - 1
        if self._node.line is None or index >= len(self._theirs):
            return self._node.line, self._node.column
        ours, theirs = self._ours[index], self._theirs[index]
        inside = error.offset - ours.start() if ours[0] == theirs[0] else 0
        return position(self._source, theirs.start() + inside)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null
