"""Lists within a sentence: a whole and the parts that claim to make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.prose.passage import Passage
from helpers.checks.prose.statement import Statement

_LONGEST = 40
_OPENS = re.compile(
    "(?:的|次)?(?:申请|案件|信息)?[，,。(]?(?:其中|分别[为是]|分为|分成|包括|具体[为是]|即|含|按.{1,6}分[，,:])|:"
)
_WHOLE = re.compile("分别[为是]|分为|:|：")
LOOSE = re.compile(
    "等(?!级|次|候|待|于)|重复(?:统计|计)|交叉|重叠|同时(?:属于|计入)|部分信息|以及其他|之一|不含|主要|重点|占"
)
"""Words by which a list says that it isn't whole, or that its items overlap."""
_SUM = "(?:合计|共计|总计|共)(?:为|有|是)?"
_TOTAL = re.compile(f"(?:[两二三四五六七八九十\\d]+[项类个者]?)?{_SUM}$")
_NUMBERED = re.compile(
    f"([两二三四五六七八九十])(?:[项类者]|[个种条]?(?:渠道|平台|途径|方式|方面|部分|栏目))(?:申请|案件|信息)?{_SUM}$"
)
_BEHIND = re.compile(
    "，(?:(?:合计|共计|总计|(?P<only>共))(?:为)?|(?P<year>全年)(?:共|合计|共计|总计|为)*(?:收到|受理)?(?:申请)?(?:的)?)$"
)
_RUNNING = re.compile("(?:共|累计|合计)[^，。；、]{0,9}$")
_TERMS = re.compile("[上下]半年|[一二三四]季(?=度)")
_ASIDE = re.compile(r"\([^()\d]*\)")
"""A bracket without figures: 各乡镇（街道）."""
_KINDS = frozenset({"类", "种", "项", "个", "部"})
_HOW = ("channels", "applicants")
_UNITS = {
    "人次": "人",
    "名": "人",
    "件次": "件",
    "宗": "件",
    "起": "件",
    "场次": "场",
    "则": "条",
    "篇": "条",
}


