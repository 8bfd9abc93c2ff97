"""Set phrases whose characters are mixed up, and words of the field with a wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

# Set phrases by their words: the same characters in another order are garbled unless whole words changed places.
_PHRASES = (
    ("政府", "信息", "公开"),
    ("信息", "公开", "工作"),
    ("信息", "公开", "申请"),
    ("工作", "年度", "报告"),
    ("依", "申请", "公开"),
    ("主动", "公开"),
    ("行政", "复议"),
    ("行政", "诉讼"),
    ("总体", "情况"),
    ("监督", "保障"),
    ("规范性", "文件"),
    ("改进", "情况"),
    ("行政", "许可"),
    ("行政", "处罚"),
    ("存在", "的", "主要", "问题"),
)
# Characters that are typed for one another, within the field's own words only.
_ALIKE_SOUND = {
    "府": "俯腑附",
    "信": "姓",
    "申": "审伸",
    "请": "清情",
    "动": "懂",
    "复": "付副附",
    "议": "义仪",
    "诉": "述",
    "讼": "颂诵",
    "范": "犯",
    "件": "伴建",
    "度": "渡",
    "例": "列",
    "障": "章",
    "设": "没",
    "预": "予",
    "决": "绝",
}
_WORDS = "政府信息 人民政府 信息公开条例 依申请公开 主动公开 行政复议 行政诉讼 规范性文件 年度报告 监督保障 平台建设 行政许可决定 政府信息公开申请"


def _misspelt() -> Iterator[str]:
    for word in _WORDS.split():
        for at, character in enumerate(word):
            for wrong in _ALIKE_SOUND.get(character, ""):
                yield word[:at] + wrong + word[at + 1 :]


_GARBLED = re.compile(
    "|".join(sorted(set(_misspelt())))
    + "|政府信公开|政府息公开|政府信息公(?![开開布示共告众平正文职证])|政府信息开(?![展放发设通])|政府信息(?:工开|公天|公并)|申情公开|信访举报头诉|主动公天|"
    "(?:及|和|与|、|问题|存在)改情况|其进他|年度报告告|因公开政府|公众号号|帐号|台帐|既使|按排|布署|布暑|做为|座落|"
    "公开工做|工作机质|体制机质|门户网占|公开指难|公开目陆|政策解毒|政物公开|《条列》|条列(?:第|规定)|主动公布开|公布开政府|"
    "锟斤拷|烫烫|屯屯屯|�|"
    "(?<!\\d)\\d{3}年(?=\\d{1,2}月)|(?:^|(?<=[。；\\n]))2\\d\\d年(?=[，,度]|我|全)|(?<!\\d)20\\d{3,}月|(?<!\\d)\\d{5}年"
)


def garbled(value: str) -> Iterator[tuple[int, int, str]]:
    """Every garbled phrase: where, and what it is in Chinese."""
    for words, pattern in _SHUFFLED:
        whole = "".join(words)
        for match in pattern.finditer(value):
            run = match[0]
            for index in range(len(run) - len(whole) + 1):
                window = run[index : index + len(whole)]
                if window != whole and sorted(window) == sorted(whole) and not _of_words(window, words):
                    if whole in run[max(0, index - len(whole) + 1) : index + 2 * len(whole) - 1]:
                        continue
                    yield match.start() + index, match.start() + index + len(whole), f"像是“{whole}”写乱了"
                    break
    for match in _GARBLED.finditer(value):
        yield match.start(), match.end(), "像有错字、漏字或多字"


_SHUFFLED = tuple((words, re.compile(f"[{''.join(words)}]{{{len(''.join(words))},}}")) for words in _PHRASES)


def _of_words(window: str, words: tuple[str, ...]) -> bool:
    """Whether the window is made of whole words in some order, perhaps cut at both ends."""
    orders = ["".join(order) for order in permutations(words)]
    return any(window[at:] + window[:at] in orders for at in range(len(window)))
