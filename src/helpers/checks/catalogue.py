"""The catalogue: every rule once, in the order of the form, and the run over a report."""

from __future__ import annotations

from dataclasses import replace

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule, Rule
from helpers.checks.rules import RULES
from helpers.form import Report

CATALOGUE: dict[str, Rule] = {rule.id: rule() for rule in RULES}

_OF_A_REPORT = tuple(rule for rule in CATALOGUE.values() if isinstance(rule, ReportRule))


def rule_of(name: str) -> Rule:
    """The rule of that ID, in upper or lower case.

    Raises:
        KeyError: There is none.
    """
    return CATALOGUE[name.upper()]


def check(report: Report) -> list[Finding]:
    """Every rule of the report's edition over the report, in the catalogue's order.

    A warning, and an error of a rule that may be broken (`Rule.excusable`), becomes information for the
    reviewer where the report's `reasons:` has a reason for that rule.
    """
    findings: list[Finding] = []
    for rule in _OF_A_REPORT:
        if report.edition.id in rule.editions:
            reason = report.reasons.get(rule.id)
            findings += (_excuse(rule, finding, reason) for finding in rule.check(report))
    return findings


def _excuse(rule: Rule, finding: Finding, reason: str | None) -> Finding:
    may_be = finding.severity is Severity.WARNING or (finding.severity is Severity.ERROR and rule.excusable)
    if not reason or not may_be:
        return finding
    return replace(finding, severity=Severity.INFO, message=f"{finding.message}（已说明原因：{reason}）")
