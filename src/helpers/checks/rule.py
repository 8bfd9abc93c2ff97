"""What every rule is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from helpers.checks.examples import PASSING
from helpers.checks.finding import Finding, Severity
from helpers.checks.profile import Profile
from helpers.form import EDITIONS, Edition, Report


class Rule(ABC):
    """One rule of the catalogue; a subclass is a rule, its docstring tells a developer what it checks.

    What a rule looks at is its subclass's affair: `ReportRule` sees one report at a time. Every finding
    belongs to a report all the same, so that it can be located.

    Attributes:
        id: Stable ID, e.g. T3-BAL.
        severity: How grave a finding is unless the rule says otherwise for it.
        title: What is checked, one Chinese line.
        basis: The law, notice or statistical convention it stands on, in Chinese.
        example: A faulty case and how it is put right, in Chinese.
        editions: The editions of the form it applies to.
        excusable: Whether a reason in `reasons:` excuses a finding of the rule's own severity. A warning it always
            excuses, an error of most rules never.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    title: ClassVar[str]
    basis: ClassVar[str]
    example: ClassVar[str]
    editions: ClassVar[tuple[int, ...]] = tuple(EDITIONS)
    excusable: ClassVar[bool] = False

    @property
    def passing(self) -> str:
        """A case that passes, in Chinese."""
        return PASSING[self.id]

    def finding(
        self,
        report: Report,
        cell: str,
        message: str,
        *,
        expected: Any = None,
        actual: Any = None,
        severity: Severity | None = None,
        line: int | None = None,
    ) -> Finding:
        """A finding of this rule at a cell or a text.

        Args:
            report: The report that is at fault.
            cell: Address of the place: a cell's, or a text's such as `narrative.other`; empty where the whole
                report is meant.
            message: One Chinese sentence that says what is wrong and what to do.
            expected: What the place should hold.
            actual: What it holds.
            severity: Where it differs from the rule's own.
            line: The line within a text that is meant (`Text.line_at`) instead of the one on which it begins.
        """
        start, column = report.places.get(cell, (None, None))
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            message=message,
            file=report.file,
            line=line or start,
            column=None if line not in (None, start) else column,
            cell=cell,
            label=label_of(report.edition, cell),
            expected=expected,
            actual=actual,
        )


class ReportRule(Rule):
    """A rule that needs no more than one report, with last year's that it carries."""

    @abstractmethod
    def check(self, report: Report) -> Iterator[Finding]:
        """Yield what is wrong with the report; nothing where the rule holds or can't be applied."""

    def check_for(self, report: Report, profile: Profile) -> Iterator[Finding]:
        """Yield what is wrong with the report of a district that has demands of its own.

        Severities are no rule's affair (`Profile.raised`); a rule that asks for the district's deadlines overrides this.
        """
        del profile
        return self.check(report)


def label_of(edition: Edition, address: str) -> str:
    """How the form names a cell or a text: 三、（七）总计 × 自然人, or 一、总体情况（二）依申请公开."""
    if field := edition.fields.get(address):
        return field.label
    for section in edition.sections:
        base = f"narrative.{section.key}"
        if address == base or address.startswith(f"{base}."):
            titles = {f"{base}.{part.key}": part.title for part in section.parts}
            return section.title + titles.get(address, "")
    return ""
