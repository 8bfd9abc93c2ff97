"""Which words a figure belongs to: the term that leads to it, or what follows it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from helpers.checks.prose.clauses import left_of, right_of
from helpers.checks.prose.following import bind_forward
from helpers.checks.prose.numerals import Figure
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.period import period_at
from helpers.checks.prose.scope import MONEY, judged
from helpers.checks.prose.statement import Statement
from helpers.checks.prose.terms import HINTS, LAST, before_figure, key_of, pattern

_TOPICS = ("results", "applications", "appeals", "outcomes", "proactive", "channels", "applicants")
UNITS = frozenset({"", "件", "件次", "宗", "份", "起", "例", "次", "条", "项", "个", "人次", "批"})
_READ = UNITS | MONEY
_OF_OTHERS = frozenset("天人名个家户页元种类项部处轮批时")
_NOT_DONE = re.compile("(?:尚?未能?|没有|不能)[^、]{0,8}?(?:办结|答复|办理完毕|办完)")
_APPLIES = re.compile(
    "(?:就此|为此|先后|分别|共|累计|对此)*(?:提出|提起|申请|发起)(?:了)?(?:行政)?(?:复议|诉讼)"
)
_WHO = "(?:公民|自然人|个人|群众|市民|村民|居民|企业|公司|商业企业|法人|其[他它]组织|社会组织|律师|单位|社会公众)"
_SEVERAL = re.compile(
    f"(?!(?:法人|企业|单位)(?:或者?|和|及|以及|与|、)其[他它]组织){_WHO}(?:(?:、|和|及|以及|或者?|与){_WHO})+(?:等)?(?:依法|先后|向我[局镇乡办委县区]|向本机关|向本单位)*(?:(?:提出|提交|递交|发来|寄来|申请)(?:的)?|(?=的?(?:政府信息公开|信息公开|依申请公开)申请))"
)
_ANYBODY = re.compile("组织|单位|群众|公众|市民|等")
_NEAR = 48
_FAR = 200
"""How far from a figure its words may reach, in characters: clauses are shorter, hostile ones aren't."""
_CASES_OF = re.compile("的(?:行政)?(?:复议|诉讼)(?:案件|案)?[^，。；]{0,4}$")
_DISPOSED = re.compile("^(?:依法|其中|并|共)?[对就将][^，。；]{0,16}的$")
_TOGETHER = re.compile("(?:共计|合计|总计|累计|总共|共)(?:有|为|是)?$")
_WITH_OLD = re.compile("(?:连同|加上|算上|包括|包含|含|并同|以及|并|和|与|及)$")
_OF_THEM = re.compile("中|里|有$|来自$")


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
    start = left_of(text, figure.start, max(behind, figure.start - _FAR))
    end = right_of(text, figure.end, before)
    left, right = text[start : figure.start], text[figure.end : end] if end - figure.end < _FAR else ""
    if figure.unit not in _READ:
        return Statement(passage, "", "", figure, start, figure.end)
    nothing = Statement(passage, "", "", figure, start, figure.end, period_at(text, figure.start, year))
    if start == behind > 0 and text[behind - 1] in _OF_OTHERS and not _APPLIES.match(left):
        return nothing
    if end == before < len(text) and not _OF_THEM.search(right):
        # 当年的14件办结13件: what no mark parts from the next figure leads to that one.
        right = ""
    if old := _from(year).search(left):
        left = left[: old.start()]
        if old[0][0] not in "由从":
            # 较上年的4件增加2件: last year's.
            nothing = replace(nothing, period="last")
    near = max(behind, figure.start - _NEAR)
    if "申请" in text[near : figure.start] and (many := _SEVERAL.search(text, near, figure.start)):
        return _of_several(nothing, many, behind, year)
    best, start = _leading(text, left, start, figure.start, behind, year)
    if best is None:
        return bind_forward(nothing, left, right, year, behind, before) if figure.unit else nothing
    if best[1] in ("incoming", "mentioned") and _DISPOSED.search(left):
        # 对申请人提出的15件申请予以公开: of those, these.
        forward = bind_forward(nothing, "对", right, year, behind, before)
        if forward.topic == "results":
            return forward
    return _bound(nothing, start, left, behind, year, best)


