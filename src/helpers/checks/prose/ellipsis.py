"""What a figure counts that no word beside it names: 上半年收到3件，全年7件; 全市96件，我局为14件; 其中当年33件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from helpers.checks.prose.statement import Statement

_INCOMING = ("received", "incoming", "mentioned", "sum")
_OWN = "(?:我|本)[局镇乡街道委办县区市厅院]{1,3}(?:机关)?"
_COPULA = "(?:共计|合计|总计|共有|共|为|是|有|计|则|仅|只|达到?|均)*"
_WHOLE = re.compile(f"(?:一年|全年|年内|两年|全部|总共|合计|总计|共计|共){_COPULA}|均?(?:为|是)")
_OF_OWN = re.compile(f"(?:其中)?(?:由)?{_OWN}(?:承办|办理|收到|受理)?(?:的)?(?:有|占|为|是|共|计)*")
_SUM = re.compile(
    "(?:(?:两项|两者|二者|以上)?(?:相加|加起来|之和|总和|总共|合计|总计|共计|共|总数)|两项|两者|以上)(?:为|是|有)?"
)
_OF_NUMBERS = re.compile(
    "(?:政府信息公开|依申请公开)?申请(?:数?量|件?数)(?:(?:连|逐|[两二三]|近[两二三])年|总体|继续|持续|稳步|有所|略有|明显)*(?:上升|增加|增长|下降|减少|回落|持平|稳定)?[，:]"
)
_NEW = re.compile("(?:其中)?(?:当年|本年度?|今年|新)(?:的|收)?(?:有)?")
_OTHER = re.compile("(?:作出|做出)?其[他它](?:处理|情形|情况)?(?:的)?")


def completed(statement: Statement, left: str, found: Sequence[Statement], year: int) -> Statement:
    """A statement that nothing names, completed by those before it in its sentence; as it is where they don't tell.

    Args:
        statement: The statement; its topic is empty.
        left: The words of its clause in front of the figure.
        found: What was read before it, in order.
        year: The report's year.
    """
    start, _ = statement.passage.sentence_at(statement.figure.start)
    here = [each for each in found if each.figure.start >= start]
    last = here[-1] if here else None
    if last is not None and not last.topic and _WHOLE.fullmatch(left):
        # 第三、四季度分别收到2件和5件，全年合计14件.
        last = next((each for each in reversed(here) if each.topic), None)
    if (
        _a_year(year).fullmatch(left)
        and _OF_NUMBERS.match(statement.passage.text, start)
        and (last is None or last.key == "mentioned")
    ):
        # 申请量连年上升，2022年16件、2023年20件.
        at = statement.figure.start - len(left)
        return replace(statement, topic="applications", key="mentioned", start=at, plain=True, sure=True)
    if last is None or not left or not last.topic:
        return statement
    if (
        last.topic == "results"
        and sum(each.topic == "results" for each in here) > 2
        and _OTHER.fullmatch(left)
    ):
        return replace(
            statement, topic="results", key="other", start=statement.figure.start - len(left), lead=""
        )
    if last.topic not in ("applications", "appeals"):
        return statement
    taken = replace(
        statement,
        topic=last.topic,
        key=last.key,
        start=last.start,
        plain=last.plain,
        sure=last.sure,
        lead=last.lead,
        period="year",
    )
    if _this_year(year).fullmatch(left) and last.period == "last":
        return taken
    if _last_year(year).fullmatch(left) and last.period == "year":
        # 今年新收24件，去年20件.
        return replace(taken, period="last")
    if last.key in _INCOMING and last.topic == "applications":
        return _of_incoming(taken, last, left, here)
    if len(here) > 1 and last.key in ("carried_in", "carried") and here[-2].key in _INCOMING:
        return replace(taken, key="sum") if _SUM.fullmatch(left) and here[-2].period == "year" else statement
    return statement


def _of_incoming(taken: Statement, last: Statement, left: str, here: Sequence[Statement]) -> Statement:
    """What a figure behind one of what came in is, where its own words are these."""
    nothing = replace(taken, topic="", key="", start=taken.figure.start, sure=True, plain=True, lead="")
    if _OF_OWN.fullmatch(left):
        return replace(taken, sure=True)
    if _NEW.fullmatch(left) and last.key != "received":
        return replace(taken, key="received")
    parts = [each for each in here if each.period == "part"]
    if _WHOLE.fullmatch(left) and (parts or re.match("全年|两年|均", left)):
        return replace(taken, sure=True)
    return nothing


@lru_cache(maxsize=8)
def _a_year(year: int) -> re.Pattern[str]:
    return re.compile(f"(?:{year}|{year - 1})年度?(?:的)?(?:为|是|有|共)?")


@lru_cache(maxsize=8)
def _last_year(year: int) -> re.Pattern[str]:
    return re.compile(f"(?:而)?(?:上年度?|上一年度?|去年|{year - 1}年度?)(?:同期)?(?:则)?(?:为|是|有|共)?")


@lru_cache(maxsize=8)
def _this_year(year: int) -> re.Pattern[str]:
    return re.compile(f"(?:{year}年度?|今年|本年度?|当年)(?:则)?(?:为|是|有|共)?")
