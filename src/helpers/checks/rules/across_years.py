"""Rules between a report and last year's of the same office."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule
from helpers.checks.stock import stock_before, stock_of
from helpers.checks.sums import total_of
from helpers.checks.values import show
from helpers.form import Edition, Field, Kind, Report, edition_of


class CarriedOver(ReportRule):
    """What was carried out of last year is carried into this one, column by column."""

    id = "XY-CARRY"
    severity = Severity.ERROR
    title = "每一列：本年的上年结转＝上年报告的结转下年度继续办理"
    basis = "条例第五十条第（二）项；统计勾稽：同一批申请，两年报告的数应当相同"
    example = "上年报告自然人结转下年度 2 件，本年上年结转填 0：应填 2。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each column whose two figures differ."""
        previous = report.previous
        if previous is None:
            return
        now = report.edition.table("applications").row_fields["carried_in"]
        then = previous.edition.table("applications").row_fields["carried_out"]
        for field, source in zip(now, then, strict=True):
            actual, expected = report.figures.count(field.address), previous.figures.count(source.address)
            if actual is None or expected is None or actual == expected:
                continue
            yield self.finding(
                report,
                field.address,
                f"{field.column.label}一列：“{field.row.label}”填 {show(actual)}，而上年报告的"
                f"“{source.row.label}”是 {show(expected)}，两数应当相同，请核对。",
                expected=expected,
                actual=actual,
            )


class _StockRule(ReportRule):
    """In force now = in force last year + issued − repealed.

    Silent where that comes to less than nothing: T2-STOCK has said so.
    """

    severity = Severity.ERROR
    editions = (2021,)
    excusable = True
    row: ClassVar[str]

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the figure in force where it doesn't follow from last year's."""
        before, stock = stock_before(report, self.row), stock_of(report.figures, self.row)
        issued, repealed, in_force = stock.issued, stock.repealed, stock.in_force
        if before is None or issued is None or repealed is None or in_force is None:
            return
        expected = before + issued - repealed
        if in_force == expected or expected < 0:
            return
        yield self.finding(
            report,
            stock.fields["in_force"].address,
            f"{stock.label}：上年现行有效（{show(before)}）＋本年制发（{show(issued)}）－"
            f"本年废止（{show(repealed)}）＝{show(expected)}，而现行有效填 {show(in_force)}，请核对。",
            expected=expected,
            actual=in_force,
        )


class RegulationsStock(_StockRule):
    """The stock of 规章 follows from last year's."""

    id = "XY-REG"
    row = "regulations"
    title = "规章：现行有效＝上年现行有效＋本年制发－本年废止"
    basis = "条例第二十条第（一）项；统计勾稽：年末存量承接上年"
    example = "上年现行有效 10 件，本年制发 2 件、废止 1 件，现行有效应为 11 件。"


class NormativeDocumentsStock(_StockRule):
    """The stock of 行政规范性文件 follows from last year's."""

    id = "XY-NORM"
    row = "normative_documents"
    title = "行政规范性文件：现行有效＝上年现行有效＋本年制发－本年废止"
    basis = "条例第二十条第（一）项；统计勾稽：年末存量承接上年"
    example = (
        "上年现行有效 10 件，本年制发 12 件、废止 0 件，现行有效填 12：应为 22；清理口径调整的写明原因。"
    )


class FormatChanged(ReportRule):
    """Last year's report is in another edition of the format: says what isn't compared."""

    id = "XY-FMT"
    severity = Severity.INFO
    title = "上年报告用另一版格式的，表二不与上年比较"
    basis = "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号：两版表二的栏目不同"
    example = "2021 年报告的上年用 60 号格式：对外公开总数量不是现行有效件数，存量不核对，结转照常核对。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield one finding for the report."""
        previous = report.previous
        if previous is not None and previous.edition.id != report.edition.id:
            yield self.finding(
                report,
                "",
                f"上年报告用{previous.edition.notice}的格式，本年用{report.edition.notice}的格式，"
                "表二栏目不同，不与上年比较；表三的结转和表四照常核对。",
            )


