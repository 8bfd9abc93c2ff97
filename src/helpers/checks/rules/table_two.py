"""Rules on table two: 主动公开政府信息情况."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal

from helpers.checks.cells import CellRule
from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule
from helpers.checks.stock import stock_before, stock_of
from helpers.checks.values import fault, is_finite, show
from helpers.form import Field, Kind, Report, Value

_STOCK_ROWS = ("regulations", "normative_documents")

_JUMP = 50
# A product beyond all bounds is infinite here, not an exception.
_BOUNDLESS = Context(traps=[])


class ProactiveCounts(CellRule):
    """Every count of table two is a whole number, 0 or more; a change (60号) may be negative."""

    id = "T2-INT"
    severity = Severity.ERROR
    table = "proactive"
    title = "表二各件数都已填写，都是不小于 0 的整数"
    basis = "条例第五十条第（一）项；统计勾稽：空白、“/”分不清是 0 还是漏报"
    example = "行政许可填“/”：确实没有作出行政许可决定的，改填 0。"


class Fees(ReportRule):
    """An amount of money is a decimal, 0 or more; warn of too many places and of 元 typed as 万元."""

    id = "T2-FEE"
    severity = Severity.ERROR
    title = "表二金额是不小于 0 的数，小数位数和单位无误"
    basis = "条例第二十条第（八）（九）项；统计勾稽：金额按表头所印单位填写，超过上年 50 倍多半是单位填错"
    example = "单位是万元，收费 400 元填成 400：应为 0.04。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield an amount that is no number, has too many places or is far above last year's."""
        for field in report.edition.table("proactive").fields:
            if field.kind is not Kind.MONEY:
                continue
            value = report.figures[field.address]
            amount = _amount(value)
            if amount is None:
                message = f"{field.label}：{fault(field, value)}。"
                yield self.finding(report, field.address, message, actual=value)
            else:
                yield from self._doubts(report, field, amount)

    def _doubts(self, report: Report, field: Field, amount: Decimal) -> Iterator[Finding]:
        unit, decimals = field.column.unit, field.column.decimals
        if _places(amount) > decimals:
            yield self.finding(
                report,
                field.address,
                f"{field.label}：{show(amount)} {unit}超过 {decimals} 位小数，请核对单位和小数点。",
                actual=report.figures[field.address],
                severity=Severity.WARNING,
            )
        last = _last_amount(report, field)
        if last and amount > _BOUNDLESS.multiply(last, Decimal(_JUMP)):
            yield self.finding(
                report,
                field.address,
                f"{field.label}：本年 {show(amount)} {unit}，超过上年（{show(last)} {unit}）的 {_JUMP} 倍，"
                f"请核对单位是不是{unit}。",
                actual=report.figures[field.address],
                severity=Severity.WARNING,
            )


def _amount(value: Value) -> Decimal | None:
    """The amount of money, None where the value is none."""
    return Decimal(value) if is_finite(value) and value >= 0 else None  # type: ignore[arg-type, operator]


def _last_amount(report: Report, field: Field) -> Decimal | None:
    """Last year's amount in the same cell; None where there is no such cell, or no number in it."""
    previous = report.previous
    if previous is None or field.address not in previous.edition.fields:
        return None
    return _amount(previous.figures[field.address])


def _places(amount: Decimal) -> int:
    """How many decimal places say something: 2 for 0.0400."""
    if not amount:
        return 0
    _, digits, exponent = amount.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -int(exponent) - zeros)


class RegulationAuthority(ReportRule):
    """规章 are made by departments of the State Council, provinces and cities with districts alone."""

    id = "T2-REG-AUTH"
    severity = Severity.ERROR
    title = "无权制定规章的机关，规章一行是 0"
    basis = "条例第二十条第（一）项；立法法：规章由国务院部门和省、设区的市、自治州的人民政府制定"
    example = "街道把 3 件通知填在规章一行：规章改填 0，属于行政规范性文件的填到下一行。"

    _MAY = re.compile(r"国务院|^(省|自治区|直辖市|设区的?市|地级市|自治州|市州)(级)?(人民)?政府$")
    _MAY_NOT = re.compile(
        r"街道|县|^(民族)?[乡镇](镇|级|人民政府|政府|$)|^(市辖)?区(级|直|属|人民政府|政府|$)"
    )

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the first figure of the row that isn't 0; a warning where the office's level isn't known."""
        kind = report.office.kind
        rows = report.edition.table("proactive").row_fields
        counts = {field: report.figures.count(field.address) for field in rows["regulations"]}
        wrong = [field for field, count in counts.items() if count]
        if not wrong or self._MAY.search(kind):
            return
        place = wrong[0]
        row, other = place.row.label, rows["normative_documents"][0].row.label
        filled = f"{row}一行填了" + "、".join(
            f"{field.column.label} {show(counts[field])}" for field in wrong
        )
        if self._MAY_NOT.search(kind):
            message = f"{filled}，而{show(kind)}无权制定{row}，应为 0；属于{other}的，请填到{other}一行。"
            yield self.finding(report, place.address, message, expected=0, actual=counts[place])
        else:
            message = f"{filled}，而从类别“{show(kind)}”看不出有权制定{row}，请核对。"
            yield self.finding(
                report, place.address, message, actual=counts[place], severity=Severity.WARNING
            )


class StockWithinReason(ReportRule):
    """No more is repealed than there was; what is in force isn't just what was issued this year.

    The second is a doubt only where last year's report can't settle it: with a stock of last year's at hand,
    XY-REG and XY-NORM say whether the figure is right.
    """

    id = "T2-STOCK"
    severity = Severity.ERROR
    title = "废止件数不超过上年现行有效加本年制发；现行有效不是只计本年制发"
    basis = "条例第二十条第（一）项；统计勾稽：现行有效件数是年末存量"
    example = "上年现行有效 3 件、本年制发 1 件，却填废止 6 件：三个数中必有一个填错。"
    editions = (2021,)
    excusable = True

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield, for each row, a repeal beyond the stock or a stock that is just this year's issue."""
        for row in _STOCK_ROWS:
            yield from self._check_row(report, row)

    def _check_row(self, report: Report, row: str) -> Iterator[Finding]:
        stock, before = stock_of(report.figures, row), stock_before(report, row)
        issued, repealed, in_force = stock.issued, stock.repealed, stock.in_force
        if before is None:
            if issued and issued == in_force:
                yield self.finding(
                    report,
                    stock.fields["in_force"].address,
                    f"{stock.label}：现行有效 {show(in_force)} 件与本年制发件数相同，除首年制发外，"
                    "像是没有计入以前年度制发的，请核对。",
                    actual=in_force,
                    severity=Severity.WARNING,
                )
        elif issued is not None and repealed is not None and repealed > before + issued:
            yield self.finding(
                report,
                stock.fields["repealed"].address,
                f"{stock.label}：本年废止 {show(repealed)} 件，超过上年现行有效（{show(before)}）＋"
                f"本年制发（{show(issued)}）＝{show(before + issued)}，请核对。",
                actual=repealed,
            )
