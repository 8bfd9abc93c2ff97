"""Figures as Chinese prose writes them: 23, 1,024, 二十三, 廿三, 一百零五, 1.2万, 百分之三点三, 六成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_TENS = {"廿": "二十", "卅": "三十"}
_SPAN = re.compile("一[两二]|[两二]三|三[四五]|四五|五六|六七|七八|八九|百十|十百")
_FEW = frozenset("两二三四五六七八九2345678")

CHINESE = "零〇一二三四五六七八九十百千两廿卅"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = rf"(?:{_ARABIC}|[{CHINESE}]{{1,12}}(?:点[{CHINESE}]{{1,4}})?)"
_LESS = "不足|不到|不超过|至多|最多|近|将近|接近|未满|少于"
_MORE = "超过?|逾|不下于?|不少于|不低于|至少|多于|高于|突破"
_ABOUT = "大?约|大概|左右|上下"
UNITS = "件次|人次|场次|万元|件|宗|份|起|例|次|条|项|个|元|篇|期|场|种|类|人|名|部|则|幅|处|轮|页|批|户|家|天|小时"

FIGURE = re.compile(
    rf"(?P<figure>{_FIGURE})(?P<power>[万亿])?(?P<more>余|多|来)?(?P<late>[万亿])?(?:\(\d+\))?(?P<few>几)?(?P<unit>{UNITS})(?:\(次\))?(?P<after>以上|以下|左右|上下|余|多)?"
)
"""A figure with its unit; what is a part of a word (第一, 统一) has to be told from it (`figures`)."""
_BEFORE = re.compile(f"(?P<before>{_LESS}|{_MORE}|大?约|大概)(?:为|达到?了?)?$")

SHARE = re.compile(
    rf"(?P<before>{_LESS}|{_MORE}|大?约|大概)?(?:为|达到?)?"
    rf"(?:(?P<percent>\d+(?:\.\d+)?)%|百分之(?P<words>[{CHINESE}]{{1,6}}(?:点[{CHINESE}]{{1,4}})?)|(?P<tenths>[一二三四五六七八九两十]|(?<![\d.])[1-9])成(?P<half>半)?)"
    rf"(?P<after>以上|以下|左右|上下|多|余)?"
)
_TOGETHER = re.compile(
    "(?:渠道|平台|方面|途径|方式|部分|项目|类别)?(?:的)?(?:共|合计|总计|之和|相加|加起来|占)"
)
BARE = re.compile(
    rf"(?:(?<=[一-鿿:”])(?<![第月号条至到])(?<!(?<![下次明])年)(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})"
    rf"|(?<=[为是:共计])(?P<words>[{CHINESE}]{{1,6}}))(?=[，,。；、;)\n]|$)"
)
"""A figure without a unit, where nothing but a mark follows: 公开10、部分公开2; 结转数为0."""
_NOT_A_FIGURE = re.compile(r"[第统唯单逐专同\d—–~\-/.]$|进一$|[\d月日年](?:至|到)$|\d$")


@dataclass(frozen=True)
class Figure:
    """A figure with a unit in a passage.

    Attributes:
        value: What it says.
        unit: 件, 条, 元, …; % for a share.
        step: What the last written digit counts; for a share in tenths ten per cent.
        about: Empty where it is exact; < for 不足, > for 余 and 以上, ~ for 约.
        start: Where it begins.
        end: Where it ends, its unit included.
    """

    value: Decimal
    unit: str
    step: Decimal
    about: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether nothing is said to make it rough."""
        return not self.about

    def allows(self, number: Decimal | int, slack: Decimal = Decimal(0)) -> bool:
        """Whether the number is what the figure says, give or take a slack."""
        gap = number - self.value
        if self.about == "<":
            return gap <= slack
        if self.about == ">":
            return gap >= -slack
        if self.about == "~":
            return abs(gap) <= max(self.step, self.value / 10) + slack
        return abs(gap) <= slack


