"""The rules: one small class each, all in one catalogue."""

from helpers.checks.catalogue import CATALOGUE, check, rule_of, settled
from helpers.checks.finding import Finding, Severity
from helpers.checks.profile import PLAIN, Profile
from helpers.checks.rule import ReportRule, Rule

__all__ = [
    "CATALOGUE",
    "PLAIN",
    "Finding",
    "Profile",
    "ReportRule",
    "Rule",
    "Severity",
    "check",
    "rule_of",
    "settled",
]
