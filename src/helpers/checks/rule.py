"""What every rule is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from helpers.checks.finding import Finding, Severity
from helpers.form import EDITIONS, Report


class Rule(ABC):
    """One rule of the catalogue; a subclass is a rule, its docstring tells a developer what it checks.

    Attributes:
        id: Stable ID, e.g. T3-BAL.
        severity: How grave a finding is unless the rule says otherwise for it.
        title: What is checked, one Chinese line.
        basis: The law, notice or statistical convention it stands on, in Chinese.
        example: A faulty case and how it is put right, in Chinese.
        editions: The editions of the form it applies to.
        excusable: Whether a reason in `reasons:` turns its findings into information for the reviewer.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    title: ClassVar[str]
    basis: ClassVar[str]
    example: ClassVar[str]
    editions: ClassVar[tuple[int, ...]] = tuple(EDITIONS)
    excusable: ClassVar[bool] = False

    @abstractmethod
    def check(self, report: Report) -> Iterator[Finding]:
        """Yield what is wrong with the report; nothing where the rule holds or can't be applied."""

    def finding(
        self,
        report: Report,
        cell: str,
        message: str,
        *,
        expected: Any = None,
        actual: Any = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule at a cell or a text.

        Args:
            report: The report that is checked.
            cell: Address of the place: a cell's, or a text's such as `narrative.other`.
            message: One Chinese sentence that says what is wrong and what to do.
            expected: What the place should hold.
            actual: What it holds.
            severity: Where it differs from the rule's own.
        """
        field = report.edition.fields.get(cell)
        line, column = report.places.get(cell, (None, None))
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            message=message,
            file=report.file,
            line=line,
            column=column,
            cell=cell,
            label=field.label if field else "",
            expected=expected,
            actual=actual,
        )
