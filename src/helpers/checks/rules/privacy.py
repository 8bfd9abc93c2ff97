"""The rule on what must not become public: numbers, addresses and names of persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from helpers.checks.finding import Finding, Severity
from helpers.checks.prose.passage import Passage, passage
from helpers.checks.prose.personal import hidden, personal_data
from helpers.checks.prose.reading import reading_of
from helpers.checks.rule import ReportRule
from helpers.form import Report, Text


class PersonalData(ReportRule):
    """No identity number, personal phone or account, bank card, home address or name of an applicant is published.

    A finding shows no more of it than its first and last characters.
    """

    id = "D-PII"
    severity = Severity.ERROR
    title = "文中没有身份证号、个人电话、网络账号、银行卡号、住址和申请人姓名"
    basis = "条例第十五条：涉及个人隐私的信息不得公开；个人信息保护法"
    example = "文中写出申请人的姓名和手机号：删去，或改写为“李某”。"

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield each piece of personal data, hidden but for its ends."""
        for each in _passages(report):
            for what, start, end in personal_data(each):
                yield self.finding(
                    report,
                    each.address,
                    f"文中有{what}（{hidden(what, each.text[start:end])}），属于个人信息，不得公开，请删去或作遮盖处理。",
                    line=each.line(start),
                )


def without_secrets(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a report with what must not become public hidden wherever they quote its texts."""
    secrets = {
        each.source.value[each.offsets[start] : each.offsets[end - 1] + 1]: hidden(what, each.text[start:end])
        for each in _passages(report)
        for what, start, end in personal_data(each)
    }
    return [_without(secrets, finding) for finding in findings] if secrets else list(findings)


def _without(secrets: dict[str, str], finding: Finding) -> Finding:
    quoted = f"{finding.message}{finding.expected}{finding.actual}"
    for secret in sorted((each for each in secrets if each in quoted), key=len, reverse=True):
        message, *values = (
            value.replace(secret, secrets[secret]) if isinstance(value, str) else value
            for value in (finding.message, finding.expected, finding.actual)
        )
        finding = replace(finding, message=message, expected=values[0], actual=values[1])
    return finding


def _passages(report: Report) -> Iterator[Passage]:
    """Every text, and the reasons, which reviewers are shown."""
    yield from reading_of(report).passages
    for rule, reason in report.reasons.items():
        yield passage(f"reasons.{rule}", Text(reason))
