"""Words as they are compared: without width, variants of characters, numbering, punctuation and remarks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TRADITIONAL = str.maketrans(
    "條項規製發廢現範檔數許處決懲強徵費單積額購採據關係為與於類請況產業學機構會務團體總計舊轉結續辦繼"
    "開圍區處這種情無屬國穩違護權內過執檢詢沒須補齊確認類訪舉報訴復複書當獲覆議訟維糾們其餘審問題進"
    "應該團隊門戶網監導規則標準別說見術員責動態訂職論構實點個幾設聯絡電備給簽對壞壓義禮劃變長驗餘額"
    "鎮鄉縣衛體風龍馬橋嶺島溝莊陽陰寧蘭慶漢濱濟營農漁稅統計劉張趙陳黃楊吳鄭"
    "罰財質園閱頁願從參約緊還讓並併佈導師歷屆後裡裏臺灣廣東萬億兩雙層線級組織聽講話語讀寫調談證評識詞試詳誠誤註記許設訊託討訂",
    "条项规制发废现范档数许处决惩强征费单积额购采据关系为与于类请况产业学机构会务团体总计旧转结续办继"
    "开围区处这种情无属国稳违护权内过执检询没须补齐确认类访举报诉复复书当获复议讼维纠们其余审问题进"
    "应该团队门户网监导规则标准别说见术员责动态订职论构实点个几设联络电备给签对坏压义礼划变长验余额"
    "镇乡县卫体风龙马桥岭岛沟庄阳阴宁兰庆汉滨济营农渔税统计刘张赵陈黄杨吴郑"
    "罚财质园阅页愿从参约紧还让并并布导师历届后里里台湾广东万亿两双层线级组织听讲话语读写调谈证评识词试详诚误注记许设讯托讨订",
)
"""Traditional characters of the official form's labels and headings, and of words around them."""

_PHONETIC = re.compile(r"(?<=[\u3400-\u9fff])[（(][a-zü\u00e0-\u01dc\u0101-\u016b]{1,6}[)）]")
"""What mirror pages put behind a character: 發(fā)."""

_REMARK = re.compile(r"\([^()]*\)")
_UNCLOSED = re.compile(r"\(.*$", re.DOTALL)
_ORDINAL = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．,，:：]|[（(]\s*[一二三四五六七八九十\d]{1,2}\s*[)）][、.．]?"
    r"|\d{1,2}\s*[、.．)）]|[①-⑳])\s*"
)
_NOT_WORD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")

_SAME = (
    ("其它", "其他"),
    ("转结", "结转"),
    ("规范性档案", "规范性文件"),
    ("合计", "总计"),
)


def simplified(text: str) -> str:
    """The text in simplified characters of usual width, without phonetic noise; for comparing only."""
    text = unicodedata.normalize("NFKC", _PHONETIC.sub("", text))
    return text.translate(_TRADITIONAL)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The word that a label or heading is, without numbering, remarks in brackets, blanks and punctuation.

    `(二) 部分公开 (区分处理的, …)` and `（二）部分公开` are both 部分公开.
    """
    text = simplified(text)
    text = _ORDINAL.sub("", text.strip())
    text = _ORDINAL.sub("", text)
    while text != (text := _REMARK.sub("", text)):
        pass
    text = _NOT_WORD.sub("", _UNCLOSED.sub("", text))
    for variant, usual in _SAME:
        text = text.replace(variant, usual)
    return text


def numbered(text: str) -> bool:
    """Whether a numbering stands before the word: 3.其他, （七）总计."""
    return _ORDINAL.match(simplified(text).strip()) is not None


def noises(text: str) -> list[str]:
    """What had to be overlooked to read the word, in Chinese; empty where it is written as usual."""
    found = []
    if _PHONETIC.search(text):
        found.append("字后夹有注音")
    elif unicodedata.normalize("NFKC", text).translate(_TRADITIONAL) != unicodedata.normalize("NFKC", text):
        found.append("繁体字")
    return found
