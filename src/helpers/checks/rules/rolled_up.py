"""Rules on a district's reports together: what they are called and stand on. `helpers.rollup` checks them."""

from __future__ import annotations

from typing import Any, ClassVar

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import Rule


class RollupRule(Rule):
    """A rule on a district's reports together.

    Its findings may point to a place that no report has: a file that is missing.
    """

    basis: ClassVar[str] = "国办发〔2014〕32号：统计范围内单位名单，指标统一、口径一致、数据准确"

    def at(
        self,
        message: str,
        *,
        file: str,
        cell: str = "",
        label: str = "",
        line: int | None = None,
        expected: Any = None,
        actual: Any = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at a place of a file.

        Args:
            message: One Chinese sentence that says what is wrong and what to do.
            file: The file as the user knows it, whether or not it is there.
            cell: Address of the cell.
            label: How the form names it.
            line: Line of the file.
            expected: What the place should hold.
            actual: What it holds.
            severity: Where it differs from the rule's own.
        """
        return Finding(
            self.id, severity or self.severity, message, file, line, None, cell, label, expected, actual
        )


class OfficeSet(RollupRule):
    """Every listed office is there exactly once and none else; checked in `rollup/gathering.py`."""

    id = "AGG-SET"
    severity = Severity.ERROR
    title = "名单中的单位各报一次，不缺、不重、不多"
    example = "名单有 8 个单位，只收到 7 份：列出缺报的单位，催报后再汇总，缺的不按 0 计。"


class OneYear(RollupRule):
    """One edition of the format; checked in `rollup/gathering.py`. One year is what the reader holds a file's name to."""

    id = "AGG-YEAR"
    severity = Severity.ERROR
    title = "同一年度、同一版格式、同一单位的数据才能相加"
    basis = "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号：两版表格的栏目不同"
    example = "7 个单位用 2021 版，1 个单位用 2019 版：请后者换用 2021 版重报。"


class CellSum(RollupRule):
    """Each cell is the sum of the offices' cells; checked in `rollup/addition.py`."""

    id = "AGG-CELL"
    severity = Severity.ERROR
    title = "汇总表每一格＝各单位同一格之和"
    example = "青石镇没有填行政处罚：汇总的行政处罚也空着，请先补填青石镇的数据。"


class SumsHold(RollupRule):
    """The sums of tables three and four hold on the added figures; checked in `rollup/balance.py`."""

    id = "AGG-BAL"
    severity = Severity.ERROR
    title = "汇总数也满足表三、表四的勾稽关系"
    basis = "国办公开办函〔2021〕30号表三所印勾稽关系；统计勾稽"
    example = "汇总的总计一列不平，查明是柳河乡的（七）总计少 2 件：请先改柳河乡的数据。"


class CarriedOverDistrict(RollupRule):
    """What the district carried out of last year is carried into this one; checked in `rollup/carried.py`."""

    id = "AGG-XY"
    severity = Severity.ERROR
    title = "汇总的上年结转＝上年汇总报告的结转下年度继续办理"
    basis = "条例第五十条第（二）项；统计勾稽：同一批申请，两年报告的数应当相同"
    example = "相差 1 件，查明是东街街道填 3 件而上年结转 2 件：请核对东街街道的数据。"


class Duplicates(RollupRule):
    """Two offices with the same numbers, or one that contains the others; checked in `rollup/likeness.py`."""

    id = "AGG-DUP"
    severity = Severity.WARNING
    title = "两个单位的数据不应大量相同，一个单位的数据不应包含其他单位"
    excusable = True
    example = "甲、乙两个单位有 9 格数据相同：核对是否照抄，或甲已含乙的数据（双重汇总）。"


class Trace(RollupRule):
    """Each cell lists its offices' shares; written by `rollup/trace.py`."""

    id = "AGG-TRACE"
    severity = Severity.INFO
    title = "汇总表每一格都列出各单位的数"
    example = "trace.csv 列出行政处罚 12 件由市场监管局 9 件、青石镇 3 件组成。"


OFFICE_SET, ONE_YEAR, CELL_SUM, SUMS_HOLD = OfficeSet(), OneYear(), CellSum(), SumsHold()
CARRIED_OVER, DUPLICATES, TRACE = CarriedOverDistrict(), Duplicates(), Trace()
