"""A paragraph made comparable: clauses without figures, marks, and what an office calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.checks.copying.phrases import RUN, official
from helpers.checks.prose.names import short_names
from helpers.checks.prose.personal import hide
from helpers.checks.values import masked
from helpers.form import Narrative

_SECTIONS = ("narrative.overview.", "narrative.shortcomings.")
_SHORTEST = 12
"""Characters of a paragraph that is compared: headings and stubs are not."""

_CLAUSE = 6
"""Characters of a clause that tells anything."""

_OFFICIAL = 0.6
"""So much of a clause in official words makes it official."""

_QUOTED = 60
_NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")
_MARK = re.compile(r"[，。；：、！？,;:!?\n（）()“”《》]+")
_SELF = re.compile(
    "(?:我|本)(?:单位|机关|部门|街道|镇|乡|局|委|办|区|县|市|州|厅|处|院|中心|系统)"
    "|全(?=[镇乡区县市局街系])"
    "|[〇零一二两三四五六七八九十百千万]+(?=[件条次份篇期起人场个批])"
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of section one or five.

    Attributes:
        address: The text that it belongs to, in params.
        raw: As the office wrote it.
        clauses: Its clauses in Chinese characters alone: figures, years and the office's own name don't tell texts
            apart.
        line: The line of the params file on which it begins.
    """

    address: str
    raw: str
    clauses: tuple[str, ...]
    line: int | None = None

    @property
    def quote(self) -> str:
        """Its beginning, for a message."""
        words = masked(hide(" ".join(self.raw.split()).strip("。；，")))
        return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def paragraphs(narrative: Narrative, office: str) -> Iterator[Paragraph]:
    """The paragraphs of sections one and five that are long enough to be compared.

    Args:
        narrative: The report's text.
        office: The office's name, which is left out of the clauses.
    """
    for address, text in narrative.texts():
        if not address.startswith(_SECTIONS):
            continue
        offset = 0
        for raw in text.value.split("\n"):
            clauses = clauses_of(raw, office)
            if sum(map(len, clauses)) >= _SHORTEST:
                yield Paragraph(address, raw, clauses, text.line_at(offset))
            offset += len(raw) + 1


@lru_cache(maxsize=1024)
def clauses_of(raw: str, office: str) -> tuple[str, ...]:
    """A paragraph's clauses in Chinese characters alone.

    They are asked for as this year's, as last year's of the next, and to be compared with other offices'.

    Args:
        raw: The paragraph.
        office: The name of the office that wrote it, which is left out.
    """
    pieces = _MARK.split(_SELF.sub("", _own(office).sub("", raw)))
    return tuple(words for piece in pieces if (words := _NOT_CHINESE.sub("", piece)))


@lru_cache(maxsize=64)
def _own(office: str) -> re.Pattern[str]:
    names = sorted(short_names(office), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or "(?!)")


@lru_cache(maxsize=8192)
def tells(clause: str) -> bool:
    """Whether a clause says something of its own: long enough, and not in official words."""
    if len(clause) < _CLAUSE:
        return False
    known, count = official(), len(clause) - RUN + 1
    return [clause[index : index + RUN] in known for index in range(count)].count(True) < _OFFICIAL * count
