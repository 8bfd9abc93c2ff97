"""The catalogue: every rule once, in the order of the form, and the run over a report."""

from __future__ import annotations

from dataclasses import replace

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import ReportRule, Rule
from helpers.checks.rules import RULES
from helpers.checks.values import on_one_line
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

    A warning, and an error of a rule that may be broken (`Rule.excusable`), asks for a reason; where the
    report's `reasons:` has one for that rule, the finding is information for the reviewer.
    """
    findings: list[Finding] = []
    for rule in _OF_A_REPORT:
        if report.edition.id in rule.editions:
            reason = report.reasons.get(rule.id, "")
            findings += (_settle(rule, finding, reason) for finding in rule.check(report))
    return findings


def _settle(rule: Rule, finding: Finding, reason: str) -> Finding:
    """Ask for a reason, or give the one there is."""
    excusable = rule.excusable if finding.severity is Severity.ERROR else finding.severity is Severity.WARNING
    if not excusable:
        return finding
    message = finding.message.removesuffix("。")
    if not reason.strip():
        ask = f"；确实如此的，请在 reasons 中写明 {rule.id} 的原因。"
        return replace(finding, message=message + ask)
    given = f"（已说明原因：{on_one_line(reason)}）。"
    return replace(finding, message=message + given, severity=Severity.INFO)
