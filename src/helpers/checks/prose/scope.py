"""How much of what its words count a statement speaks of: all of it, or a part, another's, another year's."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.checks.prose.passage import Passage
from helpers.checks.prose.statement import ON_REQUEST, Statement, segment
from helpers.checks.prose.terms import FOREIGN, LEAD

WHOLE_CASES = frozenset({"", "件", "件次", "宗", "份", "起", "例", "条", "次", "项"})
MONEY = frozenset({"元", "万元"})
ONLY_LEAD = re.compile(
    "(?:全年度?|本年度?|今年|年内|当年|共|共有|一共|累计|合计|办理|处理|登记|接收|受理|接到|(?:社会)?公众|群众|申请人|社会各界|这|上述|以上|的|有|政府信息公开|依申请公开|我|本|[局镇乡街道区县市办]|机关|收到|提出|提交|向)*"
)
_CASES = re.compile("(?:行政)?(?:复议|诉讼|应诉)(?:机关|案件)?|人民法院|法院|案件")
_DECIDING = re.compile("经?清理后|审批|下达|(?:查处|办理)(?:了)?(?:各类)?违法(?:案件|行为)|并$")
_LETTER = re.compile("书|函|单|文本")
_CLEARED = re.compile("(?:全面)?清理(?:并|后|，)?$")
_SETTLED = re.compile("审结|维持|纠正|其余|未审|撤")
_OUTCOME_BEHIND = re.compile("(?:案件)?(?:被|予以|获|结果|已|均)?(?:维持|纠正|撤|责令|尚|审结|终止)")
_SAYING = re.compile("一[件份宗]")
_MANNER = re.compile("书面|按[时期]|及时|如期|准时|法定|期限内|时限内|依法|网上|直接|统一")
_KIND = re.compile("(?:(?<!依申请)(?<!信息)公开|类|性|形式|方式)(?:的)?$")
_LATE = re.compile("(?<!截至)(?<!截止)(?<!至)(?:年[末底]|[上中下]旬|岁末)")
_DISSENT = re.compile(
    "(?:申请人|当事人|群众|原告)?(?:对|因|就)?[^，。；,]{0,14}(?:不服|不满意?|有异议|持异议)(?:而|,|，)?"
)
_AND = re.compile(
    "(?:提供|公开|处理|信息|申请|案卷|事项|结转|新收|收到|办结|答复)(?:的)?(?:和|及|与|或|以及|加|并)$"
)
_NAMED = re.compile("政府信息公开申请|依申请公开|信息公开申请|申请公开政府信息")
_ASIDE = re.compile("(?:征求|征询|听取)?第三方(?:的)?意见|征求意见|补正材料")
_LONG = 40


def judged(statement: Statement, lead: str) -> Statement:
    """The statement with what the words in front and around make of it."""
    period = statement.period
    if statement.key == "carried_in" and period == "last":
        period = "year"
    plain = True
    if statement.topic in ("applications", "results", "channels", "applicants"):
        plain = speaks_of_applications(statement.passage, statement.start, statement.end)
    return replace(
        statement,
        period=period,
        sure=_fits(statement) and not _is_narrowed(statement, lead),
        plain=plain,
        lead=lead,
        at_most=statement.key == "handled" or (statement.key == "done" and _may_be_less(statement, lead)),
    )


def _may_be_less(statement: Statement, lead: str) -> bool:
    """Whether a count of answers may be of some only: those given in time, or 其中3件已答复."""
    forward = statement.start >= statement.figure.start
    return bool(_MANNER.search(lead)) or (forward and "其中" in lead)


def _fits(statement: Statement) -> bool:
    """Whether the unit is one for what is counted, and the figure isn't a manner of speaking."""
    unit = statement.figure.unit
    if (unit in MONEY) != (statement.key == "fees:") or (statement.topic == "results" and unit == "次"):
        return False
    if statement.topic in ("applications", "applicants") and unit not in WHOLE_CASES:
        return False
    if unit == "份" and statement.topic != "proactive" and _LETTER.search(_words(statement)):
        return False
    if statement.topic == "appeals" and unit not in WHOLE_CASES:
        return False
    if unit == "项" and statement.topic == "applications" and "申请" not in _words(statement):
        return False
    if statement.value == 1 and statement.start < statement.figure.start:
        left, right = statement.passage.sentence_at(statement.start)
        return len(_SAYING.findall(statement.passage.text, left, right)) < 2
    return True


def _words(statement: Statement) -> str:
    return statement.passage.text[statement.start : statement.end]


def _is_narrowed(statement: Statement, lead: str) -> bool:
    """Whether the words around make it a part of what its key counts, or something else."""
    topic, key = statement.topic, statement.key
    behind = statement.passage.text[statement.end : statement.end + 8]
    if re.match("[(,，]?(?:不含|不包括|未含)", behind) or _goes_with_another(statement, lead):
        return True
    if topic == "results" and re.search("(?:收到|受理|接到)$", lead):
        return True
    if topic == "appeals":
        if _SETTLED.search(lead) or _OUTCOME_BEHIND.match(behind):
            return True
        lead = _DISSENT.sub("", lead)
    if key == "mentioned" and not ONLY_LEAD.fullmatch(lead):
        return True
    if key in ("incoming", "received") and _LATE.search(lead):
        return True
    if key in ("done", "handled") and _KIND.search(lead):
        return True
    return not _is_known(statement, lead)


def _is_known(statement: Statement, lead: str) -> bool:
    """Whether all words of a lead are known to narrow nothing down.

    What isn't known may be another office, a kind of applications, a manner: then a part is counted.
    """
    if statement.key.endswith(":repealed"):
        lead = _CLEARED.sub("", lead)
    if statement.topic == "outcomes":
        lead = _CASES.sub("", lead)
    if statement.topic == "proactive":
        lead = _DECIDING.sub("", lead)
    if statement.key == "done":
        lead = lead.replace("书面", "")
    for name in statement.passage.own:
        lead = lead.replace(name, "我")
    return len(lead) <= _LONG and bool(LEAD.fullmatch(lead))


def _goes_with_another(statement: Statement, lead: str) -> bool:
    """Whether another thing of the kind stands right in front of it: 无法提供和不予处理共6件."""
    return statement.topic in ("applications", "results") and bool(_AND.search(lead))


def speaks_of_applications(passage: Passage, start: int, end: int) -> bool:
    """Whether what is said there is said of applications for information.

    It is where they are named with it, and in the part on applications unless something else is named.
    """
    if _NAMED.search(passage.text[start:end]):
        return True
    left, right = segment(passage, start)
    before = _ASIDE.sub("", passage.text[left:start])
    clause = max(before.rfind(mark) for mark in "，,；、:") + 1
    if _NAMED.search(before, clause):
        return True
    if "申请" not in passage.text[start:end] and FOREIGN.search(before):
        return False
    if FOREIGN.search(_ASIDE.sub("", passage.text[max(left, start - 12) : end + 2])):
        return False
    return passage.address == ON_REQUEST or bool(_NAMED.search(passage.text[left:right]))
