"""The register's columns: what they are called, and what else offices call them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.intake.published.words import bare


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the register.

    Attributes:
        key: Its name in code.
        heading: Its heading in the template.
        hint: What is to be filled in, for the clerk.
        variants: Headings that offices use for the same.
    """

    key: str
    heading: str
    hint: str
    variants: tuple[str, ...] = ()


RECEIVED = RegisterColumn(
    "received",
    "收到日期",
    "收到申请的日期，如 2022-03-04",
    ("收到申请日期", "收件日期", "受理日期", "申请日期", "登记日期", "收到时间", "申请时间", "受理时间"),
)
APPLICANT = RegisterColumn(
    "applicant",
    "申请人类型",
    "表三的六类之一，从下拉列表中选；姓名、证件号码、联系方式不要写进台账",
    ("申请人类别", "申请人性质", "申请主体类型", "申请主体"),
)
CHANNEL = RegisterColumn(
    "channel",
    "提交渠道",
    "网络、信函、当面等；不进表，只供写文字时核对",
    ("申请渠道", "申请方式", "渠道", "提交方式", "收件方式"),
)
RESULT = RegisterColumn(
    "result",
    "办理结果",
    "表三“本年度办理结果”的一类，从下拉列表中选；没有办结的空着",
    ("答复类型", "答复结果", "处理结果", "办理情况", "答复情况", "办结结果"),
)
GROUND = RegisterColumn(
    "ground",
    "具体情形",
    "不予公开、无法提供、不予处理和其他处理的具体情形，从下拉列表中选",
    ("理由", "依据", "原因", "不予公开理由", "不予公开情形", "情形", "办理依据", "答复依据"),
)
ANSWERED = RegisterColumn(
    "answered",
    "办结日期",
    "作出答复（办结）的日期；没有办结的空着",
    ("答复日期", "答复时间", "办结时间", "处理日期", "办理日期"),
)
CARRIED = RegisterColumn(
    "carried",
    "是否结转下年",
    "是或否；可以空着，填了就同日期核对",
    ("是否结转", "结转下年", "结转下年度", "是否结转下年度"),
)

APPEALS = {
    "reconsideration": RegisterColumn(
        "reconsideration",
        "行政复议结果",
        "结果维持、结果纠正、其他结果、尚未审结之一；没有的空着",
        ("复议结果", "行政复议", "复议情况"),
    ),
    "litigation_direct": RegisterColumn(
        "litigation_direct",
        "直接起诉结果",
        "未经复议直接起诉的，填法同上",
        ("未经复议直接起诉", "未经复议直接起诉结果", "行政诉讼结果", "诉讼结果", "直接起诉"),
    ),
    "litigation_after_reconsideration": RegisterColumn(
        "litigation_after_reconsideration",
        "复议后起诉结果",
        "复议后起诉的，填法同上",
        ("复议后起诉",),
    ),
}
"""By the key of table four's row."""

CLOSED = {
    "reconsideration": RegisterColumn(
        "reconsideration_closed",
        "行政复议审结日期",
        "审结的日期；尚未审结的空着",
        ("复议审结日期", "复议决定日期"),
    ),
    "litigation_direct": RegisterColumn(
        "litigation_direct_closed", "直接起诉审结日期", "同上", ("诉讼审结日期", "行政诉讼审结日期")
    ),
    "litigation_after_reconsideration": RegisterColumn(
        "litigation_after_reconsideration_closed", "复议后起诉审结日期", "同上"
    ),
}
"""When an appeal was decided, by the key of table four's row."""

NUMBER = RegisterColumn("number", "序号", "从 1 起", ("编号",))
REMARK = RegisterColumn("remark", "备注", "不会读入；不要写姓名和联系方式")

COLUMNS = (
    NUMBER,
    RECEIVED,
    APPLICANT,
    CHANNEL,
    RESULT,
    GROUND,
    ANSWERED,
    CARRIED,
    *(column for key in APPEALS for column in (APPEALS[key], CLOSED[key])),
    REMARK,
)
"""In the template's order."""

NEEDED = (RECEIVED, APPLICANT, RESULT, ANSWERED)
"""Without these nothing can be counted."""


@cache
def _by_heading() -> dict[str, RegisterColumn]:
    return {bare(name): column for column in COLUMNS for name in (column.heading, *column.variants)}


def column_of(heading: str) -> RegisterColumn | None:
    """The column of that heading; None where the register doesn't want it, as an applicant's name."""
    return _by_heading().get(bare(heading)) if heading.strip() else None
