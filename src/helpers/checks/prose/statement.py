"""What a text states in figures: which row of the form a figure speaks of, for what time, under which head."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from helpers.checks.prose.numerals import Figure, figures
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.period import period_at
from helpers.checks.prose.terms import FOREIGN, LEAD, SUBSET, before_figure, behind_figure, key_of, pattern

ON_REQUEST = "narrative.overview.on_request"
_TOPICS = ("results", "applications", "appeals", "outcomes", "proactive", "channels")
_UNITS = frozenset({"件", "件次", "宗", "份", "起", "例", "次", "条", "项", "个", "人次", "批"})
_WHOLE_CASES = frozenset({"件", "件次", "宗", "份", "起", "例", "条", "次"})
_OF_OTHERS = frozenset("天人名个家户页元种类项部处轮批时")
_MONEY = frozenset({"元", "万元"})
_BOUNDARY = "。！？；\n，、,("
_CARRIES_ON = re.compile("(?:全年|本年度?|合计|总计|共计|共|总数|数量|为|有|是|达到?|计|仅|只)+")
_ONLY_LEAD = re.compile(
    "(?:全年度?|本年度?|今年|共|共有|一共|这|上述|以上|的|有|政府信息公开|依申请公开|我|本|[局镇乡街道区县市办]|机关|收到)*"
)
_CASES = re.compile("复议|诉讼|应诉|法院")
_SETTLED = re.compile("审结|维持|纠正|其余|未审|撤")
_OUTCOME_BEHIND = re.compile("(?:案件)?(?:被|予以|获|结果|已|均)?(?:维持|纠正|撤|责令|尚|审结|终止)")
_OTHERS = re.compile("全[区县市省州旗]|各级|各部门|各单位|各乡镇|各街道|[区县市]直|系统共|全系统")
_SAYING = re.compile("一[件份宗]")
_NEAR = 200
_LONG = 12
_MANNER = re.compile("书面|按[时期]|及时|如期|准时|法定|期限内|时限内|依法|网上|直接|统一")
_PARTS = re.compile(
    r"其中|[(]|[)]|；|。|\n|(?<=[件宗份起例次])(?:的)?(?:新)?(?:政府信息公开)?(?:申请|案件)?(?:当)?中"
)


@dataclass(frozen=True)
class Statement:
    """A figure and what it counts.

    Attributes:
        passage: Where it stands.
        topic: Which list of words named it: applications, results, appeals, outcomes, proactive, channels; empty
            where what it counts isn't read.
        key: The entry of that list.
        figure: The figure.
        start: Where the words that name it begin.
        end: Where what was read ends.
        period: `year` for the report's, `last` for last year's, `part` of a year, `other` years.
        sure: Whether nothing around it narrows it down to a part of what the key counts.
        plain: Whether applications are named as such where the words could mean something else.
        head: What it is a part of (其中, brackets); None where it stands on its own.
        lead: The words of its clause in front of what was read.
        at_most: Whether it may count a part of what its key does, so that only more is wrong: 按期答复 17 件.
    """

    passage: Passage
    topic: str
    key: str
    figure: Figure
    start: int
    end: int
    period: str = "year"
    sure: bool = True
    plain: bool = True
    head: Statement | None = None
    lead: str = ""
    at_most: bool = False

    @property
    def value(self) -> int:
        """The figure as a whole number."""
        return int(self.figure.value)

    @property
    def quote(self) -> str:
        """What was read, as the office wrote it."""
        return self.passage.quote(self.start, self.end)

    @property
    def line(self) -> int | None:
        """The line of the params file on which it stands."""
        return self.passage.line(self.figure.start)

    @property
    def certain(self) -> bool:
        """Whether it states an exact number of the report's year, and of nothing less than its key counts."""
        return self.sure and self.plain and self.figure.exact and self.period == "year"


def statements(passage: Passage, year: int, *, whole: bool = False) -> tuple[Statement, ...]:
    """Every figure of a passage with what it counts, in order.

    Args:
        passage: The text.
        year: The report's year.
        whole: Whether the report is a whole area's, so that 全区 and 各部门 speak of it.
    """
    found: list[Statement] = []
    everything = figures(passage.text)
    heads: list[Statement] = []
    outer: list[list[Statement]] = []
    for index, figure in enumerate(everything):
        behind = everything[index - 1].end if index else 0
        before = everything[index + 1].start if index + 1 < len(everything) else len(passage.text)
        heads = _heads(passage.text[behind : figure.start], heads, outer, found)
        statement = _read(passage, year, figure, behind, before)
        if _is_left_over(passage, figure, found):
            statement = replace(
                statement, topic="applications", key="left", start=figure.start - 1, sure=True
            )
        if not whole and _OTHERS.search(
            passage.text, max(figure.start - _NEAR, segment(passage, figure.start)[0]), figure.start
        ):
            statement = replace(statement, sure=False)
        found.append(replace(statement, head=heads[-1] if heads else None))
    return tuple(found)