class PendingCases(ReportRule):
    """Cases were pending last year, but this year counts none of that kind."""

    id = "XY-PENDING"
    severity = Severity.WARNING
    excusable = True
    title = "上年有尚未审结案件的，本年同类案件总计不应为 0"
    basis = "条例第五十条第（三）项；统计勾稽：尚未审结的案件在下一年有结果"
    example = "上年行政复议尚未审结 1 件，本年行政复议各栏都是 0：请核对该案本年是否应计。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield the total of each kind of case of which none is left."""
        previous = report.previous
        if previous is None:
            return
        before = previous.edition.table("appeals").row_fields
        for key, fields in report.edition.table("appeals").row_fields.items():
            total = total_of(fields)
            pending = next(field for field in before[key] if field.column.key == "pending")
            waiting = previous.figures.count(pending.address)
            if waiting and report.figures.count(total.address) == 0:
                yield self.finding(
                    report,
                    total.address,
                    f"{total.row.label}：上年{pending.column.label} {show(waiting)} 件，而本年总计为 0，"
                    "请按本地口径判断这些案件本年是否应计。",
                    actual=0,
                )


class Jumps(ReportRule):
    """A count is more than five times last year's, or less than a fifth of it.

    In a row with a total that jumps, the total alone is named. Where the editions differ, rows that only one
    of them has are left out, and so is table two, whose columns differ.
    """

    id = "XY-JUMP"
    severity = Severity.WARNING
    excusable = True
    title = "各件数不超过上年的 5 倍，也不少于上年的五分之一"
    basis = "统计勾稽：与上年相差悬殊的数多半是多填、漏填了一位，或口径有变"
    example = "行政处罚上年 12 件，本年填 120 件：核对是否多填一个 0；属实的写明原因。"

    _FACTOR = 5

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each count that jumps."""
        previous = report.previous
        if previous is None:
            return
        now, then = report.figures, previous.figures
        for fields in _shared_rows(report.edition.id, previous.edition.id):
            # Nearly all figures of most reports are last year's: compare before asking what they are.
            changed = [field for field in fields if now[field.address] != then[field.address]]
            jumps = [
                (field, before, after)
                for field in changed
                if (before := then.count(field.address)) is not None
                and (after := now.count(field.address)) is not None
                and self._jumps(before, after)
            ]
            totals = [jump for jump in jumps if jump[0].column.key == "total"]
            for field, before, after in totals or jumps:
                yield self._finding(report, field, before, after)

    def _jumps(self, before: int, after: int) -> bool:
        if not before or not after:
            return max(before, after) >= self._FACTOR
        return after > self._FACTOR * before or before > self._FACTOR * after

    def _finding(self, report: Report, field: Field, before: int, after: int) -> Finding:
        change = f"超过上年的 {self._FACTOR} 倍" if after > before else f"不到上年的 1/{self._FACTOR}"
        if not before or not after:
            change = "相差悬殊"
        return self.finding(
            report,
            field.address,
            f"{field.label}：上年 {show(before)}，本年 {show(after)}，{change}，请核对。",
            actual=after,
        )


@lru_cache(maxsize=16)
def _shared_rows(edition: int, before: int) -> tuple[tuple[Field, ...], ...]:
    """The rows of counts that both editions have, except table two's where the editions differ."""
    this, last = edition_of(edition), edition_of(before)
    return tuple(tuple(_counts(fields)) for fields in _rows(this, last))


def _rows(this: Edition, last: Edition) -> Iterator[tuple[Field, ...]]:
    for table in this.tables:
        if table.key == "proactive" and this.id != last.id:
            continue
        known = last.table(table.key).row_fields
        yield from (fields for key, fields in table.row_fields.items() if key in known)


def _counts(fields: tuple[Field, ...]) -> Iterator[Field]:
    return (field for field in fields if field.kind is Kind.COUNT)
