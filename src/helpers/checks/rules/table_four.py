"""Rules on table four: 政府信息公开行政复议、行政诉讼情况."""

from __future__ import annotations

from helpers.checks.cells import CellRule
from helpers.checks.finding import Severity
from helpers.checks.sums import SumRule, outcome_sums


class AppealCounts(CellRule):
    """Every count of table four is a whole number, 0 or more."""

    id = "T4-INT"
    severity = Severity.ERROR
    table = "appeals"
    title = "表四 15 个件数都已填写，都是不小于 0 的整数"
    basis = "条例第五十条第（三）项；统计勾稽：空白、“/”分不清是 0 还是漏报"
    example = "行政复议的尚未审结留空：确实没有的，填 0。"


class AppealSums(SumRule):
    """The outcomes of each kind of case add up to its total."""

    id = "T4-SUM"
    severity = Severity.ERROR
    sums = outcome_sums
    title = "表四各类案件：结果维持＋结果纠正＋其他结果＋尚未审结＝总计"
    basis = "条例第五十条第（三）项；统计勾稽"
    example = "行政复议维持 5、尚未审结 2，总计却填 5：尚未审结的也要计入，总计应为 7。"
