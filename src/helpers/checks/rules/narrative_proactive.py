"""The rule on the counts of documents, decisions and fees in the narrative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from helpers.checks.finding import Finding
from helpers.checks.prose.numerals import Figure
from helpers.checks.prose.reading import reading_of
from helpers.checks.prose.references import Reference
from helpers.checks.prose.statement import Statement
from helpers.checks.rules.counting import LAW, CountRule, contradiction
from helpers.checks.rules.fees import fees_of
from helpers.checks.values import show
from helpers.form import Report


class ProactiveFigures(CountRule):
    """The counts of documents and decisions are table two's."""

    id = "N-T2"
    topic = "proactive"
    title = "文中规范性文件、许可、处罚、强制和收费的数与表二一致"
    basis = f"{LAW}第（一）项、第二十条；统计勾稽"
    example = "表二行政许可 316 件，文中写“作出行政许可决定361件”：核对后改正一处。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield counts that differ, and claims that there was none."""
        yield from super().check(report)
        for claim in reading_of(report).claims:
            if claim.key not in ("issued", "decisions") or not claim.sure:
                continue
            for address in _claimed_cells(report, claim.words):
                number = report.figures.count(address)
                if number:
                    holds = f"表二{report.edition.fields[address].label}是 {show(number)}"
                    yield contradiction(self, report, claim, holds, expected=number)
        yield from self._check_money(report)

    def _check_money(self, report: Report) -> Iterator[Finding]:
        """Yield amounts of 行政事业性收费 that differ, compared in 元 (table two, 30号)."""
        fees = fees_of(report) if report.edition.id == 2021 else None
        for statement in reading_of(report).statements:
            if statement.key != "fees:" or fees is None or not statement.certain or statement.head:
                continue
            if not _is_amount(statement.figure, fees * 10_000):
                holds = f"表二行政事业性收费是 {show(fees)} 万元"
                said = statement.figure.value / 10_000
                yield contradiction(self, report, statement, holds, expected=fees, actual=said)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; money is compared in the table's own unit."""
        if statement.key == "fees:":
            return None
        if statement.figure.unit in ("条", "人次", "批"):
            return None
        return super().refuted(report, statement)


def _is_amount(figure: Figure, amount: Decimal) -> bool:
    """Whether a figure is an amount in 元, or that amount rounded or cut off to two digits at least: 0.41亿元."""
    gap = abs(figure.value - amount)
    return gap == 0 or (figure.step > 1 and figure.value >= 10 * figure.step and gap < figure.step)


_ACTS = {"行政许可": "licences", "行政处罚": "penalties", "行政强制": "coercive_measures"}


def _claimed_cells(report: Report, words: dict[str, str | None]) -> list[str]:
    table = report.edition.table("proactive").row_fields
    if act := words["act"]:
        return [field.address for field in table[_ACTS[act]] if field.column.key == "decisions"]
    row = words["row"] or words["row2"] or ""
    key = "regulations" if row.startswith("规章") else "normative_documents"
    return [field.address for field in table[key] if field.column.key in ("issued", "made")]
