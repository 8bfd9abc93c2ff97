"""Section five without sub-headings: its paragraphs told apart by what they begin with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.intake.published.found import Note
from helpers.intake.published.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.intake.published.source import Line
    from helpers.intake.published.told import Narrated

_LEAD, _PROBLEMS, _IMPROVEMENTS = ("shortcomings" + part for part in (".lead", ".problems", ".improvements"))
_PROBLEM = re.compile(
    r"^[^，。；]{0,14}(?:问题|不足)(?:是|有|在于|为|[:：])|^[^。；]{0,24}存在[^。；]{0,20}(?:问题|不足)"
)
_NEXT = re.compile(r"^(?:今后|下一步|下步|针对(?:上述|以上|这些|存在的)[^。；]{0,10}(?:问题|不足))")


def split_by_cues(narrated: Narrated) -> None:
    """Part section five where it has no sub-headings but its paragraphs begin with clear words; a note says so.

    The first paragraph must name a problem, and exactly one must turn to what comes next; otherwise the text stays
    as it is.
    """
    lead = narrated.parts.get(_LEAD)
    if lead is None or any(part in narrated.parts for part in (_PROBLEMS, _IMPROVEMENTS)):
        return
    turn = _turn(lead.lines)
    if turn is None:
        return
    narrated.parts[_PROBLEMS] = Told(lead.lines[:turn], heading=lead.heading)
    narrated.parts[_IMPROVEMENTS] = Told(lead.lines[turn:])
    del narrated.parts[_LEAD]
    message = "第五部分没有小标题，已按各段开头的字样分成存在问题和改进措施，请核对"
    narrated.notes.append(Note(message, lead.lines[turn].place, "reading"))


def _turn(lines: Sequence[Line]) -> int | None:
    """Index of the only paragraph that turns from problems to what comes next."""
    if not lines or not _PROBLEM.search(lines[0].text.strip()):
        return None
    found = [number for number, line in enumerate(lines) if _NEXT.search(line.text.strip())]
    return found[0] if len(found) == 1 and found[0] else None
