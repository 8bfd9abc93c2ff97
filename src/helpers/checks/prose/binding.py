"""Which words a figure belongs to: the term that leads to it, follows it, or is carried on from the clause before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from helpers.checks.prose.numerals import Figure
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.period import period_at
from helpers.checks.prose.scope import MONEY, ONLY_LEAD, judged
from helpers.checks.prose.statement import Statement
from helpers.checks.prose.terms import (
    HINTS,
    LAST,
    LEAD,
    SUBSET,
    before_figure,
    behind_figure,
    key_of,
    pattern,
)

_TOPICS = ("results", "applications", "appeals", "outcomes", "proactive", "channels", "applicants")
UNITS = frozenset({"", "件", "件次", "宗", "份", "起", "例", "次", "条", "项", "个", "人次", "批"})
_READ = UNITS | MONEY
_OF_OTHERS = frozenset("天人名个家户页元种类项部处轮批时")
_BOUNDARY = "。！？；\n，、,("
_ENDS = "。！？；\n，、,():"
_CARRIES_ON = re.compile("(?:全年|两年|均|都|本年度?|合计|总计|共计|共|总数|数量|为|有|是|达到?|计|仅|只)+")
_CASES = re.compile("复议|诉讼|起诉")
_NOT_DONE = re.compile("(?:尚?未能?|没有|不能)[^、]{0,8}?(?:办结|答复|办理完毕|办完)")
_COMES_OF_IT = {
    "outcomes": ("pending",),
    "applications": ("carried_out",),
    "results": ("refused", "unable", "not_processed"),
}
_CAUSE = re.compile("(?:申请)?(?:以|因|由于|正在|经|需|须|系)")
_GOVERNS = re.compile("(?:对|将|就|其中|另有|还有|有|共|这|上述|的)*")
_OF_KIND = re.compile("(?:属于?|涉及|因|系|是|为)?")
_NOT_ITSELF = re.compile(
    "(?:信息|制度|程序|流程|事项|解读|培训|文书|材料|档案|答复|决定书|申请表|人员|能力|工作)"
)
_ALL_YEAR = re.compile("全年|合计|总计|共计|两年")
_PART_OF_YEAR = re.compile("每[月季周]|平均|月均|上半年|下半年|第?[一二三四]季度")
_APPLIES = re.compile(
    "(?:就此|为此|先后|分别|共|累计|对此)*(?:提出|提起|申请|发起)(?:了)?(?:行政)?(?:复议|诉讼)"
)
_TOGETHER = re.compile("(?:共计|合计|总计|累计|总共|共)(?:有|为|是)?$")
_WITH_OLD = re.compile("(?:连同|加上|算上|包括|包含|含|并同|以及|并|和|与|及)$")
_AND_LATER = re.compile(
    "[,，](?:但|且)?(?:按规定|依规|依法|按程序|现|将|拟|已|均|需|须|待|并|后|按照.{1,4}规定)*"
)
_LEFT_OVER = re.compile("(?:另外?|还|尚|其余|剩余|剩下|余下|有|其中|的|余)+")


def bind(passage: Passage, year: int, figure: Figure, behind: int, before: int) -> Statement:
    """A figure with the words that name what it counts.

    Args:
        passage: The text.
        year: The report's year.
        figure: The figure.
        behind: Where the figure in front of it ends.
        before: Where the figure behind it begins.
    """
    text = passage.text
    start = left_of(text, figure.start, behind)
    end = _right(text, figure.end, before)
    left, right = text[start : figure.start], text[figure.end : end]
    if figure.unit not in _READ:
        return Statement(passage, "", "", figure, start, figure.end)
    nothing = Statement(passage, "", "", figure, start, figure.end, period_at(text, figure.start, year))
    if start == behind > 0 and text[behind - 1] in _OF_OTHERS and not _APPLIES.match(left):
        return nothing
    if end == before < len(text) and not re.search("中|里|有$|来自$", right):
        # 当年的14件办结13件: what no mark parts from the next figure leads to that one.
        right = ""
    best = in_front(_from(year).sub("", left), year)
    if best is None and not left and start > behind and text[start - 1] == "(":
        # 予以公开（3件）: the clause in front of the bracket.
        start = left_of(text, start - 1, behind)
        best = in_front(text[start : nothing.start - 1], year)
        if best is None:
            return nothing
    if best is None and text[start - 1 : start] == "、" and start > behind:
        # 需要另行制作、加工的信息4件: the mark stands within the term.
        wider = left_of(text, start - 1, behind)
        best = in_front(text[wider : figure.start], year)
        start = wider if best else start
    if best is None and figure.unit:
        return _bind_forward(nothing, left, right, year, behind, before)
    if best is None:
        return nothing
    topic, key, at = best
    if key == "carried_in" and _TOGETHER.search(left) and _WITH_OLD.search(text[behind : start + at]):
        # 申请连同上年结转的共48件: both.
        key, at = "sum", 0
    topic, key, at, whole = _joined(text, start, topic, key, at, year)
    statement = replace(nothing, topic=topic, key=key, start=start + at)
    statement = judged(statement, text[start : start + max(at, 0)])
    return statement if whole else replace(statement, sure=False)


def _bind_forward(
    nothing: Statement, left: str, right: str, year: int, behind: int, before: int
) -> Statement:
    """A figure that no term leads to: what follows it, or what the clause in front spoke of."""
    text, start, figure = nothing.passage.text, nothing.start, nothing.figure
    if _is_lead(left) and (found := _behind(right, left, year)):
        topic, key, length = found
        return judged(replace(nothing, topic=topic, key=key, end=figure.end + length, lead=left), left)
    if _GOVERNS.fullmatch(left) and (found := _adjoining(right, year)):
        topic, key, length = found
        return judged(replace(nothing, topic=topic, key=key, end=figure.end + length, lead=left), left)
    if _CARRIES_ON.fullmatch(left) and start and text[start - 1] in "，,":
        clause = left_of(text, start - 1, behind) if start - 1 > behind else start
        best = _carried_on(text[clause : start - 1], year) if clause < start else None
        if best:
            topic, key, at = best
            statement = replace(nothing, topic=topic, key=key, start=clause + at)
            lead = text[clause : clause + at]
            if _ALL_YEAR.search(left):
                # 每月收到1至2件，合计14件.
                statement, lead = replace(statement, period="year"), _PART_OF_YEAR.sub("", lead)
            return judged(statement, lead)
    if _LEFT_OVER.fullmatch(left) and (mark := _AND_LATER.match(text, figure.end + len(right))):
        end = _right(text, mark.end(), before)
        term = pattern("applications", year).match(text, mark.end(), end)
        if term and key_of("applications", term) == "carried_out":
            return judged(replace(nothing, topic="applications", key="carried_out", end=term.end()), left)
    return nothing


@lru_cache(maxsize=8)
def _from(year: int) -> re.Pattern[str]:
    """What leads to last year's figure in 由上年的9件增至14件."""
    return re.compile(f"[由从]{LAST}(?:的|同期的?|报告的?)?$".replace("{last}", str(year - 1)))


