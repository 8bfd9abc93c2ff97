"""Slips of the pen in Chinese: doubled words, garbled set phrases, marks that don't pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

# Characters that hardly ever begin a word, with those that follow where they do: doubled before anything else they
# are a slip. Others meet too often at the border of two words (公开开展, 会议议定) for a rule to tell.
_SECOND = {
    "的": "确士",
    "了": "解如结",
    "和": "谐气平睦解",
    "及": "时格早至第",
    "是": "否非",
    "我": "们国市县区局镇乡街办委省院校",
    "在": "线岗职校编册建办场地途",
    "们": "",
    "将": "来近要",
    "被": "告",
    "也": "",
    "都": "市",
    "而": "且",
    "且": "",
    "之": "间前后内外一中",
    "该": "项局镇",
    "这": "些个",
    "那": "",
    "性": "能质别格",
    "化": "解学工肥验纤妆",
    "者": "",
    "度": "假量过汛夏",
    "府": "",
    "况": "且",
    "息": "息",
    "照": "片明顾常旧相护会料应搬单",
    "果": "断蔬树园业农实品木真然",
    "善": "于后意待良治政举",
    "策": "划略",
    "织": "密牢布造就",
    "务": "实必工农求虚请",
    "镇": "区域级长里党村政直情属纪人街办机干便卫",
    "局": "长机党属域领务内面直系纪班办干",
    "心": "理声愿得贴态脏灵系中思细境里",
    "众": "多筹",
    "段": "落长",
    "栏": "目杆",
    "督": "促查办导察学战",
    "站": "点长台位在得立",
    "构": "建成筑想",
    "案": "件卷例由头情",
    "准": "确备入则时予许绳",
    "复": "议核印查审工杂函制习试合垦兴",
    "求": "助真是实职知学",
    "展": "示开现览板望播出",
    "强": "化调制度势烈力大弱",
    "障": "碍",
    "诉": "讼求状苦",
    "续": "办期签保建约航",
    "识": "别字破",
    "围": "绕墙挡",
    "核": "实查对心准验定减算酸",
    "审": "查核批计议理慎判定阅改结",
    "划": "分定转入拨算清",
    "标": "准识注题的志签本语杆兵牌记",
    "传": "播统达递承染真输媒唤感导",
    "责": "任令成",
    "权": "利力限责益属威重证",
    "络": "绎",
    "账": "号户单目",
    "优": "化先势质秀惠良抚",
    "健": "全康身步",
    "效": "果率能力益应仿",
    "率": "先达队领真",
    "稿": "件纸",
    "训": "练话诫",
    "媒": "体介",
    "键": "盘",
    "促": "进使成销膳",
    "断": "链层开点档电崖",
    "落": "实地户细后款脚成差",
    "改": "革进善造正版变建制为编扩",
    "期": "限间末刊待满货",
    "例": "如会行外证",
    "关": "于键系注心联爱停口节闭怀切",
    "确": "保定认权实需有立凿",
    "维": "护持修权稳系",
    "目": "标录前的光次",
    "项": "目",
    "容": "易量貌纳忍",
    "密": "切集码度级闭封",
    "置": "换于顶业",
    "响": "应亮",
    "贯": "彻穿通",
    "彻": "底查",
    "筹": "划措备集建",
    "晰": "",
    "推": "",
    "完": "",
    "坚": "",
    "拓": "",
    "充": "电",
}
_CHINESE = "\u4e00-\u9fff"
_DOUBLE = re.compile(rf"([{_CHINESE}])\1")
_REPEAT = re.compile(rf"([{_CHINESE}]{{2,8}})\1")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万两")
# Words whose last character is doubled by a slip more often than it begins the next word; what may follow it where
# it does: 公开开展, 及时时.
_TAILS = {
    "公开": "展放设发通始启会工学业辟支拓诚",
    "及时": "",
    "信息": "息",
    "政府": "",
    "报告": "知诉别示",
    "申请": "示求教假",
    "平台": "账式阶湾",
    "建设": "立置备施计定",
    "情况": "且",
    "管理": "念论由顺清解事赔财应",
    "办理": "念论由顺清解事赔财应",
    "服务": "实必工农求虚请",
    "监督": "促查办导察学战",
    "制度": "假量过汛夏",
}
_TAILED = re.compile(
    "|".join(
        f"{word}{word[-1]}(?!{'[' + after + ']' if after else '(?!)'})" for word, after in _TAILS.items()
    )
)
# What follows where 政府政府… is rightly written.
_AFTER_REPEAT = re.compile("信息|网站|公报|采购|门户|办公|服务|工作|部门|职能|文件|购买|开放|数据|会议|热线")

# Set phrases by their words: the same characters in another order are garbled unless whole words changed places.
_PHRASES = (
    ("政府", "信息", "公开"),
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
    + "|政府信公开|政府息公开|政府信息公(?![开布示共告众平正文职证])|政府信息开(?![展放发设通])|政府信息(?:工开|公天|公并)|申情公开|信访举报头诉|主动公天|"
    "(?:及|和|与|、|问题|存在)改情况|其进他|年度报告告|因公开政府|公众号号|帐号|台帐|既使|按排|布署|布暑|做为|座落|"
    "(?<!\\d)\\d{3}年(?=\\d{1,2}月)|(?<!\\d)20\\d{3,}月|(?<!\\d)\\d{5}年"
)
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


def slips(value: str) -> Iterator[tuple[int, int, str]]:
    """Every slip of a text: where it stands and what it is, in Chinese."""
    found = sorted([*_doubled(value), *_garbled(value), *_marks(value), *_unpaired(value)])
    until = -1
    for start, end, what in found:
        if start >= until:
            yield start, end, what
            until = end


def _doubled(value: str) -> Iterator[tuple[int, int, str]]:
    for match in _DOUBLE.finditer(value):
        start, end = match.span()
        follows = _SECOND.get(match[1])
        behind, before = value[end : end + 2], value[max(0, start - 2) : start]
        # 扎扎实实, 实实在在
        fourfold = (len(behind) == 2 and behind[0] == behind[1]) or (
            len(before) == 2 and before[0] == before[1]
        )
        fourfold = fourfold or before.endswith("一")
        if follows is not None and not fourfold and (not behind or behind[0] not in follows):
            yield start, end, f"“{match[1]}”字重复"
    for match in _TAILED.finditer(value):
        yield match.end() - 2, match.end(), f"“{match[0][-1]}”字重复"
    for match in _REPEAT.finditer(value):
        word = match[1]
        legit = (
            (word == "政府" and _AFTER_REPEAT.match(value, match.end()))
            or len(set(word)) < len(word)
            or word[0] in "一逐"
        )
        if not legit:
            yield match.start(), match.end(), f"“{word}”重复"


def _garbled(value: str) -> Iterator[tuple[int, int, str]]:
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


def _marks(value: str) -> Iterator[tuple[int, int, str]]:
    for match in _MARKS.finditer(value):
        yield match.start(), match.end(), "标点重复或连用"
    for match in _HALF.finditer(value):
        yield match.start(), match.end(), "是半角标点，应为全角"


def _unpaired(value: str) -> Iterator[tuple[int, int, str]]:
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
                    stack.pop()
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