def _leading(
    text: str, left: str, start: int, end: int, behind: int, year: int
) -> tuple[tuple[str, str, int] | None, int]:
    """The term that leads to a figure, and where the clause that holds it begins: a mark may stand within the term."""
    best = in_front(left, year)
    if best is not None and best[1] == "mentioned":
        # 信访、举报、投诉类申请83件: the kind of applications that a row names.
        while start > behind and text[start - 1] == "、":
            wider = left_of(text, start - 1, behind)
            named = in_front(text[wider:end], year)
            if named is None or named[0] != "results" or wider + named[2] >= start:
                break
            best, start = named, wider
        return best, start
    if best is None and start > behind and text[start - 1] in ("、" if left else "("):
        # 需要另行制作、加工的信息4件: the mark stands within the term; 予以公开（3件）: the clause before the bracket.
        wider = left_of(text, start - 1, behind)
        best = in_front(text[wider : end if left else start - 1], year)
        return best, wider if best else start
    return best, start


def _of_several(nothing: Statement, many: re.Match[str], behind: int, year: int) -> Statement:
    """The statement of a figure behind several kinds of applicants: 共接收群众、企业递交的信息公开申请24件."""
    text = nothing.passage.text
    start = left_of(text, many.start(), behind)
    # Without them the clause reads as any other.
    before, after = text[start : many.start()], text[many.end() : nothing.figure.start]
    best = in_front(before + after, year)
    if best is None or best[0] != "applications":
        return nothing
    topic, key, at = best
    lead = (before + after)[:at]
    at = start + at if at < len(before) else many.end() + at - len(before)
    statement = judged(replace(nothing, topic=topic, key=key, start=at), lead)
    # 自然人和企业提出的22件: not all who may apply.
    return statement if _ANYBODY.search(many[0]) else replace(statement, sure=False)


def _bound(
    nothing: Statement, start: int, left: str, behind: int, year: int, best: tuple[str, str, int]
) -> Statement:
    """The statement that a term in front makes of a figure."""
    text = nothing.passage.text
    topic, key, at = best
    if key == "carried_in" and _TOGETHER.search(left) and _WITH_OLD.search(text[behind : start + at]):
        # 申请连同上年结转的共48件: both.
        key, at = "sum", 0
    if key == "received" and start == behind > 0 and at == 0 and _TOGETHER.search(left):
        # 26件旧申请与626件新申请合计652件: the term has its own figure in front.
        key = "sum"
    topic, key, at, whole = _joined(text, start, topic, key, at, year)
    statement = replace(nothing, topic=topic, key=key, start=start + at)
    statement = judged(statement, text[start : start + max(at, 0)])
    return statement if whole else replace(statement, sure=False)


@lru_cache(maxsize=8)
def _from(year: int) -> re.Pattern[str]:
    """What leads to last year's figure in 由上年的9件增至14件."""
    return re.compile(f"[由从较比]{LAST}(?:的|同期的?|报告的?)?$".replace("{last}", str(year - 1)))


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
            if topic == "outcomes" and _CASES_OF.search(left, match.start()):
                # 维持的复议案件20件: of those cases, these.
                order = (2, -term[0])
            if key in ("granted?", "mentioned", "carried", "normative_documents:"):
                order = (-1, -term[0])
            if best is None or order > rank:
                best, rank = (topic, key, term[0]), order
    return best


def _joined(text: str, start: int, topic: str, key: str, at: int, year: int) -> tuple[str, str, int, bool]:
    """Terms in a row without figures are one thing: 复议、诉讼案件合计五件; and whether all of them were read."""
    if at or not topic or not text[:start].endswith("、"):
        return topic, key, at, True
    item_start = left_of(text, start - 1, 0)
    item = text[item_start : start - 1]
    if re.search(r"\d(?!\d*[年月日])|[一二三四五六七八九十两][件宗起例]", item) or not item:
        return topic, key, at, True
    if topic not in ("appeals", "results"):
        # 受理、办结20件; but 信息1200条、规范性文件3件 are two things, and 上年未办结、转入本年的3件 is one.
        if key == "carried_out" and _NOT_DONE.search(item):
            return topic, key, at, True
        said = {key_of(topic, match) for match in pattern(topic, year).finditer(item)}
        if topic in ("channels", "applicants"):
            # 收到书面、网络申请合计34件: what came by both.
            return topic, key, at, said <= {key}
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