def left_of(text: str, end: int, limit: int) -> int:
    """Where the clause in front of a place begins; brackets without figures belong to it."""
    at = end
    while at > limit:
        character = text[at - 1]
        if character == ")":
            opening = text.rfind("(", limit, at - 1)
            if opening < 0 or re.search(r"\d", text[opening:at]):
                return at
            at = opening
        elif character in _BOUNDARY:
            return at
        else:
            at -= 1
    return at


def _right(text: str, start: int, limit: int) -> int:
    ends = [at for mark in _ENDS if (at := text.find(mark, start, limit)) >= 0]
    return min(ends, default=limit)


def in_front(left: str, year: int) -> tuple[str, str, int] | None:
    """The term that leads to the figure: of several the one whose words reach closest to it, then the longest."""
    best, rank = None, (-1, 0)
    for topic in _TOPICS:
        if topic in HINTS and not HINTS[topic].search(left):
            continue
        match = before_figure(topic, year).search(left)
        if match:
            key = key_of(topic, match)
            term = match.span(match.lastgroup or 0)
            order = (0, -term[0]) if topic in ("applications", "channels") else (1, -term[0])
            if key in ("granted?", "mentioned", "carried", "normative_documents:"):
                order = (-1, -term[0])
            if best is None or order > rank:
                best, rank = (topic, key, term[0]), order
    return best


