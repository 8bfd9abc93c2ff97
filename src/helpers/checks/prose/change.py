"""What a text says of the change since last year: 同比增长25%, 比上年多4件, 与上年持平."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from helpers.checks.prose.binding import in_front
from helpers.checks.prose.numerals import Figure, number_of, shares
from helpers.checks.prose.passage import Passage
from helpers.checks.prose.scope import judged
from helpers.checks.prose.statement import Statement

_MORE = "增长|增加|上升|上涨|上扬|攀升|提高|提升|增多|多|增|升"
_LESS = "减少|下降|下跌|缩减|降低|回落|下滑|少|减|降"
_KNOWN = ("applications", "applicants", "appeals", "results", "proactive")
_SOME = re.compile("人|渠道|率|类|关于|涉及|自然人|企业|网|信函|部门")
_SUBJECT = (
    "(?:政府信息公开|依申请公开)?(?:新收|收到)?(?:的)?(?:政府信息公开)?申请(?:的)?(?:总)?(?:量|数量|件数|数)?"
)
_NAMED = "(?:行政)?(?:复议|诉讼|许可|处罚|强制)(?:案件|决定|措施)?(?:办理|作出)?(?:数量|件数|量|数)?"


@lru_cache(maxsize=8)
def changes(year: int) -> re.Pattern[str]:
    """Everything that tells of a change since the year before that one."""
    last = f"(?:上年度?|上一年度?|前一年度?|去年|{year - 1}年度?)"
    number = r"(?P<figure>[\d,.]+|[零一二三四五六七八九十百千两廿]+)(?:件次|件|宗|份|起|例|次)"
    share = (
        r"(?P<share>\d+(?:\.\d+)?%|百分之[零一二三四五六七八九十百点两]+|[1-9一二三四五六七八九两]成半?)"
        r"(?P<after>以上|左右|多)?"
    )
    return re.compile(
        rf"(?:同比|(?:比|较|与|同|在|对照){last}(?:同期|的?基础上)?(?:(?:的|\()(?P<then>\d+|[零一二三四五六七八九十百千两廿]+)件\)?)?(?:相比|比较)?|(?<=件)[，,](?=增长|下降|减少|增加)|[增升涨降跌]幅)[，,]?(?:(?P<late>{_SUBJECT})|(?P<named>{_NAMED}))?"
        rf"(?:有所|略有|略微|略|稍有|小幅|大幅|明显|显著|均|总体|基本|也|又|再|了|为|达|数量|件数|，|约|相比|持续)*"
        rf"(?:(?P<up>{_MORE})|(?P<down>{_LESS}))?(?:了|约|幅度|收到|受理|办结|答复|申请)*(?:为|达到?)?(?:{number}|{share})?"
        rf"(?P<double>翻了?一番|增加一倍|增长一倍)?(?P<level>(?:基本|大致|大体|完全)?(?:持平|相同|一致|相当|不变|没有变化|无变化))?"
        rf"|(?:是|为|达到?|相当于){last}(?:同期)?的(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十]{{1,3}})倍"
        rf"|[由从]{last}?的?(?P<from>\d+|[零一二三四五六七八九十百千两廿]+)件?(?:增加?|上?升|减少?|下?降|增长|提高|回落|下降|上升)(?:至|到|为)"
        r"(?P<to>\d+|[零一二三四五六七八九十百千两廿]+)件"
    )


def subject_of(
    passage: Passage, counts: list[Statement], match: re.Match[str], year: int
) -> Statement | None:
    """Whose change it is: the last count in front of it, or what its own clause names."""
    text = passage.text
    left = max(text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
    before = [each for each in counts if left <= each.figure.start and each.figure.end <= match.start()]
    if before:
        return _counted(text, before, match)
    if match["late"]:
        return _nameless(passage, "applications", "incoming", match.start(), match.start())
    if match["named"]:
        # 与上年相比，行政复议增加3件.
        return _told(passage, match["named"], match.start("named"), year)
    words = text[left : match.start()].rstrip("，,")
    start = max(words.rfind(mark) for mark in "，,、(") + 1
    if _SOME.search(re.sub("申请人?", "", words)):
        return None
    return _told(passage, words[start:], left + start, year)


def _told(passage: Passage, words: str, start: int, year: int) -> Statement | None:
    """What words name, as something whose number isn't given."""
    best = in_front(words, year)
    if best is None or best[0] not in _KNOWN:
        return None
    topic, key, at = best
    key = "incoming" if key == "mentioned" else key
    found = judged(_nameless(passage, topic, key, start + at, start + len(words)), words[:at])
    return found if found.certain else None


def _counted(text: str, before: list[Statement], match: re.Match[str]) -> Statement | None:
    last = before[-1]
    between = _ITS_SHARE.sub("，", text[last.figure.end : match.start()])
    if (
        last.topic == ""
        and len(before) > 1
        and re.search("(?:增加?|减少?|上升|下降|多|少)$", text[: last.figure.start])
    ):
        last = before[-2]
        between = ""
    if len(between) > 8 or re.search("[^，,、()且又的，其中]", between.replace("较", "").replace("数量", "")):
        return None
    return last if last.certain and last.head is None and last.topic in _KNOWN else None


# 不予公开14件，占办结总数的17.7%，比上年减少3件
_ITS_SHARE = re.compile(
    r"^[，,(]占(?:比)?[^，。；、()\d]{0,12}(?:\d+(?:\.\d+)?%|百分之[^，。；、()]{1,8})[)]?[，,]"
)


def _nameless(passage: Passage, topic: str, key: str, start: int, end: int) -> Statement:
    """A statement on a number that the text doesn't give."""
    return Statement(passage, topic, key, Figure(Decimal(0), "件", Decimal(1), "", end, end), start, end)


def agrees(match: re.Match[str], now: Decimal, then: Decimal) -> bool:
    """Whether a change said in words is that from one number to the other."""
    if match["times"]:
        return bool(then) and abs(now / then - (number_of(match["times"]) or 0)) < Decimal("0.06")
    if match["from"]:
        return number_of(match["from"]) == then and number_of(match["to"]) == now
    if match["then"] and number_of(match["then"]) != then:
        return False
    if match["level"]:
        rough = bool(re.match("基本|大|.*相当", match["level"]))
        return abs(now - then) * 5 <= max(now, then) if rough else now == then
    if match["double"]:
        return bool(then) and abs(now / then - 2) < Decimal("0.15")
    if (match["up"] and now <= then) or (match["down"] and now >= then):
        return False
    if match["figure"]:
        return number_of(match["figure"]) == abs(now - then)
    if match["share"]:
        if not then:
            return True
        share = shares(match["share"])[0]
        slack = Decimal(4) if share.step == 5 else share.step * Decimal("1.01")
        loose = match["after"] is not None
        return abs(100 * abs(now - then) / then - share.value) <= (slack if not loose else 10)
    return True
