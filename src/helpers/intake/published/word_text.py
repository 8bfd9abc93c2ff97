"""A paragraph of a Word file: its text, and the same as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from helpers.intake.published.limits import MAX_DEPTH
from helpers.intake.published.markdown import escape
from helpers.intake.published.plain_text import clean, raised
from helpers.intake.published.word_names import PICTURES, R, W

if TYPE_CHECKING:
    from collections.abc import Iterator

_PASSED = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr"))


class WordText:
    """A paragraph's text and the same as Markdown, line by line."""

    def __init__(self, links: dict[str, str]) -> None:
        self._links = links
        self._pieces: list[tuple[str, str]] = []

    def read(self, element: Any, depth: int) -> None:
        """Take in an element's runs."""
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in _PASSED:
                continue
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}hyperlink":
                self._link(child, depth)
            elif child.tag not in PICTURES:
                self.read(child, depth + 1)

    def _run(self, run: Any) -> None:
        text = "".join(run_text(run))
        mark = _mark_of(run)
        self._pieces.append((text, mark))

    def _link(self, link: Any, depth: int) -> None:
        inner = WordText(self._links)
        inner.read(link, depth + 1)
        text = "".join(piece for piece, _ in inner._pieces)
        target = self._links.get(link.get(f"{R}id") or "", "")
        if re.match(r"https?://|mailto:", target) and not re.search(r"[\s()<>]", target) and text.strip():
            marked = "".join(_joined(inner._pieces))
            self._pieces.append((text, f"link:[{marked}]({target})"))
        else:
            self._pieces += inner._pieces

    def lines(self) -> Iterator[tuple[str, str]]:
        """Text and Markdown between line breaks."""
        held: list[tuple[str, str]] = []
        for text, mark in self._pieces:
            first, *rest = text.split("\n")
            held.append((first, mark))
            for piece in rest:
                yield "".join(part for part, _ in held), "".join(_joined(held))
                held = [(piece, mark)]
        yield "".join(part for part, _ in held), "".join(_joined(held))


def _joined(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """The pieces as Markdown, neighbours of the same mark together."""
    merged: list[list[str]] = []
    for text, mark in pieces:
        if merged and merged[-1][1] == mark and not mark.startswith("link:"):
            merged[-1][0] += text
        elif text:
            merged.append([text, mark])
    for text, mark in merged:
        if mark.startswith("link:"):
            yield mark.removeprefix("link:")
        elif not mark or not text.strip():
            yield escape(text)
        elif mark == "`":
            yield f"`{text}`"
        else:
            inner = text.strip()
            start = text.index(inner)
            yield f"{text[:start]}{mark}{escape(inner)}{mark}{text[start + len(inner) :]}"


def run_text(run: Any) -> Iterator[str]:
    """The pieces of a run's text that are seen, a line break as such."""
    if is_on(run.find(f"{W}rPr/{W}vanish")) or is_struck(run) or is_white(run):
        return
    position = run.find(f"{W}rPr/{W}vertAlign")
    above = position is not None and position.get(f"{W}val") == "superscript"
    for child in run:
        if child.tag == f"{W}t":
            text = clean(child.text or "")
            yield raised(text) if above else text
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr") and child.get(f"{W}type") in (None, "textWrapping"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _mark_of(run: Any) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    name = style.get(f"{W}val") if style is not None else ""
    if name in ("Strong", "Emphasis", "Code"):
        return {"Strong": "**", "Emphasis": "*", "Code": "`"}[name]
    return "**" if is_on(run.find(f"{W}rPr/{W}b")) else ""


def is_on(switch: Any) -> bool:
    """Whether a property that is either on or off is on."""
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def is_struck(run: Any) -> bool:
    """Whether a run's text is struck out."""
    return any(is_on(run.find(f"{W}rPr/{W}{line}")) for line in ("strike", "dstrike"))


def is_white(run: Any) -> bool:
    """Whether a run's text is white where nothing says that its ground is not."""
    color = run.find(f"{W}rPr/{W}color")
    if color is None or color.get(f"{W}val", "").upper() != "FFFFFF":
        return False
    properties = (one.find(f"{one.tag}Pr") for one in (run, *run.iterancestors()))
    return not any(
        found is not None and (found.find(f"{W}shd") is not None or found.find(f"{W}highlight") is not None)
        for found in properties
    )
