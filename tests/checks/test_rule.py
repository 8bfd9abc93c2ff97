from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.factories import report

from helpers.checks import Finding, ReportRule, Severity
from helpers.checks.rule import label_of
from helpers.form import EDITIONS, Report, Text
from helpers.form.text import Origin


class Forbidden(ReportRule):
    """A rule on prose, as those that read the narrative are made."""

    id = "D-TEST"
    severity = Severity.WARNING
    title = "试验"
    basis = "试验"
    example = "试验。"

    def check(self, report: Report) -> Iterator[Finding]:
        for address, text in report.narrative.texts():
            if (offset := text.value.find("错")) >= 0:
                yield self.finding(report, address, "有错字。", line=text.line_at(offset))


def test_a_finding_in_prose_stands_on_the_line_of_the_word() -> None:
    subject = report()
    text = Text("第一行\n第二行有错", origin=Origin("|\n  第一行\n  第二行有错", line=40, column=11))
    subject = replace(
        subject,
        narrative=replace(subject.narrative, parts={**subject.narrative.parts, "overview.on_request": text}),
        places={"narrative.overview.on_request": (40, 11)},
    )
    [finding] = Forbidden().check(subject)
    assert finding == Finding(
        rule="D-TEST",
        severity=Severity.WARNING,
        message="有错字。",
        file=subject.file,
        line=42,
        column=None,
        cell="narrative.overview.on_request",
        label="一、总体情况（二）依申请公开",
    )


def test_a_finding_without_a_file_has_no_place() -> None:
    subject = replace(report(), file="", places={})
    finding = Forbidden().finding(subject, "applications.total[0]", "有错。", expected=3, actual=2)
    assert (finding.file, finding.line, finding.column) == ("", None, None)
    assert str(finding) == "提醒 D-TEST 有错。"


@pytest.mark.parametrize("edition", sorted(EDITIONS))
@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("applications.total[0]", "三、（七）总计 × 自然人"),
        ("appeals.reconsideration[4]", "行政复议 × 总计"),
        ("narrative.other", "六、其他需要报告的事项"),
        ("narrative.overview.lead", "一、总体情况"),
        ("narrative.overview.more[0].text", "一、总体情况"),
        ("narrative.shortcomings.problems", "五、存在的主要问题及改进情况（一）存在问题"),
        ("narrative.preamble", ""),
        ("", ""),
    ],
)
def test_a_place_is_called_what_the_form_calls_it(edition: int, address: str, label: str) -> None:
    assert label_of(EDITIONS[edition], address) == label
