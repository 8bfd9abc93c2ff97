"""The numbers and bullets that Word puts before paragraphs."""

from __future__ import annotations

from typing import Any

from helpers.intake.published.word_names import W


class Numbering:
    """The numbers and bullets that Word puts before paragraphs."""

    def __init__(self, document: Any) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            root = None
        self._abstract: dict[str, Any] = {}
        self._formats: dict[str, dict[int, tuple[str, int]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._last: list[str] = []
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            self._abstract[abstract.get(f"{W}abstractNumId")] = abstract
        for num in root.iter(f"{W}num"):
            found = num.find(f"{W}abstractNumId")
            abstract = self._abstract.get(found.get(f"{W}val")) if found is not None else None
            levels = {}
            for level in abstract.iter(f"{W}lvl") if abstract is not None else ():
                levels[_small(level.get(f"{W}ilvl"))] = (
                    _value(level, "numFmt", "decimal"),
                    _small(_value(level, "start", "1")),
                )
            for override in num.iter(f"{W}lvlOverride"):
                ilvl = _small(override.get(f"{W}ilvl"))
                start = override.find(f"{W}startOverride")
                if start is not None and ilvl in levels:
                    levels[ilvl] = (levels[ilvl][0], _small(start.get(f"{W}val")))
            self._formats[num.get(f"{W}numId")] = levels

    def of(self, paragraph: Any, style: Any) -> str | None:
        """The marker of a list's item with its indent; None where the paragraph is none."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            self._last = self._last if style is not None and style.style_id == "Item" else []
            return None
        number, level = _value(properties, "numId", "0"), _small(_value(properties, "ilvl", "0"))
        kind, start = self._formats.get(number, {}).get(level, ("", 1))
        if not kind or kind == "none" or number == "0":
            return None
        if kind not in ("bullet", "decimal"):
            # （一）、一、 and the like number headings; what they mean is told by the words.
            return None
        self._counts[number, level] = count = self._counts.get((number, level), start - 1) + 1
        for other in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[other]
        del self._last[level:]
        while len(self._last) < level:
            self._last.append("  ")
        marker = "- " if kind == "bullet" else f"{count}. "
        prefix = "".join(self._last) + marker
        self._last.append(" " * len(marker))
        return prefix

    def hanging(self) -> str:
        """The indent of what belongs to the last item without a number of its own."""
        return "".join(self._last)


def _value(parent: Any, tag: str, default: str) -> str:
    found = parent.find(f"{W}{tag}")
    value = found.get(f"{W}val", default) if found is not None else default
    return str(value)


def _small(text: str | None) -> int:
    """A number as lists have them; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 4 else 0