def _is_left_over(passage: Passage, figure: Figure, found: list[Statement]) -> bool:
    """Whether it is what is left of what came in, after what was done: 收到9件，答复7件，余2件."""
    if figure.unit not in _UNITS or not re.search(
        "(?:剩|余)(?:下|的|有)*$", passage.text[: figure.start][-4:]
    ):
        return False
    left, _ = passage.sentence_at(figure.start)
    keys = {each.key for each in found if each.figure.start >= left and each.certain}
    return (
        "done" in keys and bool(keys & {"received", "incoming"}) and keys <= {"done", "received", "incoming"}
    )


def _heads(
    gap: str, heads: list[Statement], outer: list[list[Statement]], found: list[Statement]
) -> list[Statement]:
    """What the next figure is a part of, after the words between it and the last one."""
    # A figure's own unit tells 件中 from 中.
    for event in _PARTS.finditer("件" + gap):
        mark = event[0]
        if mark == "(":
            outer.append(heads)
            heads = found[-1:] or heads
        elif mark == ")":
            heads = outer.pop() if outer else heads
        elif mark in "。\n；":
            heads = []
            outer.clear()
        else:
            last = found[-1:] or []
            heads = last if not (last and outer and heads and last[0] is heads[-1]) else heads
    return heads


def _read(passage: Passage, year: int, figure: Figure, behind: int, before: int) -> Statement:
    text = passage.text
    start = _left(text, figure.start, behind)
    end = _right(text, figure.end, before)
    left, right = text[start : figure.start], text[figure.end : end]
    nothing = Statement(passage, "", "", figure, start, figure.end, period_at(text, figure.start, year))
    if figure.unit not in _UNITS | _MONEY:
        return nothing
    if start == behind > 0 and text[behind - 1] in _OF_OTHERS:
        return nothing
    best = _before(left, year)
    if best is None and _is_lead(left):
        if found := _behind(right, left, year):
            topic, key, length = found
            statement = replace(nothing, topic=topic, key=key, end=figure.end + length, lead=left)
            return _judged(statement, left)
        if _CARRIES_ON.fullmatch(left) and start and text[start - 1] in "，,":
            clause = _left(text, start - 1, behind) if start - 1 > behind else start
            best = _carried_on(text[clause : start - 1], year) if clause < start else None
            if best:
                topic, key, at = best
                statement = replace(nothing, topic=topic, key=key, start=clause + at)
                return _judged(statement, text[clause : clause + at])
    if best is None:
        return nothing
    topic, key, at = best
    topic, key, at, whole = _joined(text, start, topic, key, at, year)
    statement = replace(nothing, topic=topic, key=key, start=start + at)
    statement = _judged(statement, text[start : start + max(at, 0)])
    return statement if whole else replace(statement, sure=False)


def _left(text: str, end: int, limit: int) -> int:
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
    ends = [at for mark in "。！？；\n，、,():" if (at := text.find(mark, start, limit)) >= 0]
    return min(ends, default=limit)


def _before(left: str, year: int) -> tuple[str, str, int] | None:
    """The term that leads to the figure: of several the one whose words reach closest to it, then the longest."""
    best, rank = None, (-1, 0)
    for topic in _TOPICS:
        match = before_figure(topic, year).search(left)
        if match:
            key = key_of(topic, match)
            term = next(match.span(group) for group in match.re.groupindex if match[group] is not None)
            order = (0, -term[0]) if topic in ("applications", "channels") else (1, -term[0])
            if key in ("granted?", "mentioned", "carried", "normative_documents:"):
                order = (-1, -term[0])
            if best is None or order > rank:
                best, rank = (topic, key, term[0]), order
    return best


def _behind(right: str, left: str, year: int) -> tuple[str, str, int] | None:
    if match := re.fullmatch("(新)?(?:政府信息公开|依申请公开)?申请(?:当?中|里)?(?:有)?", right):
        if _ONLY_LEAD.fullmatch(left):
            return "applications", "received" if match[1] else "mentioned", len(right)
        return None
    for topic in ("outcomes", "applications", "results", "appeals"):
        match = behind_figure(topic, year).match(right)
        if match:
            return topic, key_of(topic, match), match.start("rest")
    return None


