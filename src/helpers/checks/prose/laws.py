"""Laws that a text cites: the regulation by another name, number or article than its own, and repealed laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.checks.prose.numerals import number_of

_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十百]{1,5}|\d{1,3})条")
_REPORTING = (49, 50)
"""The regulation's articles on annual reports; before 2019 they were others."""
_CITED = re.compile(
    r"(?:政府信息公开条例|《条例》?|(?<![一-鿿])条例)[》〉]?(?:\([^()]{0,40}\))?[》〉]?(?:的)?(?=第)"
)
_MADE = re.compile(
    "(?:编制|编写|撰写|形成|公布|发布|起草)[^。；]{0,24}(?:年度报告|年报|本报告)|(?:本报告|年报|年度报告)[^。；]{0,80}(?:编制|编写|撰写)"
)
_LOCAL = re.compile(r"(?<!中华人民共和国)(?:省|市|自治区|州)(?:实施)?$")
_MISNAMED = re.compile(
    r"中华人民共和国(?!政府信息公开(?:条例|工作))(?:政务信息公开|政务公开|信息公开|政府公开|政府信息|政府信息公开工作)(?:条例|法)(?!实施)"
)
_OLD_DECREE = re.compile(r"国务院(?:第)?492号?令|国务院令\(?(?:第)?492号")
# Repealed by the Civil Code from 1 January 2021 on (its article 1260).
_REPEALED = re.compile(
    "《(?:中华人民共和国)?(?:民法通则|民法总则|合同法|物权法|婚姻法|继承法|收养法|担保法|侵权责任法)》"
)


def laws_miscited(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    """Every citation of a law that is wrong for a report of that year: where, and what is wrong, in Chinese.

    The regulation is 政府信息公开条例 as revised in 2019 (国务院令第711号).

    Args:
        text: A passage's text.
        year: The report year.
    """
    for match in _MISNAMED.finditer(text):
        yield *match.span(), "法规的名称是《中华人民共和国政府信息公开条例》"
    if year >= 2019:
        for match in _OLD_DECREE.finditer(text):
            yield *match.span(), "现行条例以国务院令第711号公布"
        yield from _wrong_articles(text)
    if year >= 2021:
        for match in _REPEALED.finditer(text):
            yield *match.span(), "该法自 2021 年 1 月 1 日起由《民法典》取代"


def _wrong_articles(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a report is made by an article that isn't on reports, and by none that is."""
    for match in _CITED.finditer(text):
        left = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        right = min((at for mark in "。；\n" if (at := text.find(mark, match.end())) >= 0), default=len(text))
        clause = text[left:right]
        found = list(_ARTICLE.finditer(text, match.end(), right))
        if not _MADE.search(clause) or _LOCAL.search(text[left : match.start()]) or not found:
            continue
        articles = [int(number_of(each["number"]) or 0) for each in found]
        if "至" in text[found[0].end() : found[-1].start()] and articles[0] <= _REPORTING[0] <= articles[-1]:
            continue
        if not set(articles) & set(_REPORTING):
            yield match.start(), found[-1].end(), "条例关于年度报告的是第四十九条、第五十条"
