"""How alike two paragraphs are: the share of runs of five characters that both have, figures aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from helpers.checks.prose.passage import masked
from helpers.form import Edition, Text
from helpers.form.editions import EDITIONS

_RUN = 5
_QUOTED = 60
_SHORTEST = 12
_PLAIN = re.compile(r"[^\u4e00-\u9fff]+")

# What every report says in these words says nothing of copying.
_PHRASES = (
    "中华人民共和国政府信息公开条例",
    "政府信息公开工作年度报告",
    "以公开为常态不公开为例外",
    "应公开尽公开",
    "谁公开谁负责谁审查谁负责",
    "先审查后公开",
    "在法定期限内答复",
    "依法依规办理政府信息公开申请",
    "没有因政府信息公开工作被申请行政复议提起行政诉讼",
    "本年度未收到政府信息公开申请",
    "没有发出收费通知没有收取信息处理费",
    "电子版可在门户网站下载",
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text.

    Attributes:
        words: Its Chinese characters alone: figures and years don't tell texts apart.
        raw: As the office wrote it.
        line: The line of the params file on which it begins.
    """

    words: str
    raw: str
    line: int | None = None

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Every run of five characters."""
        return _shingles(self.words)

    @property
    def quote(self) -> str:
        """Its beginning, for a message."""
        words = masked(" ".join(self.raw.split()).strip("。；，"))
        return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def paragraphs(text: Text) -> Iterator[Paragraph]:
    """The paragraphs of a text that are long enough to be compared."""
    offset = 0
    for raw in text.value.split("\n"):
        words = _PLAIN.sub("", raw)
        if len(words) >= _SHORTEST:
            yield Paragraph(words, raw, text.line_at(offset))
        offset += len(raw) + 1


def likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of our runs that are theirs too, 0 to 1."""
    return len(ours & theirs) / len(ours) if ours else 0.0


def common(edition: Edition) -> frozenset[str]:
    """The runs that the form's own words and official phrases bring along."""
    return _common(edition.id)


@lru_cache(maxsize=8)
def _common(edition: int) -> frozenset[str]:
    form = EDITIONS[edition]
    labels = [section.title for section in form.sections]
    labels += [label for table in form.tables for row in table.rows for label in row.labels]
    return frozenset().union(*(_shingles(_PLAIN.sub("", words)) for words in (*labels, *_PHRASES)))


def _shingles(words: str) -> frozenset[str]:
    return frozenset(words[index : index + _RUN] for index in range(len(words) - _RUN + 1))