def lists(passage: Passage, counts: list[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    """Each whole with its parts; only lists that claim to be whole, of exact figures in one unit.

    Args:
        passage: The text.
        counts: What was read of its figures, in order.
    """
    for start, end in passage.sentences:
        here = [each for each in counts if start <= each.figure.start < end]
        for index, head in enumerate(here):
            if not head.figure.exact:
                continue
            items = _items_behind(passage, here, index, end)
            if items and not (index and _go_together(passage, here[index - 1], head)):
                yield head, items
        yield from _totals_behind(passage, here)


def total_of(items: list[Statement]) -> Decimal:
    """What the parts come to."""
    return sum((item.figure.value for item in items), Decimal(0))


def _items_behind(passage: Passage, here: list[Statement], index: int, end: int) -> list[Statement]:
    """The parts that a whole announces; empty where it announces none, or not all."""
    head, text = here[index], passage.text
    rest = [each for each in here[index + 1 : index + _LONGEST] if _depth(passage, head, each) == 0]
    if rest and rest[0].figure.unit in _KINDS and text[rest[0].figure.end :][:1] in (":", "，"):
        # 24件申请分为三类：征地9件、……: how many items, not one of them.
        rest = rest[1:]
    if len(rest) < 2:
        return []
    opening = re.sub(r"\([^()]*\)", "", text[head.figure.end : rest[0].figure.start])
    opens = _opens(opening)
    if not (opens or _runs_on(text, head, rest, opening)):
        return []
    if "；" in opening or "(" in opening or LOOSE.search(opening.split("其中")[0]):
        return []
    items = _of_one_kind(text, head, rest)
    if len(items) < 2 or not all(item.figure.exact for item in items):
        return []
    stop = text.find("；", items[-1].figure.end, end)
    tail = text[items[-1].figure.end : stop if stop >= 0 else end]
    if LOOSE.search(text[head.figure.end : items[-1].figure.start]) or LOOSE.search(tail):
        return []
    # A list of a small share is a choice, not the whole.
    total, whole = total_of(items), head.figure.value
    claimed = opens and (_WHOLE.search(opening) or 5 * total >= 4 * whole)
    return items if claimed or total > whole else []


def _opens(opening: str) -> bool:
    """Whether words announce a list."""
    if _OPENS.match(opening) or re.search("其中|分别[为是]", opening):
        return True
    return len(opening) <= 10 and ":" in opening


def _runs_on(text: str, head: Statement, rest: list[Statement], opening: str) -> bool:
    """Whether a list follows a total without being announced: 共公开20件，规划5件、招标15件."""
    return (
        head.head is None
        and len(opening) <= 10
        and "、" in text[rest[0].figure.end : rest[1].figure.start]
        and bool(_RUNNING.search(text[max(0, head.figure.start - 12) : head.figure.start]))
    )


def _of_one_kind(text: str, head: Statement, rest: list[Statement]) -> list[Statement]:
    """The first of them that count in the whole's unit, up to where another list or a total begins."""
    items: list[Statement] = []
    for each in rest:
        between = text[items[-1].figure.end if items else head.figure.end : each.figure.start]
        if items and ("；" in between or "其中" in between or _TOTAL.search(between)):
            break
        if _unit(each) != _unit(head) or (items and ":" in between):
            break
        items.append(each)
    topics = {"" if item.topic in _HOW else item.topic for item in items}
    return items if len(topics) < 2 else []


def _go_together(passage: Passage, one: Statement, other: Statement) -> bool:
    """Whether a list behind may be of both: 其中 behind 复议6件、诉讼4件."""
    gap = passage.text[one.figure.end : other.figure.start]
    return (
        _unit(one) == _unit(other)
        and gap[:1] in ("、", "和", "及", "，")
        and not re.search("共|合计|总计|[。；]", gap)
    )


def _unit(statement: Statement) -> str:
    return _UNITS.get(statement.figure.unit, statement.figure.unit)


def _depth(passage: Passage, head: Statement, item: Statement) -> int:
    between = passage.text[head.figure.end : item.figure.start]
    return between.count("(") - between.count(")")


def _totals_behind(passage: Passage, here: list[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    """a、b、c，三项共计 N; 上半年 a，下半年 b，全年 N."""
    for index, total in enumerate(here):
        if not total.figure.exact:
            continue
        words = passage.text[max(0, total.figure.start - 10) : total.figure.start]
        if numbered := _NUMBERED.search(words):
            parts = [
                each for each in here[:index] if each.figure.end <= total.figure.start - len(numbered[0])
            ]
            number = "零一二三四五六七八九十".find(numbered[1].replace("两", "二"))
            parts = [each for each in parts if each.figure.unit == total.figure.unit][-number:]
            if len(parts) == number and all(part.figure.exact for part in parts):
                yield total, parts
        elif index > 1 and (behind := _BEHIND.search(words)):
            parts = here[:index]
            plain = _ASIDE.sub("", passage.text[parts[0].figure.end : total.figure.start])
            exact = all(each.figure.exact and each.figure.unit == total.figure.unit for each in parts)
            whole = not behind["year"] or _make_a_year(passage, parts)
            whole = whole and (not behind["only"] or (len(parts) > 2 and _ends(passage, total)))
            if exact and whole and not re.search("其中|[()；:等]", plain):
                yield total, parts


def _ends(passage: Passage, statement: Statement) -> bool:
    """Whether nothing follows a figure in its clause."""
    return passage.text[statement.figure.end : statement.figure.end + 1] in ("", "，", "。", "；", "\n")


def _make_a_year(passage: Passage, parts: list[Statement]) -> bool:
    """Whether the parts are the two halves or the four quarters of a year."""
    left, _ = passage.sentence_at(parts[0].figure.start)
    terms = _TERMS.findall(passage.text[left : parts[-1].figure.start])
    halves = sum(term.endswith("半年") for term in terms)
    return len(terms) == len(set(terms)) == len(parts) and (halves, len(terms)) in ((2, 2), (0, 4))
