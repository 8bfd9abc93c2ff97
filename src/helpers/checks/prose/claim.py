"""What a text claims without a figure: that there was none of something, or that all of it went one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.checks.prose.passage import Passage
from helpers.checks.prose.period import period_at
from helpers.checks.prose.statement import ON_REQUEST, segment
from helpers.checks.prose.terms import FOREIGN
from helpers.checks.prose.terms.claims import ALL, NONE

_NARROW = re.compile(
    "自然人|法人|企业|公司|律师|科研|公益|社会组织|法律服务|网络|互联网|网上|信函|邮寄|当面|窗口|征地|拆迁|领域|小区|社区|学校|下属|所属|辖区|(?<!本)(?<!各)部门|涉及.{2,}的"
)
_UNLESS = re.compile(
    "除|其余|到期|力争|确保|要求(?!.{0,6}公开)|争取|应当|必须|努力|将|如果|若|凡|保证|目标|计划"
)


@dataclass(frozen=True)
class Claim:
    """A claim without a figure.

    Attributes:
        passage: Where it stands.
        kind: `none` or `all`.
        key: What there is none of, or how all went.
        start: Where it begins.
        end: Where it ends.
        sure: Whether it is about the whole year and all of what the key names.
        words: Groups of its words, by name.
    """

    passage: Passage
    kind: str
    key: str
    start: int
    end: int
    sure: bool
    words: dict[str, str | None]

    @property
    def applicants(self) -> range:
        """The columns of table three of those who are said to have applied for nothing."""
        who = self.words.get("who") or ""
        persons = re.search("公民|自然人|个人|群众|居民|村民|社会|公众|任何|申请人|人员", who)
        if not persons and re.search("法人|企业|单位|其他组织", who):
            return range(1, 6)
        return range(1) if who in ("自然人", "个人") else range(6)

    @property
    def quote(self) -> str:
        """The clause, as the office wrote it."""
        return self.passage.clause(self.start, self.end)

    @property
    def line(self) -> int | None:
        """The line of the params file on which it stands."""
        return self.passage.line(self.start)


def claims(passage: Passage, year: int) -> Iterator[Claim]:
    """Every claim of a passage."""
    text = passage.text
    for start, end in passage.sentences:
        # Most sentences say neither; what they would have to say is cheap to look for.
        if not _SUBJECT.search(text, start, end):
            continue
        if _SAYS_NONE.search(text, start, end):
            yield from _nones(passage, year, start, end)
        if _SAYS_ALL.search(text, start, end):
            yield from _alls(passage, year, start, end)


_SUBJECT = re.compile(
    "申请|公开|复议|诉讼|诉|结转|遗留|跨年|在办|未办结|转入|答复|办结|办|提供|处理|规范性文件|规章|许可|处罚|强制|审结|胜诉|维持"
)
_SAYS_NONE = re.compile("未|无|没|不曾|不存在|零|0|暂|从")
_SAYS_ALL = re.compile("均|全部|都|悉数|全数|逐一|一律|清零|当年|率|未|无|没|零")


def _nones(passage: Passage, year: int, start: int, end: int) -> Iterator[Claim]:
    for match in _none(year).finditer(passage.text, start, end):
        key = next(key for key in NONE if match[key] is not None)
        key = _kind_of_cases(match) if key == "cases" else key
        words = {name: match[name] for name in ("group", "row", "row2", "act", "who")}
        yield Claim(passage, "none", key, match.start(), match.end(), _sure(passage, match, year), words)


def _kind_of_cases(match: re.Match[str]) -> str:
    """Which cases there were none of: appeals, lawsuits, both."""
    named = "".join(words for name, words in match.groupdict("").items() if name.startswith("of"))
    if "复议" in named and "诉" not in named:
        return "reconsideration"
    return "litigation" if "诉" in named and "复议" not in named else "appeals"


def _alls(passage: Passage, year: int, start: int, end: int) -> Iterator[Claim]:
    for match in _all().finditer(passage.text, start, end):
        key = next(key for key in ALL if match[_name(key)] is not None)
        # 均按期答复 says that nothing was late, not that nothing is left.
        # 收到的3件申请均已按时答复 says it of each one.
        counted = _COUNTED.search(passage.text, max(start, match.start() - 24), match.start())
        punctual = key == "done" and bool(_PUNCTUAL.search(match[0]))
        punctual = punctual and (not counted or passage.text[match.end() : match.end() + 1] == "或")
        sure = _sure(passage, match, year) and not punctual
        yield Claim(passage, "all", key, match.start(), match.end(), sure, {"whom": match["whom"]})


_COUNTED = re.compile(
    r"(?:收到|受理|接收|新收)的(?:\d+|[一二两三四五六七八九十百]+)[件份宗](?:政府信息公开|依申请公开)?申请$"
)
_PUNCTUAL = re.compile("按[时期]|如期|及时|法定|规定(?:时限|期限|时间)|工作日")


def _sure(passage: Passage, match: re.Match[str], year: int) -> bool:
    text = passage.text
    left, _ = segment(passage, match.start())
    clause = (
        max(text.rfind(mark, left, match.start()) for mark in "，,、(") + 1 if left < match.start() else left
    )
    lead = text[max(left, clause) : match.start()]
    if period_at(text, match.start(), year) != "year" or _UNLESS.search(text[left : match.end()]):
        return False
    if re.search("个|部分|有的|其中|(?<!我)(?<!本)(?<!全)[局镇乡](?!.)", lead):
        return False
    return not _NARROW.search(lead) and not (FOREIGN.search(lead) and passage.address != ON_REQUEST)


@lru_cache(maxsize=8)
def _none(year: int) -> re.Pattern[str]:
    words = "|".join(f"(?P<{key}>{pattern})" for key, pattern in NONE.items())
    for name, number in (("{last}", year - 1), ("{year}", year), ("{next}", year + 1)):
        words = words.replace(name, str(number))
    return re.compile(words)


@lru_cache(maxsize=1)
def _all() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{_name(key)}>{pattern})" for key, pattern in ALL.items()))


def _name(key: str) -> str:
    return key.replace(" ", "_")
