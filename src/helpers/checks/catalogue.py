"""The catalogue: every rule once, in the order of the form, and the run over a report."""

from __future__ import annotations

from helpers.checks.finding import Finding, Severity
from helpers.checks.reasons import Reason, settle
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

    A warning, and an error of a rule that may be broken (`Rule.excusable`), asks for a reason; where the
    report's `reasons:` has one for that rule that still stands, the finding is information for the reviewer.
    """
    findings: list[Finding] = []
    for rule in _OF_A_REPORT:
        if report.edition.id in rule.editions and (found := list(rule.check(report))):
            reason = Reason.read(report.reasons.get(rule.id, ""))
            excusable = [each for each in found if _is_excusable(rule, each)]
            settled = iter(settle(rule.id, excusable, reason))
            findings += (next(settled) if _is_excusable(rule, each) else each for each in found)
    return findings


def _is_excusable(rule: Rule, finding: Finding) -> bool:
    return rule.excusable if finding.severity is Severity.ERROR else finding.severity is Severity.WARNING
