"""The catalogue: every rule once, in the order of the form, and the run over a report."""

from __future__ import annotations

from dataclasses import replace

from helpers.checks.finding import Finding, Severity
from helpers.checks.rule import Rule
from helpers.checks.rules import RULES
from helpers.form import Report

CATALOGUE: dict[str, Rule] = {rule.id: rule() for rule in RULES}


def rule_of(name: str) -> Rule:
    """The rule of that ID, in upper or lower case.

    Raises:
        KeyError: There is none.
    """
    return CATALOGUE[name.upper()]


def check(report: Report) -> list[Finding]:
    """Every rule of the report's edition over the report, in the catalogue's order.

    A rule that may be broken for a reason (`Rule.excusable`) gives information for the reviewer in place of its
    own severity where `reasons:` has one for it.
    """
    findings: list[Finding] = []
    for rule in CATALOGUE.values():
        if report.edition.id not in rule.editions:
            continue
        reason = report.reasons.get(rule.id) if rule.excusable else None
        findings += (_excuse(finding, reason) for finding in rule.check(report))
    return findings


def _excuse(finding: Finding, reason: str | None) -> Finding:
    if not reason:
        return finding
    return replace(finding, severity=Severity.INFO, message=f"{finding.message}（已说明原因：{reason}）")
