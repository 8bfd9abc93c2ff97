"""What a finding's severity is called where blocks are shown."""

from __future__ import annotations

from helpers.checks.finding import Severity


def severity_label(severity: str) -> str:
    """The severity in Chinese; a word that is no severity is shown as it is."""
    return Severity(severity).label if is_severity(severity) else severity


def is_severity(word: str) -> bool:
    """Whether findings can have that severity."""
    return word in {severity.value for severity in Severity}
