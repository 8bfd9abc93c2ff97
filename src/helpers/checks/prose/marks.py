"""Marks that are doubled, half-width or without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHINESE = "\u4e00-\u9fff"
_MARKS = re.compile(
    r"，，|、、|；；|：：|,,|，。|。，|、，|，、|。、|、。|；。|。；|(?<!。)。。(?!。)|；，|，；|？？？|！！"
)
_HALF = re.compile(
    rf"(?<=[{_CHINESE}”》）])[,;:?!](?=[{_CHINESE}“《（])|(?<=[{_CHINESE}])(?<![一二三四五六七八九十])\.(?=[{_CHINESE}]|\s*$)"
)
_PAIRS = {"”": "“", "’": "‘", "》": "《", "）": "（", "】": "【", "〕": "〔", "』": "『", "」": "「"}
_HALF_PAIRS = {")": "(", "]": "["}
_ALL_PAIRS = _PAIRS | _HALF_PAIRS
_OPENING = frozenset(_ALL_PAIRS.values())
_PARAGRAPH = re.compile(
    r"(?<=\n)(?=[ \t]*(?:\n|[-*+•][ \t]|#{1,6}[ \t]|\d{1,2}[.)、．]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|[|]))"
)
"""Where a new paragraph or point begins; a mark may be closed on the next line of the same one."""
_BRACKETS = re.compile("[" + re.escape("".join(sorted({*_ALL_PAIRS, *_OPENING}))) + "]")
_ALIKE = {"(": "（", "（": "（", ")": "）", "）": "）"}


def wrong_marks(value: str) -> Iterator[tuple[int, int, str]]:
    """Every mark that is doubled or half-width: where, and what it is in Chinese."""
    for match in _MARKS.finditer(value):
        yield match.start(), match.end(), "标点重复或连用"
    for match in _HALF.finditer(value):
        yield match.start(), match.end(), "是半角标点，应为全角"


def unpaired(value: str) -> Iterator[tuple[int, int, str]]:
    """Every bracket or quotation mark without its other half: where, and what it is in Chinese."""
    offset = 0
    for line in _PARAGRAPH.split(value):
        stack: list[tuple[str, int]] = []
        for index, character in ((found.start(), found[0]) for found in _BRACKETS.finditer(line)):
            if character in _OPENING:
                if stack and stack[-1][0] == character and character in "“‘《":
                    yield offset + stack[-1][1], offset + stack[-1][1] + 1, f"的“{_named(character)}”没有配对"
                    stack.pop()
                stack.append((character, index))
            elif character in _ALL_PAIRS:
                opening = _ALL_PAIRS[character]
                if stack and _ALIKE.get(stack[-1][0], stack[-1][0]) == _ALIKE.get(opening, opening):
                    opened, _ = stack.pop()
                    if opened != opening:
                        yield offset + index, offset + index + 1, "的括号一半是全角、一半是半角"
                elif not _is_numbering(line, index):
                    yield offset + index, offset + index + 1, f"的“{_named(character)}”没有配对"
        for character, index in stack:
            yield offset + index, offset + index + 1, f"的“{_named(character)}”没有配对"
        offset += len(line)


def _named(character: str) -> str:
    if character in "“”":
        return "引号"
    return "书名号" if character in "《》" else "引号" if character in "‘’" else "括号"


def _is_numbering(line: str, index: int) -> bool:
    """Whether a closing bracket follows a number at the head of a point: 1）, 一)."""
    return line[index] in ")）" and bool(
        re.search(r"(?:^|[。；，：\s])(?:\d{1,2}|[一二三四五六七八九十])$", line[:index])
    )