def _carried_on(clause: str, year: int) -> tuple[str, str, int] | None:
    """The only thing that a clause without figures speaks of."""
    found = []
    for topic in ("applications", "results", "appeals", "proactive"):
        matches = list(pattern(topic, year).finditer(clause))
        found += [(topic, key_of(topic, match), match.start()) for match in matches]
    named = [each for each in found if each[1] not in ("mentioned", "granted?")]
    return named[0] if len(named) == 1 else None


def _joined(text: str, start: int, topic: str, key: str, at: int, year: int) -> tuple[str, str, int, bool]:
    """Terms in a row without figures are one thing: 复议、诉讼案件合计五件; and whether all of them were read."""
    if at or not topic or not text[:start].endswith("、"):
        return topic, key, at, True
    item_start = _left(text, start - 1, 0)
    item = text[item_start : start - 1]
    if re.search(r"\d|[一二三四五六七八九十两][件宗起例]", item) or not item:
        return topic, key, at, True
    if topic not in ("appeals", "results"):
        # 受理、办结20件; but 信息1200条、规范性文件3件 are two things.
        return topic, key, at, topic != "applications"
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


def _judged(statement: Statement, lead: str) -> Statement:
    """Whether the words in front narrow it down, and whether it is applications that it speaks of."""
    period = statement.period
    if statement.key == "carried_in" and period == "last":
        period = "year"
    plain = True
    if statement.topic in ("applications", "results", "channels"):
        plain = speaks_of_applications(statement.passage, statement.start, statement.end)
    return replace(
        statement,
        period=period,
        sure=_fits(statement) and not _is_narrowed(statement, lead),
        plain=plain,
        lead=lead,
        at_most=statement.key == "handled" or (statement.key == "done" and bool(_MANNER.search(lead))),
    )


def _fits(statement: Statement) -> bool:
    """Whether the unit is one for what is counted, and the figure isn't a manner of speaking."""
    unit = statement.figure.unit
    if (unit in _MONEY) != (statement.key == "fees:") or (statement.topic == "results" and unit == "次"):
        return False
    if statement.topic == "applications" and unit not in _WHOLE_CASES:
        return False
    if statement.value == 1:
        left, right = statement.passage.sentence_at(statement.start)
        return len(_SAYING.findall(statement.passage.text, left, right)) < 2
    return True


def _is_narrowed(statement: Statement, lead: str) -> bool:
    """Whether the words around make it a part of what its key counts, or something else."""
    behind = statement.passage.text[statement.end : statement.end + 8]
    if re.match("[(,，]?(?:不含|不包括|未含)", behind) or _goes_with_another(statement, lead):
        return True
    if statement.topic == "results" and re.search("(?:收到|受理|接到)$", lead):
        return True
    if statement.topic == "appeals" and (_SETTLED.search(lead) or _OUTCOME_BEHIND.match(behind)):
        return True
    if statement.key == "mentioned" and not _ONLY_LEAD.fullmatch(lead):
        return True
    if LEAD.fullmatch(lead):
        return False
    topical = statement.topic in ("applications", "results")
    return len(lead) > _LONG or bool(SUBSET.search(lead) or (topical and _CASES.search(lead)))


_AND = re.compile(
    "(?:提供|公开|处理|信息|申请|案卷|事项|结转|新收|收到|办结|答复)(?:的)?(?:和|及|与|或|以及|加|并)$"
)


def _goes_with_another(statement: Statement, lead: str) -> bool:
    """Whether another thing of the kind stands right in front of it: 无法提供和不予处理共6件."""
    return statement.topic in ("applications", "results") and bool(_AND.search(lead))


_NAMED = re.compile("政府信息公开申请|依申请公开|信息公开申请|申请公开政府信息")


def speaks_of_applications(passage: Passage, start: int, end: int) -> bool:
    """Whether what is said there is said of applications for information.

    It is where they are named with it, and in the part on applications unless something else is named.
    """
    if _NAMED.search(passage.text[start:end]):
        return True
    left, right = segment(passage, start)
    before = passage.text[left:start]
    if "申请" not in passage.text[start:end] and FOREIGN.search(before):
        return False
    if FOREIGN.search(passage.text[max(left, start - 12) : end + 2]):
        return False
    return passage.address == ON_REQUEST or bool(_NAMED.search(passage.text[left:right]))


def segment(passage: Passage, start: int) -> tuple[int, int]:
    """The part of a sentence between semicolons and full stops around a place."""
    left, right = passage.sentence_at(start)
    return max(left, passage.text.rfind("；", left, start) + 1), right
