"""What time a place in a text speaks of: the report's year, last year, a part of a year."""

from __future__ import annotations

import re
from functools import lru_cache

_NEAR = 200
"""How far back a word still governs, in characters: sentences are shorter, hostile ones aren't."""

_COMPARED = "(?:比|较|同|与|和|由|自|于|从|沿袭|延续|承接|结转自)"


def period_at(text: str, at: int, year: int) -> str:
    """What time a place in a text speaks of: the last that its sentence names before it."""
    near = max(0, at - _NEAR)
    left = near
    for mark in "。！？；\n":
        left = max(left, text.rfind(mark, left, at) + 1)
    period = "year"
    for match in _periods(year).finditer(text, left, at):
        if match.lastgroup != "skip":
            period = match.lastgroup or period
    return period


@lru_cache(maxsize=16)
def _periods(year: int) -> re.Pattern[str]:
    last = f"上年|上一?年度?|去年|{year - 1}年"
    return re.compile(
        f"(?P<skip>(?:今年|本年度?|年初|一年)以来|{_COMPARED}(?:{last}|20\\d\\d年)度?|(?:{last})度?(?:年?[底末])?(?:尚|仍)?(?:(?:未办结|未答复)?(?:、|的)?(?:申请)?(?:结转|转入|转来|遗留|留下|积存|余下|无结转|没有结转|接转|跨年)|未(?:办结|答复|办完|办理完毕)的)"
        f"|(?:{last})1[12]月(?:份|底|中旬|下旬|上旬)?(?:收到|提交|登记|受理)|20\\d\\d年(?:版|第)"
        f"|(?:结转|转|延|留|移|跨|留待|顺延)(?:入|至|到|待)*(?:{year + 1}年|次年|明年|来年|下一?年))"
        f"|(?P<year>全年|本年度?|今年|年内|当年|{year}年(?:度|全年)?(?!\\d)|截至(?:{year}年)?(?:12月31日|年底|年末|12月底))"
        f"|(?P<last>(?:{last})度?(?:全年)?(?!\\d{{1,2}}月))"
        f"|(?P<other>次年|明年|下一?年度?(?=答|办)|(?:19|20)\\d\\d年(?!{year})|历年|(?:近|最近|过去)[两二三四五][个]?年|以来|任期内|累计至今)"
        r"|(?P<part>[上下]半年|第?[一二三四1-4]季度|首季|\d{1,2}月(?!31日)(?:份|底|初|[上中下]旬)?|"
        r"[每][周月季天日]|[月日周季]均|平均|当月|高峰期|截至(?!.{0,5}(?:12月31日|年底|年末)))"
    )
