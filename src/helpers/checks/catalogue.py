"""The catalogue: every rule once, in the order of the form, and the run over a report."""

from __future__ import annotations

from collections.abc import Container, Sequence

from helpers.checks.finding import Finding, Severity
from helpers.checks.profile import PLAIN, Profile
from helpers.checks.reasons import Reason, settle
from helpers.checks.rule import ReportRule, Rule
from helpers.checks.rules import RULES
from helpers.checks.rules.privacy import without_secrets
from helpers.form import Report

CATALOGUE: dict[str, Rule] = {rule.id: rule() for rule in RULES}

_OF_A_REPORT = tuple(rule for rule in CATALOGUE.values() if isinstance(rule, ReportRule))


def rule_of(name: str) -> Rule:
    """The rule of that ID, in upper or lower case.

    Raises:
        KeyError: There is none.
    """
    return CATALOGUE[name.upper()]


def check(report: Report, profile: Profile = PLAIN, *, only: Container[str] | None = None) -> list[Finding]:
    """Every rule of the report's edition over the report, in the catalogue's order.

    A warning, and an error of a rule that may be broken (`Rule.excusable`), asks for a reason; where the
    report's `reasons:` has one for that rule that still stands, the finding is information for the reviewer.

    Args:
        report: The report.
        profile: What its district asks for.
        only: IDs of the rules to apply; all of them where None.
    """
    findings: list[Finding] = []
    for rule in _OF_A_REPORT:
        if report.edition.id not in rule.editions or (only is not None and rule.id not in only):
            continue
        if found := list(rule.check_for(report, profile)):
            findings += settled(rule, found, report.reasons.get(rule.id, ""), profile)
    return without_secrets(report, findings) if findings else findings


def settled(
    rule: Rule,
    findings: Sequence[Finding],
    reason: str,
    profile: Profile = PLAIN,
    *,
    beside: bool = False,
) -> list[Finding]:
    """A rule's findings in a report as the office is told them: as grave as the district wants, reasons heard.

    Args:
        rule: The rule.
        findings: All that it found.
        reason: What the report's `reasons:` says for it; empty where it says nothing.
        profile: What the district asks for.
        beside: Whether the rule finds other things in the report elsewhere.
    """
    raised = [(profile.raised(rule, each), _is_excusable(rule, each)) for each in findings]
    excusable = [each for each, is_excusable in raised if is_excusable]
    heard = iter(settle(rule.id, excusable, Reason.read(reason), beside=beside))
    return [next(heard) if is_excusable else each for each, is_excusable in raised]


def _is_excusable(rule: Rule, finding: Finding) -> bool:
    """Whether a reason excuses what the rule found, before a district raises it; the gravest of a warning's it doesn't."""
    if finding.severity is Severity.ERROR:
        return rule.excusable and rule.severity is Severity.ERROR
    return finding.severity is Severity.WARNING
