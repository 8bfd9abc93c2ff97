"""A report of faces: which ones a document is really set in, and which characters another face or none has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    FindingList,
    Folded,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    Title,
)
from helpers.display.characters import printable
from helpers.display.findings import finding_message, findings_heading

Said = tuple[str, str]
"""A role and a text set in it."""

Has = Callable[[str], bool]
"""Whether a face has a character."""


@dataclass(frozen=True)
class Faces:
    """What a document is set in.

    Attributes:
        used: The faces of each role that some character is set in, the most wanted first.
        fell_back: Each character that the first face of its role lacks, and the face that has it.
        missing: The characters that no face has.
    """

    used: Mapping[str, tuple[str, ...]]
    fell_back: Mapping[str, str]
    missing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON."""
        return {
            "used": {role: list(faces) for role, faces in self.used.items()},
            "fell_back": dict(self.fell_back),
            "missing": list(self.missing),
        }


def faces_of(blocks: Iterable[Block], roles: Mapping[str, Sequence[str]], has: Mapping[str, Has]) -> Faces:
    """The faces that blocks are set in.

    Args:
        blocks: The document.
        roles: The candidates of each role, the most wanted first.
        has: For each face which characters it has.
    """
    characters: dict[str, set[str]] = {}
    for role, text in said(blocks):
        characters.setdefault(role, set()).update(printable(text))
    used: dict[str, tuple[str, ...]] = {}
    fell_back: dict[str, str] = {}
    missing: set[str] = set()
    for role, candidates in roles.items():
        found: set[str] = set()
        for character in sorted(characters.get(role, ())):
            if character.isspace() or unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
                continue
            face = next((name for name in candidates if has[name](character)), None)
            if face is None:
                missing.add(character)
                continue
            found.add(face)
            # Latin letters have faces of their own.
            if face != candidates[0] and not character.isascii():
                fell_back[character] = face
        if found:
            used[role] = tuple(name for name in candidates if name in found)
    return Faces(used, dict(sorted(fell_back.items())), tuple(sorted(missing)))


def said(blocks: Iterable[Block]) -> Iterator[Said]:
    """Every text of the blocks with its role; a chart's words are those that describe it."""
    for block in blocks:
        yield from _said(block)


def _said(block: Block) -> Iterator[Said]:  # noqa: C901  # one case a kind
    match block:
        case Title():
            yield "title", block.text
        case Heading():
            yield {1: "heading-1", 2: "heading-2"}.get(block.level, "body"), block.text
        case Paragraph():
            yield from _inlines(block.inlines, "table" if block.audience == "review" else "body")
        case Items():
            for item in block.items:
                yield from said(item)
        case Quote():
            yield from said(block.blocks)
        case Preformatted():
            yield "fixed", block.text
        case TableBlock():
            yield "table", block.caption
            for row in block.rows:
                for cell in row:
                    yield "table", cell.text + cell.previous
        case Figure():
            yield "table", block.caption
            yield "chart", block.alt
        case FindingList():
            yield "heading-1", findings_heading(block.items)
            for one in block.items:
                yield "table", finding_message(one)
        case Folded():
            yield "strong", block.summary
            yield from said(block.blocks)


def _inlines(inlines: Sequence[Inline], role: str) -> Iterator[Said]:
    for inline in inlines:
        match inline:
            case Run(text):
                yield role, text
            case Code(text):
                yield "fixed", text
            case Strong(inner):
                yield from _inlines(inner, "strong")
            case Emphasis(inner):
                yield from _inlines(inner, "emphasis")
            case Link(_, inner):
                yield from _inlines(inner, role)
            case Break():
                pass


def in_points(points: frozenset[int]) -> Has:
    """Whether a face with these code points has a character."""
    return lambda character: ord(character) in points
