"""The official form's labels as words to look for: made from its data, none is listed here again.

What is listed are the words that published reports print instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import EDITIONS, edition_of
from helpers.intake.published.words import bare, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helpers.form import Block, Row

VARIANTS: Mapping[str, str] = {
    "其他法律法规禁止公开": "其他法律行政法规禁止公开",
    "法律行政法规禁止公开": "其他法律行政法规禁止公开",
    "法律法规禁止公开": "其他法律行政法规禁止公开",
    "现行有效件": "现行有效件数",
    "规范性文件": "行政规范性文件",
    "行政规范性文件": "规范性文件",
    "其他对外管理服务": "其他对外管理服务事项",
    "上年结转政府信息公开申请": "上年结转政府信息公开申请数量",
    "本年新收政府信息公开申请": "本年新收政府信息公开申请数量",
    "本年度新收政府信息公开申请数量": "本年新收政府信息公开申请数量",
    "上年度结转政府信息公开申请数量": "上年结转政府信息公开申请数量",
    "本年办理结果": "本年度办理结果",
    "结转下年继续办理": "结转下年度继续办理",
    "结转下年度继续办理数量": "结转下年度继续办理",
    "正在办理": "尚未审结",
    "申请人无正当理由逾期不补正行政机关不再处理": "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
    "逾期不补正": "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
    "逾期未缴费": "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
    "逾期未缴纳费用": "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
    "总数": "总计",
}
"""What is printed instead of a label, both as bare words."""

_ARTICLE = re.compile(r"第?二十条第?\(?([一二三四五六七八九十])\)?[项款]")
_NEAR = 0.84
_SHORTEST_NEAR = 6
_SLIPS = 3
_SHORT = 4


def article(text: str) -> str | None:
    """The 项 of 第二十条 that a title of a block names: 一 of 第二十条第（一）项."""
    found = _ARTICLE.fullmatch("".join(simplified(text).split()))
    return found[1] if found else None


@dataclass(frozen=True)
class Vocabulary:
    """The words of an edition's tables.

    Attributes:
        proactive: Rows of table two with their block by bare label.
        titles: Blocks of table two by the 项 that their titles name.
        results: Rows of table three by bare label; 其他 and 总计 are told from the headers by their order.
        groups: Headings of table three that span rows, by bare label.
        headers: Column headers of each table, innermost and outer ones, by the table's key.
    """

    proactive: Mapping[str, tuple[Row, Block]]
    titles: Mapping[str, Block]
    results: Mapping[str, Row]
    groups: Mapping[str, str]
    headers: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4)
def vocabulary(edition: int) -> Vocabulary:
    """The words of an edition."""
    form = edition_of(edition)
    two, three, four = (form.table(key) for key in ("proactive", "applications", "appeals"))
    results = {bare(row.labels[-1]): row for row in three.rows}
    groups = {bare(label): row.group for row in three.rows for label in row.labels[:-1]}
    headers = {
        table.key: frozenset(
            bare(label) for block in table.blocks for column in block.columns for label in column.labels
        )
        for table in (two, three, four)
    }
    headers["appeals"] |= {bare(label) for row in four.rows for label in row.labels}
    return Vocabulary(
        {bare(row.labels[-1]): (row, block) for block in two.blocks for row in block.rows},
        {name: block for block in two.blocks if (name := article(block.title))},
        results,
        groups,
        headers,
    )


@lru_cache(maxsize=1)
def result_labels() -> frozenset[str]:
    """The bare labels of table three's rows in any edition that name nothing else."""
    return frozenset(word for form in EDITIONS for word in vocabulary(form).results if len(word) > _SHORT)


@dataclass(frozen=True)
class Match:
    """A label found.

    Attributes:
        word: The form's bare label.
        exact: Whether it is printed as the form has it.
    """

    word: str
    exact: bool = True


def match(text: str, known: Iterable[str]) -> Match | None:
    """The label among the known ones that a text is: as it stands, as a known variant, or with a slip."""
    word = bare(text)
    if not word:
        return None
    known = tuple(known)
    if word in known:
        return Match(word)
    variant = VARIANTS.get(word)
    if variant in known:
        return Match(str(variant), exact=False)
    if len(word) >= _SHORTEST_NEAR and not any(character.isdigit() for character in word):
        alike = [
            name for name in known if len(name) >= _SHORTEST_NEAR and abs(len(name) - len(word)) <= _SLIPS
        ]
        near = get_close_matches(word, alike, 1, _NEAR)
        if near:
            return Match(near[0], exact=False)
        shorter = [name for name in known if _is_short_for(word, name)]
        if len(shorter) == 1:
            return Match(shorter[0], exact=False)
    return None


def _is_short_for(word: str, name: str) -> bool:
    """Whether a word is a label with words left out of its middle: 本年新收申请数量.

    The beginning of a label is none of these: its rest may stand on the next line.
    """
    if word[:2] != name[:2] or 2 * len(word) < len(name) or name.startswith(word):
        return False
    rest = iter(name)
    return all(character in rest for character in word)


def edition_by_tables(words: Iterable[str]) -> int | None:
    """The edition whose own words stand among these; None where there are none, or as many of another's."""
    found = {bare(word) for word in words}
    own = {
        number: {
            word
            for word in _own_words(number)
            if all(word not in _own_words(other) for other in EDITIONS if other != number)
        }
        for number in EDITIONS
    }
    votes = {number: len(found & mine) for number, mine in own.items()}
    best = max(votes, key=lambda number: votes[number])
    return best if votes[best] and list(votes.values()).count(votes[best]) == 1 else None


@lru_cache(maxsize=4)
def _own_words(edition: int) -> frozenset[str]:
    words = vocabulary(edition)
    return frozenset(words.headers["proactive"]) | frozenset(words.results)
