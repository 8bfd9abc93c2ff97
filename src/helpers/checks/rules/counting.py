"""What the rules have in common that compare counts stated in the narrative with the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.claim import Claim
from helpers.checks.prose.quantity import rows_of, rows_total
from helpers.checks.prose.reading import Reading, reading_of
from helpers.checks.prose.references import Reference, reference_of
from helpers.checks.prose.statement import Statement
from helpers.checks.rule import ReportRule
from helpers.checks.values import show
from helpers.form import Report

LAW = "条例第五十条"
_MANY = 1_000_000_000_000


class CountRule(ReportRule):
    """A rule that counts stated in prose are the tables'.

    A count fails only where its words are read with certainty (`Statement.certain`), none of their readings
    gives the number, and the same words' counts in the text don't add up to it either.

    Attributes:
        topic: What the rule's statements are about.
        keys: Which of them; all where empty.
    """

    severity = Severity.ERROR
    topic: ClassVar[str]
    keys: ClassVar[tuple[str, ...]] = ()

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each stated count that no reading of its words gives."""
        statements = [each for each in reading_of(report).statements if self.concerns(each)]
        for statement in statements:
            reference = self.refuted(report, statement)
            if reference is None or _adds_up(statements, statement, reference):
                continue
            yield contradicted(self, report, statement, reference)

    def concerns(self, statement: Statement) -> bool:
        """Whether the rule is about that statement."""
        return statement.topic == self.topic and (not self.keys or statement.key in self.keys)

    def refuted(self, report: Report, statement: Statement) -> Reference | None:
        """What refutes a statement; None where nothing does."""
        if not statement.certain or statement.figure.value != int(statement.figure.value):
            return None
        reference = reference_of(report.figures, statement)
        if reference is None or not reference.amounts or statement.value > _MANY:
            return None
        if statement.at_most and all(statement.value <= amount.low for amount in reference.amounts):
            return None
        step = int(statement.figure.step)
        if step > 1 and any(abs(statement.value - amount.low) < step for amount in reference.amounts):
            # 3.2万件 may be 32014, rounded or cut off.
            return None
        return None if reference.fits(statement.value) else reference


def contradicted(rule: ReportRule, report: Report, statement: Statement, reference: Reference) -> Finding:
    """The finding that a stated figure is not what the tables hold for it."""
    return contradiction(
        rule,
        report,
        statement,
        f"{reference.label}是 {reference.words}",
        expected=reference.amounts[0].low,
        actual=statement.value,
    )


def contradiction(
    rule: ReportRule,
    report: Report,
    said: Statement | Claim,
    holds: str,
    *,
    expected: object,
    actual: object = 0,
) -> Finding:
    """The finding that the text says one thing and a table holds another.

    Args:
        rule: Whose finding it is.
        report: The report.
        said: What the text says.
        holds: What the table holds, in words that name the cell.
        expected: The table's value.
        actual: The text's; 0 where it says that there was none.
    """
    return rule.finding(
        report,
        said.passage.address,
        f"文中“{said.quote}”，而{holds}，请核对，改正不符的一处。",
        expected=expected,
        actual=actual,
        line=said.line,
    )


def _adds_up(statements: list[Statement], statement: Statement, reference: Reference) -> bool:
    """Whether it is one of several parts, in one text, that make the whole together."""
    parts = [
        each
        for each in statements
        if each.passage is statement.passage and each.key == statement.key and each.period in ("year", "part")
    ]
    if any(each.certain and each.value > statement.value and reference.fits(each.value) for each in parts):
        return True
    together = int(sum((each.figure.value for each in parts), Decimal(0)))
    return len(parts) > 1 and any(amount.fits(together) for amount in reference.sums or reference.amounts)


def group_low(report: Report, key: str) -> int:
    """How many there are at least of a row or group of table three."""
    return rows_total(report.figures, "applications", rows_of(report.edition, key))[0].low


def none_claimed(rule: CountRule, report: Report, claimed: str, row: str) -> Iterator[Finding]:
    """Findings on claims that a row of table three is 0 where it isn't."""
    for claim in reading_of(report).claims:
        total = group_low(report, row) if claim.kind == "none" and claim.key == claimed and claim.sure else 0
        if total:
            label = next(each for each in report.edition.table("applications").rows if each.key == row).label
            yield contradiction(rule, report, claim, f"表三“{label}”总计是 {show(total)}", expected=total)


_EVERY = re.compile(
    "(?:对|已|截至|年底|年末|目前|全年|本年度?|当年|年内|我|本|[局镇乡街道区县市办]|机关|收到|受理|办理|提出|的|在|于|度|之?内|中|所有|全部|各类|上述|以上|这些|每一?[件份]|"
    "政府信息公开|依申请公开|信息公开|申请人?|事项|件|也)*"
)


def speaks_of_all(claim: Claim, reading: Reading) -> bool:
    """Whether a claim on 全部 is about all that came in: the count right before it, or 申请 as such."""
    text = claim.passage.text
    start, _ = claim.passage.sentence_at(claim.start)
    sentence = text[start : claim.end]
    clause = text[max(start, text.rfind("，", start, claim.start) + 1) : claim.start]
    before = [
        each
        for each in reading.statements
        if each.passage is claim.passage and start <= each.figure.start < claim.start
    ]
    if before:
        last = before[-1]
        if last.key not in ("received", "incoming", "mentioned") or not last.certain or last.head is not None:
            return False
        return not clause or bool(_EVERY.fullmatch(clause)) or last.quote in clause
    return ("申请" in sentence and bool(_EVERY.fullmatch(clause))) or bool(
        re.search("清零|当年.{1,4}当年", sentence)
    )
