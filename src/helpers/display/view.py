"""The report as the master notebook shows it, one method a cell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from helpers.checks import Finding, Severity, check
from helpers.display.blocks import Block, FindingItem, FindingList, Heading, Title
from helpers.display.charts import applicant_chart, result_chart, yearly_chart
from helpers.display.numerals import chinese_numeral
from helpers.display.office_charts import office_charts
from helpers.display.output import Output
from helpers.display.prose import markdown_blocks
from helpers.display.settings import Settings
from helpers.display.tables import table_block
from helpers.display.title import title_lines
from helpers.form import Report, Section
from helpers.intake import report_from_parameters

APPENDIX = "附：图表"


def open_report(*, settings: dict[str, Any] | None = None, **parameters: Any) -> ReportView:
    """Read the notebook's parameters and give the report to show.

    Args:
        settings: See `Settings`.
        parameters: What a params file holds, by its top-level keys.

    Raises:
        ReadError: The parameters aren't a report; the message names what is wrong.
        UsageError: The settings are none.
    """
    return ReportView(report_from_parameters(**parameters), Settings.from_parameter(settings))


class ReportView:
    """A report and how to show it; each method gives the output of one cell.

    Attributes:
        report: The report.
        settings: How it is shown.
    """

    def __init__(self, report: Report, settings: Settings | None = None) -> None:
        self.report = report
        self.settings = settings or Settings()

    @cached_property
    def _findings(self) -> list[Finding]:
        return check(self.report, self.settings.profile)

    @property
    def draft(self) -> bool:
        """Whether the report is marked 草稿: on request, and always while a rule of severity error is broken."""
        return self.settings.draft or any(finding.severity is Severity.ERROR for finding in self._findings)

    def title(self) -> Output:
        """The title."""
        return Output(
            [
                Title(
                    text=self.report.title,
                    lines=title_lines(self.report),
                    office=self.report.office.name,
                    year=self.report.year,
                    edition=self.report.edition.id,
                    draft=self.draft,
                )
            ]
        )

    def findings(self) -> Output:
        """What the rules found, for whoever reviews the report."""
        items = tuple(
            FindingItem(
                finding.rule,
                finding.severity.value,
                finding.message,
                finding.label,
                line=finding.line,
                cell=finding.cell,
            )
            for finding in self._findings
        )
        return Output([FindingList(items)])

    def preamble(self) -> Output:
        """What stands before section one."""
        text = self.report.narrative.preamble
        return Output(markdown_blocks(text.value) if text else ())

    def section(self, key: str) -> Output:
        """One of the six sections under its official title: its table or its text.

        Args:
            key: The section's key in the official form, e.g. `overview`.

        Raises:
            KeyError: The form has no such section.
        """
        sections = {section.key: section for section in self.report.edition.sections}
        return Output(self._section(sections[key]))

    def _section(self, section: Section) -> Iterator[Block]:
        yield Heading(1, section.title, id=section.key)
        if section.table:
            table = self.report.edition.table(section.table)
            yield table_block(self.report, table, self.settings.fee_decimals)
        for part in section.parts:
            address = f"{section.key}.{part.key}" if part.key else section.key
            text = self.report.narrative.parts.get(address)
            if part.title:
                yield Heading(2, part.title, id=f"{section.key}-{part.key.replace('_', '-')}")
            if text is not None:
                yield from markdown_blocks(text.value)
        if section.more:
            yield from self._more(len([part for part in section.parts if part.title]))

    def _more(self, before: int) -> Iterator[Block]:
        """The office's own sub-sections, numbered on after the official ones."""
        for number, titled in enumerate(self.report.narrative.more, before + 1):
            yield Heading(
                2, f"（{chinese_numeral(number)}）{titled.title.value}", id=f"overview-more-{number}"
            )
            yield from markdown_blocks(titled.text.value)

    def outputs(self) -> Iterator[Output]:
        """The outputs of all cells, in the notebook's order."""
        yield self.title()
        yield self.findings()
        yield self.preamble()
        for section in self.report.edition.sections:
            yield self.section(section.key)
        yield self.appendix()
        yield self.yearly_chart()
        yield self.result_chart()
        yield self.applicant_chart()

    def appendix(self) -> Output:
        """The heading above the charts, and those of a district's offices."""
        return Output([Heading(1, APPENDIX, id="appendix"), *office_charts(self.report)])

    def yearly_chart(self) -> Output:
        """Applications this year against last."""
        return Output([yearly_chart(self.report)])

    def result_chart(self) -> Output:
        """Results by kind."""
        return Output([result_chart(self.report)])

    def applicant_chart(self) -> Output:
        """Who applied."""
        return Output([applicant_chart(self.report)])
