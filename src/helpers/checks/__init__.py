"""The rules: one small class each, all in one catalogue."""

from typing import TYPE_CHECKING

from helpers.checks.finding import Finding, Severity
from helpers.checks.profile import PLAIN, Profile
from helpers.checks.rule import ReportRule, Rule

if TYPE_CHECKING:
    from helpers.checks.catalogue import CATALOGUE, check, rule_of, settled

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


def __getattr__(name: str) -> object:
    """The catalogue's names, when first asked for: who only reads params needn't wait for 60 rules to be loaded."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.checks import catalogue

    return globals().setdefault(name, getattr(catalogue, name))
