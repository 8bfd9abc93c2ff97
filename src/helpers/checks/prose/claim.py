"""What a text claims without a figure: that there was none of something, or that all of it went one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.checks.prose.passage import Passage
from helpers.checks.prose.period import period_at
from helpers.checks.prose.statement import ON_REQUEST, segment
from helpers.checks.prose.terms import FOREIGN, LAST, NEXT, NOUN, THIS

_END = r"(?=[，,。；！\n)]|$)"
_ENDS = r"(?=[，,。；！、\n)]|$|且|也|并)"
_NO = "(?:从未|均未|尚未|未有|未曾?|没有|并无|尚无|暂无|均无|无|不曾|不存在)"
_GET = "(?:再|发生|出现|接?收到|接到|收悉|收取|受理|接收|收|有|接|存在|产生)*(?:过|任何(?:形式|类型|方式)?(?:的)?|一[件份宗例])*"
_WHO = "(?:公民|法人|自然人|其他组织|个人|群众|企业|社会|公众|单位|人员|居民|村民|任何|申请人|人|和|、|或者?|及|与)*"
_TO = "(?:以?[向到对](?:我|本)?[局镇乡街道办事处委县区机关单位部门政府]{1,6})?"
_CASE = "(?:类|的|案件|案|情况|情形|事项|发生|问题|申请)*"
_REVIEW = "(?:行政)?复议"
_SUIT = "(?:行政)?(?:诉讼|起诉)"
_CAUSE = "(?:因|就|由|对)?(?:我|本)?[局镇乡街道办机关]{0,3}(?:政府信息公开|信息公开|依申请公开|此|答复不满|申请)?(?:工作|答复|问题|申请|事项|引起|引发|而)*"
_BE = "(?:申请人|当事人|群众)?(?:的)?(?:因此|由此|而|被|提起|申请|发生|引发|引起|产生|收到|出现|任何|一[件起宗例]|涉及|相关|有关|公民|法人|其他组织)*(?:[与同和](?:政府)?信息公开(?:工作)?(?:相关|有关)的)?(?:的)?(?:政府信息公开)?(?:类|相关)?(?:的)?"

_GROUP = "(?:不予公开|无法提供|不予处理|部分公开)"
_DID_NOT = "(?:全年|本年度?|均|都|也|尚|至今|目前|为|:)*(?:(?:从?未|没有|不曾|尚未)(?:发生|出现|收到|接到|受理|产生)过?|(?<!并)无|没有|暂无)"
_NOUGHT = f"(?:数量|件数|数)?(?:为|是|全年|实现|保持)*零(?:发生|发案|件)?{_END}"
_MORE_WORK = "(?:继续)?(?:办理|答复|处理)?"

NONE: dict[str, str] = {
    "received": (
        f"{_NO}{_GET}(?P<who>{_WHO}){_TO}(?:提出|提交|递交|发来|要求)?(?:的|任何)?{NOUN}?(?:的)?"
        f"(?:申请公开(?:政府)?信息|申请(?:信息公开|政府信息公开)?)(?:件|事项|情况|发生|数量|办件|记录|的)*{_ENDS}"
        f"|(?:{_NO}){_GET}依申请公开(?:的)?(?:政府信息)?(?:事项|件|办件|情况|业务|工作)*(?:发生)?{_ENDS}"
        f"|(?:{NOUN}?申请|依申请公开)(?:工作|受理|数量|件数|量|办件)*(?:全年|本年度?|为|是|继续|保持|实现)*"
        f"(?:零(?:受理|申请|收件|办件|件|发生)?|0|无){_ENDS}"
        f"|(?:依申请公开|政府信息公开申请)(?:办理|受理|收到)?(?:情况|方面)?:(?:无|没有){_END}|(?:全年|本年度?|保持|实现)*零申请{_END}"
        f"|(?:{NOUN}?申请|依申请公开(?:事项|办件|业务|工作))(?:件)?(?:情况|方面)?{_DID_NOT}{_END}"
        f"|一[件份宗]{NOUN}?申请(?:都|也)(?:没有|未|没)(?:收到|受理|接到)(?:过)?{_END}"
        f"|(?:无|没|没有)人(?:{_TO})(?:提出|提交|递交)?{NOUN}?申请{_END}"
        f"|无人(?:{_TO})申请(?:公开)?(?:政府信息|信息)?(?:公开)?{_END}"
    ),
    "appeals": (
        f"{_NO}{_BE}(?:{_CAUSE})?{_BE}{_REVIEW}{_CASE}(?:(?:、|和|或者?|及|与|以及|,|，)(?:也|亦)?{_NO}?{_BE}{_SUIT}{_CASE}){_END}"
        f"|{_NO}{_BE}(?:任何)?(?:行政)?(?:争议|纠纷){_CASE}{_END}"
        f"|{_NO}{_BE}(?:{_CAUSE})?{_BE}{_SUIT}{_CASE}(?:、|和|或者?|及|与|以及){_NO}?{_BE}{_REVIEW}{_CASE}{_END}"
        f"|{_REVIEW}(?:案件)?(?:、|和|及|与|或)?(?:行政)?诉讼(?:案件)?(?:情况|情形|方面)*{_DID_NOT}{_END}"
        f"|{_REVIEW}(?:案件)?(?:、|和|及|与|或)(?:行政)?诉讼(?:案件)?(?:的)?(?:数量|件数|数)?(?:均|都)?(?:全年|本年度?)?"
        f"(?:为|是)?(?:零(?:发生|件)?|0|无){_END}|零(?:行政)?复议(?:、|和|，)?零(?:行政)?诉讼"
    ),
    "reconsideration": f"{_REVIEW}(?:案件)?(?:情况|情形)*{_DID_NOT}{_END}|{_NO}{_BE}(?:{_CAUSE})?{_BE}{_REVIEW}{_CASE}{_END}|{_REVIEW}(?:案件)?{_NOUGHT}",
    "litigation": f"(?<!复议)(?<![、和及与])(?:行政)?诉讼(?:案件)?{_NOUGHT}|(?:未|无|没有)(?:发生)?(?:被诉|涉诉)(?:案件|情况)*{_END}|{_NO}{_BE}(?:{_CAUSE})?{_BE}{_SUIT}{_CASE}{_END}",
    "carried_in": (
        f"{_NO}(?:由|从|自)?{LAST}(?:的)?(?:结转|遗留|转入)(?:的)?{NOUN}?(?:申请|事项|件|情况|办理)*{_ENDS}"
        f"|{LAST}(?:度)?{_NO}{NOUN}?(?:申请)?(?:需要?)?(?:结转|遗留|转入)(?:至|到|入)?(?:{THIS})?{_MORE_WORK}(?:的)?{NOUN}?(?:申请|事项|件|情况)*{_ENDS}"
        f"|{LAST}结转(?:的)?{NOUN}?(?:申请)?(?:数量|数|量)?(?:为)?(?:零|无){_ENDS}"
    ),
    "carried_out": (
        f"{_NO}(?:需要?|须|存在)?(?:结转|转|延)(?:至|到|入)?{NEXT}(?:继续)?(?:办理|答复|处理)?(?:的)?{NOUN}?(?:申请|事项|件|情况)*{_ENDS}"
        f"|{_NO}(?:跨年度?|遗留|积压)(?:办理)?(?:的)?{NOUN}?(?:申请|事项|件|情况)*{_ENDS}"
        f"|(?:{THIS}|年[底末]){_NO}(?:结转|在办件?|未办结|跨年)(?:的)?{NOUN}?(?:申请|事项|件|情况)*{_ENDS}|{_NO}(?:在办件?|未办结)(?:的)?{NOUN}?(?:申请|事项|件|情况)*{_ENDS}"
        f"|结转{NEXT}(?:继续)?(?:办理|答复|处理)?(?:的)?{NOUN}?(?:申请)?(?:数量|数|量)?(?:为)?(?:零|无){_ENDS}"
    ),
    "result": (
        f"{_NO}(?:作出|做出|出现|发生|有|存在)?(?:过|任何|一件)?(?:依法)?(?P<group>{_GROUP}(?:(?:、|和|或者?|及|以及){_GROUP})*)"
        f"(?:的|决定|申请|情形|情况|答复|件|处理|事项)*{_ENDS}"
    ),
    "issued": (
        f"{_NO}(?:再|新)?(?:制定|制发|出台|印发|发布|新增|制作)(?:过|任何|新的?)*(?P<row>(?:行政)?规范性文件|规章){_ENDS}"
        "|(?P<row2>(?:行政)?规范性文件)(?:制发|制定)(?:数量?|件数)?为(?:零|0)" + _ENDS
    ),
    "decisions": (
        f"{_NO}(?:作出|做出|实施|采取|发生|产生)*(?:过|任何)?(?P<act>行政许可|行政处罚|行政强制)(?:决定|措施|事项|行为)*{_ENDS}"
    ),
}
_ALL = "(?:(?<![平人月日年])均|全部|都|悉数|全数|逐一|一律|已全部)"
_TIMELY = (
    "(?:已|能|能够|做到|可|得到|获得|作了|依法|依规|按规定|按程序|按要求|及时|按[时期]|如期|在?(?:法定|规定)(?:时限|期限|时间)之?内|"
    "在?年内|于?当年|年度内|书面|当场|给予|顺利|同样|全部|按照.{1,4}规定|在年底前)*"
)
ALL: dict[str, str] = {
    "done": (
        f"{_ALL}{_TIMELY}(?:作出|做出|予以)?(?:了)?(?:办结|答复|办复|办理完[毕结成]|处理完毕)(?!前|后|率|意见|文书|书|时|的|申请|件|量|数|总)"
        "|当年清零|当年(?:申请|受理|收到|收件|新收)[的，、]?当年(?:办结|结清|办完|答复|办理完毕)|(?<!按时)(?<!按期)(?<!及时)(?<!限时)(?:申请)(?:的)?(?:办结|答复|办理)率(?:达到?|为|是|保持)?(?:100%|百分之(?:一百|百))"
    ),
    "granted": (
        f"{_ALL}{_TIMELY}(?:依申请)?(?:予以|给予|予|同意|准予|作了|得到|获得)(?:了)?(?:全部|全面|全文)?公开(?!部分|前|后|率|的|范围)"
    ),
    "upheld": (
        f"{_ALL}(?:已)?(?:获得?|被|予以|得到|作出|判决|裁判|为|是|复议机关|依法|以|由|法院|终审|经|审理|结果|了|上级|机关)*"
        "(?:维持|(?:支持|认可|肯定|采纳)(?:了)?(?:我|本)[^，。；]{1,12}|驳回(?:了)?(?:原告|申请人|对方)?(?:的)?(?:全部)?(?:诉讼|复议)?请求|(?:我[局方镇乡区县街道]*)?胜诉)"
        "|(?:维持|胜诉)率(?:达到?|为|是|保持|均为)?(?:100%|百分之(?:一百|百))"
    ),
    "not corrected": (
        "均未(?:被)?(?:纠正|撤销|败诉)|零(?:败诉|纠错)|(?:无一|没有一|未有一?|没有|无|未)[件起例宗案]?(?:答复|案件|决定|出现|发生)*(?:被)?(?:复议机关|法院|上级机关|人民法院|或者?|和|、|判决|责令)*"
        "(?:纠正|纠错|败诉|撤销|推翻|改变|确认违法)"
        "|(?:被)?(?:纠正|纠错|撤销|败诉)(?:的)?(?:案件|情况|情形)?(?:一[件起例宗](?:也|都)没有|(?:数|件数)?为(?:零|0件?))"
    ),
    "from": (
        f"{_ALL}(?:为|是|系|来自于?|由)(?P<whom>自然人|公民|个人|法人(?:(?:或者?|和)其[他它]组织)?|企业)"
        f"(?:提出|提交|递交|申请|提起|的)*{_ENDS}"
    ),
    "closed": f"{_ALL}(?:已)?(?:依法)?(?:得到)?(?:审结|审理完[毕结]|结案)",
}
_NARROW = re.compile(
    "自然人|法人|企业|公司|律师|网络|互联网|网上|信函|邮寄|当面|窗口|征地|拆迁|领域|小区|社区|学校|下属|所属|辖区|(?<!本)(?<!各)部门|涉及.{2,}的"
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
        words = {name: match[name] for name in ("group", "row", "row2", "act", "who")}
        yield Claim(passage, "none", key, match.start(), match.end(), _sure(passage, match, year), words)


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
