"""How the tests of the rules look at findings."""

from __future__ import annotations

from typing import Any

from tests.factories import FILE, line_of

from helpers.checks import Finding, check
from helpers.form import Report

Brief = tuple[str, str, str, Any, Any]


def brief(finding: Finding) -> Brief:
    """Rule, severity, cell, expected, actual."""
    return finding.rule, finding.severity.value, finding.cell, finding.expected, finding.actual


def found(report: Report, *, without: str = "") -> list[Brief]:
    """All findings of a report, each of which stands where the report's file has its cell.

    Args:
        report: The report.
        without: Severity of findings that the test is not about.
    """
    findings = check(report)
    for finding in findings:
        assert finding.file == FILE.format(year=report.year)
        if finding.cell:
            assert (finding.line, finding.column) == (line_of(finding.cell, report.edition.id), 5)
            assert finding.label == report.edition.fields[finding.cell].label
        assert finding.message.endswith("。"), finding.message
        assert "。" not in finding.message[:-1], finding.message
    return [brief(finding) for finding in findings if finding.severity.value != without]


def message(report: Report, rule: str) -> str:
    """The message of a report's only finding by that rule."""
    messages = [finding.message for finding in check(report) if finding.rule == rule]
    assert len(messages) == 1, messages
    return messages[0]
