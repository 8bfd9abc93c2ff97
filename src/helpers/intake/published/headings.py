"""Headings of a report, told by what they mean: the six sections, and what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.form import EDITIONS
from helpers.intake.published.words import bare, simplified

if TYPE_CHECKING:
    from helpers.intake.published.source import Line

_LONGEST = 42
_LONGEST_TITLE = 30
_LONGEST_COUNTED = 14
_MAIN = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,2}(?:[、.．:：]|部分)|[IVX]{1,4}[、.])")
_SUB = re.compile(r"^\s*(?:[(（]\s*[一二三四五六七八九十]{1,2}\s*[)）]|[(（]\s*\d{1,2}\s*[)）])\s*[、.．]?")
_COUNTED = re.compile(r"^\s*(?:\d{1,2}\s*[、.．]|[(（]\s*\d{1,2}\s*[)）]\s*[、.．]?)")
_SENTENCE = re.compile(r"[。；;！!？?]")

# What a section's heading says, whatever its number and its exact words: the first that fits counts.
_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("appeals", re.compile(r"复议.{0,12}诉讼|诉讼.{0,12}复议")),
    ("applications", re.compile(r"(?:收到|处理|受理).{0,14}申请|申请.{0,8}(?:收到|处理)")),
    (
        "shortcomings",
        re.compile(r"问题.{0,14}(?:改进|措施|整改|打算)|存在的?(?:主要)?问题|(?:问题|不足)(?:及|和|与)"),
    ),
    ("other", re.compile(r"其他.{0,4}(?:需要?)?报告.{0,4}|其他(?:有关)?事项|需要(?:说明|报告)的其他")),
    ("overview", re.compile(r"^(?:总体|基本|整体|工作)(?:工作)?(?:情况|概况)|^概述$|^总体$")),
    (
        "proactive",
        re.compile(
            r"主动公开.{0,4}(?:政府)?信息.{0,3}情况|^(?:政府信息)?主动公开(?:政府信息)?(?:工作)?情况$"
        ),
    ),
)

_PARTS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "overview": (
        ("on_request", re.compile(r"依(?:法)?申请公开|申请公开")),
        ("proactive", re.compile(r"主动公开")),
        ("platform", re.compile(r"平台|载体")),
        ("oversight", re.compile(r"监督|保障")),
        ("management", re.compile(r"信息(?:资源)?(?:规范化)?管理|管理")),
    ),
    "shortcomings": (
        ("problems", re.compile(r"问题|(?:存在|主要).{0,4}不足|不足之处|^不足")),
        ("improvements", re.compile(r"改进|整改|打算|下一步|措施(?:$|[与和及、]|情况|方面|建议)")),
    ),
}


@dataclass(frozen=True)
class Heading:
    """A heading of a report.

    Attributes:
        section: Key of the section that it opens, empty where it opens a part.
        part: Key of the part, empty where it is none that the form knows.
        title: Its words without numbering.
        rest: Text that stands in the same paragraph behind it.
        numbered: Whether it has a numbering of the kind （一） or (1).
    """

    section: str = ""
    part: str = ""
    title: str = ""
    rest: str = ""
    numbered: bool = False


@lru_cache(maxsize=1)
def _official() -> dict[str, str]:
    """The sections by their official bare titles."""
    return {bare(section.title): section.key for form in EDITIONS.values() for section in form.sections}


def section_of(text: str, level: int = 0) -> str | None:
    """The section that a text is the heading of.

    Args:
        text: A line or paragraph.
        level: Level of a heading where the format says that it is one.
    """
    # Blanks between the letters of a heading spread it over the line: 总 体 情 况.
    text = "".join(text.split())
    if len(text) > _LONGEST or _SENTENCE.search(text.strip().rstrip("。；;：:")):
        return None
    word = bare(text)
    if word in _official():
        return _official()[word]
    if not (_MAIN.match(simplified(text)) or level):
        return None
    if _SUB.match(simplified(text)) or "本年新收" in word or "本年度办理" in word or "结转" in word:
        return None
    for key, pattern in _SECTIONS:
        if pattern.search(word):
            return key
    return None


def main_heading(line: Line) -> Heading | None:
    """The section's heading that a line is, with the text that may stand behind it in the same paragraph."""
    text = line.text.strip()
    if key := section_of(text, line.level if line.level and line.level <= 2 else 0):
        return Heading(section=key, title=text)
    cut = re.match(r"^(.{4,40}?)(?:[：:。]|\s{1,}|\u3000)(.+)$", text, re.DOTALL)
    if cut and _MAIN.match(simplified(text)) and bare(cut[1]) in _official():
        return Heading(section=_official()[bare(cut[1])], title=cut[1], rest=cut[2].strip())
    return None


def part_heading(line: Line, section: str, *, counted: bool = True) -> Heading | None:
    """The heading of a part below a section that a line is.

    Args:
        line: The line.
        section: Key of the section that it stands in.
        counted: Whether 1. or (1) may number a part; they don't where the parts are numbered （一）.
    """
    text = line.text.strip()
    plain = simplified(text)
    by_count = False
    numbering = None if _COUNTED.match(plain) else _SUB.match(plain)
    if numbering is None and counted and _COUNTED.match(plain) and not line.item:
        numbering, by_count = _COUNTED.match(plain), True
    if numbering is None and line.level < 2 and not _looks_like_title(text, section):
        return None
    offset = _numbering_length(text) if numbering else 0
    title, rest = _cut(text[offset:])
    if title is None:
        return None
    if by_count and not rest and text.endswith("。") and bare(title) not in _titles(section):
        return None
    # 1. is the office's own count unless it says what a part says.
    part = _part(title, section)
    if not part and (by_count or rest):
        return None
    if by_count and len(title) > _LONGEST_COUNTED:
        return None
    return Heading(part=part, title=title, rest=rest, numbered=numbering is not None and not by_count)


def _numbering_length(text: str) -> int:
    found = re.match(
        r"^\s*(?:[(（]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]\s*[、.．]?|\d{1,2}\s*[、.．])\s*", text
    )
    return found.end() if found else 0


def _cut(text: str) -> tuple[str | None, str]:
    """A heading and the text behind it, None where the text is no heading."""
    text = text.strip()
    found = re.match(r"^([^。；：:，,]{2,24})[。：:]\s*(.+)$", text, re.DOTALL)
    if found:
        return found[1].strip(), found[2]
    if len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text.rstrip("。；;：:")):
        return text.rstrip("。；;：: "), ""
    return None, ""


def _part(title: str, section: str) -> str:
    word = bare(title)
    return next((key for key, pattern in _PARTS.get(section, ()) if pattern.search(word)), "")


def _looks_like_title(text: str, section: str) -> bool:
    """Whether a line without numbering is a heading all the same: short, and the form's own words."""
    word = bare(text)
    return len(text) <= 20 and not _SENTENCE.search(text) and word in _titles(section)


@lru_cache(maxsize=8)
def _titles(section: str) -> frozenset[str]:
    own = {
        bare(part.title)
        for form in EDITIONS.values()
        for described in form.sections
        if described.key == section
        for part in described.parts
        if part.title
    }
    extra = {
        "problems": ("存在的问题", "主要问题", "存在的主要问题", "存在问题"),
        "improvements": ("改进情况", "改进措施", "下一步改进措施", "下一步工作打算"),
    }
    if section == "shortcomings":
        own |= {word for words in extra.values() for word in words}
    return frozenset(own | {f"{word}情况" for word in own} | {f"{word}方面" for word in own})
