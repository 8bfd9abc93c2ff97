"""Figures that no term leads to: what follows them, or what the clause in front spoke of."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.checks.prose.clauses import left_of, right_of
from helpers.checks.prose.scope import ONLY_LEAD, judged
from helpers.checks.prose.statement import Statement
from helpers.checks.prose.terms import LEAD, SUBSET, behind_figure, key_of, pattern

_CARRIES_ON = re.compile(
    "(?:全年|被申请|被提起|发生|两年|均|都|本年度?|合计|总计|共计|共|总数|数量|为|有|是|达到?|计|仅|只)+"
)
_CASES = re.compile("复议|诉讼|起诉")
_COMES_OF_IT = {
    "outcomes": ("pending",),
    "applications": ("carried_out",),
    "results": ("refused", "unable", "not_processed"),
}
_CAUSE = re.compile("(?:申请)?(?:以|因|由于|正在|经|需|须|系)")
_FROM_WHOM = re.compile("(?:申请)?(?:均|都|全部)?(?:来自于?|源自|出自|系|是|由|为)")
_APPLIED = re.compile("(?:提出|提交|递交|提起|提|申请|发起|寄来|的)*")
_GOVERNS = re.compile("(?:对|将|就|已?失效的|不再适用的|已?到期的|其中|另有|还有|有|共|这|上述|的)*")
_OF_KIND = re.compile("(?:属于?|涉及|因|系|是|为)?")
_NOT_ITSELF = re.compile(
    "(?:信息|制度|程序|流程|事项|解读|培训|文书|材料|档案|答复|决定书|申请表|人员|能力|工作)"
)
_ALL_YEAR = re.compile("全年|合计|总计|共计|两年")
_PART_OF_YEAR = re.compile("每[月季周]|平均|月均|上半年|下半年|第?[一二三四]季度")
_REMAIN = re.compile("(?:剩余?|余|尚有|还有|仍有|留有)(?:下|的)?$")
_AND_LATER = re.compile(
    "[,，](?:但|且)?(?:按规定|依规|依法|按程序|现|将|拟|已|均|需|须|待|并|后|按照.{1,4}规定)*"
)
_LEFT_OVER = re.compile("(?:另外?|还|尚|其余|剩余|剩下|余下|有|其中|的|余)+")


def bind_forward(nothing: Statement, left: str, right: str, year: int, behind: int, before: int) -> Statement:
    """A figure that no term leads to: what follows it, or what the clause in front spoke of."""
    text, start, figure = nothing.passage.text, nothing.start, nothing.figure
    if _is_lead(left) and (found := _behind(right, left, year)):
        topic, key, length = found
        if key == "carried" and _REMAIN.search(left):
            key = "carried_out"
        return judged(replace(nothing, topic=topic, key=key, end=figure.end + length, lead=left), left)
    if _GOVERNS.fullmatch(left) and (found := _adjoining(right, year)):
        topic, key, length = found
        return judged(replace(nothing, topic=topic, key=key, end=figure.end + length, lead=left), left)
    if _CARRIES_ON.fullmatch(left) and start and text[start - 1] in "，,":
        clause = left_of(text, start - 1, behind) if start - 1 > behind else start
        best = _carried_on(text[clause : start - 1], year) if clause < start else None
        if best:
            topic, key, at = best
            statement = replace(nothing, topic=topic, key=key, start=clause + at)
            lead = text[clause : clause + at]
            if _ALL_YEAR.search(left):
                # 每月收到1至2件，合计14件.
                statement, lead = replace(statement, period="year"), _PART_OF_YEAR.sub("", lead)
            return judged(statement, lead)
    if _LEFT_OVER.fullmatch(left) and (mark := _AND_LATER.match(text, figure.end + len(right))):
        end = right_of(text, mark.end(), before)
        term = pattern("applications", year).match(text, mark.end(), end)
        if term and key_of("applications", term) == "carried_out":
            return judged(replace(nothing, topic="applications", key="carried_out", end=term.end()), left)
    return nothing


def _behind(right: str, left: str, year: int) -> tuple[str, str, int] | None:
    if match := re.fullmatch("(新)?(?:政府信息公开|依申请公开)?申请(?:(?:当?中|里)?(?:有)?|来自)", right):
        if ONLY_LEAD.fullmatch(left):
            return "applications", "received" if match[1] else "mentioned", len(right)
        return None
    cases = bool(_CASES.search(right))
    for topic in ("outcomes", "applications", "results", "appeals"):
        if cases and topic in ("applications", "results"):
            continue
        match = behind_figure(topic, year).match(right)
        if match:
            return topic, key_of(topic, match), match.start("rest")
    if match := _FROM_WHOM.match(right):
        term = pattern("applicants", year).match(right, match.end())
        if term and _APPLIED.fullmatch(right, term.end()):
            return "applicants", key_of("applicants", term), len(right)
    return _behind_cause(right, year)


def _behind_cause(right: str, year: int) -> tuple[str, str, int] | None:
    """What comes of a cause, at the end: 2件因征求第三方意见未到期, 1件因涉及商业秘密不予公开."""
    cause = _CAUSE.match(right)
    if cause is None:
        return None
    for topic, keys in _COMES_OF_IT.items():
        for match in pattern(topic, year).finditer(right, cause.end()):
            if match.end() == len(right) and key_of(topic, match) in keys:
                return topic, key_of(topic, match), len(right)
    return None


def _adjoining(right: str, year: int) -> tuple[str, str, int] | None:
    """The thing counted right behind a figure, whatever is said of it: 18件现行有效的规范性文件统一标注."""
    words = _OF_KIND.match(right)
    at = words.end() if words else 0
    for topic in ("results", "appeals", "proactive"):
        match = pattern(topic, year).match(right, at)
        if match and key_of(topic, match) not in ("granted?", "granted"):
            rest = right[match.end() :]
            if not pattern(topic, year).search(rest) and not _NOT_ITSELF.match(rest):
                return topic, key_of(topic, match), match.end()
    return None


def _carried_on(clause: str, year: int) -> tuple[str, str, int] | None:
    """The only thing that a clause without figures speaks of."""
    found = []
    for topic in ("applications", "results", "appeals", "proactive", "channels"):
        matches = list(pattern(topic, year).finditer(clause))
        found += [(topic, key_of(topic, match), match.start()) for match in matches]
    named = [each for each in found if each[1] not in ("mentioned", "granted?")]
    if (
        not named
        and len(found) == 1
        and re.match("(?:政府信息公开|依申请公开)?申请(?:数?量|数|件数)", clause)
    ):
        return found[0]
    return named[0] if len(named) == 1 else None


def _is_lead(left: str) -> bool:
    return bool(LEAD.fullmatch(left)) or (len(left) <= 6 and not SUBSET.search(left))