def _behind(right: str, left: str, year: int) -> tuple[str, str, int] | None:
    if match := re.fullmatch("(新)?(?:政府信息公开|依申请公开)?申请(?:(?:当?中|里)?(?:有)?|来自)", right):
        if ONLY_LEAD.fullmatch(left):
            return "applications", "received" if match[1] else "mentioned", len(right)
        return None
    cases = bool(_CASES.search(right))
    for topic in ("outcomes", "applications", "results", "appeals"):
        if cases and topic in ("applications", "results"):
            continue
        match = behind_figure(topic, year).match(right)
        if match:
            return topic, key_of(topic, match), match.start("rest")
    return _behind_cause(right, year)


def _behind_cause(right: str, year: int) -> tuple[str, str, int] | None:
    """What comes of a cause, at the end: 2件因征求第三方意见未到期, 1件因涉及商业秘密不予公开."""
    cause = _CAUSE.match(right)
    if cause is None:
        return None
    for topic, keys in _COMES_OF_IT.items():
        for match in pattern(topic, year).finditer(right, cause.end()):
            if match.end() == len(right) and key_of(topic, match) in keys:
                return topic, key_of(topic, match), len(right)
    return None


def _adjoining(right: str, year: int) -> tuple[str, str, int] | None:
    """The thing counted right behind a figure, whatever is said of it: 18件现行有效的规范性文件统一标注."""
    words = _OF_KIND.match(right)
    at = words.end() if words else 0
    for topic in ("results", "appeals", "proactive"):
        match = pattern(topic, year).match(right, at)
        if match and key_of(topic, match) not in ("granted?", "granted"):
            rest = right[match.end() :]
            if not pattern(topic, year).search(rest) and not _NOT_ITSELF.match(rest):
                return topic, key_of(topic, match), match.end()
    return None


def _carried_on(clause: str, year: int) -> tuple[str, str, int] | None:
    """The only thing that a clause without figures speaks of."""
    found = []
    for topic in ("applications", "results", "appeals", "proactive", "channels"):
        matches = list(pattern(topic, year).finditer(clause))
        found += [(topic, key_of(topic, match), match.start()) for match in matches]
    named = [each for each in found if each[1] not in ("mentioned", "granted?")]
    if (
        not named
        and len(found) == 1
        and re.match("(?:政府信息公开|依申请公开)?申请(?:数?量|数|件数)", clause)
    ):
        return found[0]
    return named[0] if len(named) == 1 else None


def _joined(text: str, start: int, topic: str, key: str, at: int, year: int) -> tuple[str, str, int, bool]:
    """Terms in a row without figures are one thing: 复议、诉讼案件合计五件; and whether all of them were read."""
    if at or not topic or not text[:start].endswith("、"):
        return topic, key, at, True
    item_start = left_of(text, start - 1, 0)
    item = text[item_start : start - 1]
    if re.search(r"\d|[一二三四五六七八九十两][件宗起例]", item) or not item:
        return topic, key, at, True
    if topic not in ("appeals", "results"):
        # 受理、办结20件; but 信息1200条、规范性文件3件 are two things, and 上年未办结、转入本年的3件 is one.
        if key == "carried_out" and _NOT_DONE.search(item):
            return topic, key, at, True
        said = {key_of(topic, match) for match in pattern(topic, year).finditer(item)}
        return topic, key, at, topic != "applications" or said == {key}
    match = re.search(f"(?:{pattern(topic, year).pattern})(?:的|案件|案|申请|类|决定)*$", item)
    if match is None:
        return topic, key, at, topic != "results"
    first = key_of(topic, match)
    if first == "granted?":
        first = "granted"
    if first.partition(".")[0] == key:
        return topic, first, match.start() - len(item) - 1, True
    further = _joined(text, item_start, topic, first, match.start(), year)
    return (
        topic,
        f"{further[1]}+{key}",
        further[2] - len(item) - 1 if further[2] < 0 else match.start() - len(item) - 1,
        further[3],
    )


def _is_lead(left: str) -> bool:
    return bool(LEAD.fullmatch(left)) or (len(left) <= 6 and not SUBSET.search(left))