def number_of(words: str) -> Decimal | None:
    """The number that Arabic or Chinese digits write; None where they write none."""
    plain = words.replace(",", "")
    if plain.replace(".", "", 1).isdecimal() and plain.isascii():
        return Decimal(plain) if len(plain) < 16 else None
    whole, _, fraction = words.partition("点")
    number = _whole(whole)
    if number is None or not fraction:
        return None if number is None else Decimal(number)
    if any(character not in _DIGITS for character in fraction):
        return None
    return Decimal(f"{number}." + "".join(str(_DIGITS[character]) for character in fraction))


def _whole(words: str) -> int | None:
    for short, long in _TENS.items():
        words = words.replace(short, long)
    if len(words) > 1 and all(character in _DIGITS for character in words):
        return int("".join(str(_DIGITS[character]) for character in words[:12]))
    total, section, digit = 0, 0, None
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _POWERS:
            section += (1 if digit is None else digit) * _POWERS[character]
            digit = None
        else:
            return None
    # 一百五 is 150, 一百零五 is 105.
    tail = digit or 0
    if digit and len(words) > 1 and words[-2] in "百千":
        tail = digit * _POWERS[words[-2]] // 10
    return total + section + tail


def figures(text: str) -> list[Figure]:
    """Every figure with a unit, in order."""
    found = []
    for match in FIGURE.finditer(text):
        start = match.start("figure")
        if match["unit"] in "类项者个种" and match["figure"] in _FEW and _TOGETHER.match(text, match.end()):
            continue
        if match["few"] or _NOT_A_FIGURE.search(text[max(0, start - 3) : start]):
            continue
        if match["figure"] == "一" and text[max(0, start - 2) : start].endswith(("没有", "无", "未", "未有")):
            continue
        value = number_of(match["figure"])
        if value is None:
            continue
        step = Decimal(1).scaleb(-len(match["figure"].partition(".")[2]))
        power = _MYRIADS.get(match["power"] or match["late"] or "", 1)
        before = _BEFORE.search(text, max(0, start - 6), start)
        said = before["before"] if before else ""
        if match["figure"][0] in "百千万" and text[start - 1 : start] == "上":
            said = "超"
        about = _about(said, (match["more"] or "") + (match["after"] or ""))
        if _SPAN.search(match["figure"]):
            # 三五件, 七八十件: some.
            about = "~"
        begin = before.start() if before else start
        found.append(Figure(value * power, match["unit"], step * power, about, begin, match.end()))
    return found


def bare_figures(text: str) -> list[Figure]:
    """Every figure without a unit that could count something, in order."""
    found = []
    for match in BARE.finditer(text):
        value = number_of(match["figure"] or match["words"])
        if value is not None:
            found.append(Figure(value, "", Decimal(1), "", match.start(), match.end()))
    return found


def shares(text: str) -> list[Figure]:
    """Every share in per cent or tenths, in order."""
    found = []
    for match in SHARE.finditer(text):
        if match["percent"]:
            value, step = (
                Decimal(match["percent"]),
                Decimal(1).scaleb(-len(match["percent"].partition(".")[2])),
            )
        elif match["words"]:
            number = number_of(match["words"])
            if number is None:
                continue
            value, step = number, Decimal(1).scaleb(-len(match["words"].partition("点")[2]))
        else:
            value, step = 10 * (number_of(match["tenths"]) or Decimal(0)), Decimal(5)
            value += 5 if match["half"] else 0
        about = _about(match["before"] or "", match["after"] or "")
        found.append(Figure(value, "%", step, about, match.start(), match.end()))
    return found


def _about(before: str, after: str) -> str:
    if re.fullmatch(_LESS, before) or after == "以下":
        return "<"
    if re.match("超|逾|至少|多于|高于|突破", before) or after in ("以上", "余", "多"):
        return ">"
    return "~" if before or after else ""
