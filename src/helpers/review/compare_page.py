"""A report's comparison page: this year beside last year, with the findings in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.batch.record import Status
from helpers.checks import Severity
from helpers.checks.values import masked
from helpers.display.numbers import print_value
from helpers.display.tables import table_block
from helpers.form import Report
from helpers.review.comparison import Comparison, compare, compare_years, version_of
from helpers.review.copies import Copy
from helpers.review.entries import Entry
from helpers.review.page import page_of
from helpers.review.pairs import CellPair
from helpers.review.standing import Standing

_LINKS = {"report.html": "网页", "report.pdf": "PDF", "report.docx": "Word", "report.ipynb": "笔记本"}
_SHEETS = {"return.docx": "退改意见", "return.txt": "退改意见（文本）"}


@dataclass(frozen=True)
class Link:
    """A page to go to and what it is called."""

    href: str
    text: str


def report_page(
    entry: Entry,
    office: str,
    report: Report | None,
    before: Link | None = None,
    after: Link | None = None,
    *,
    standing: Standing | None = None,
    copy: Copy | None = None,
) -> str:
    """The page of a batch's report.

    Args:
        entry: Where it is and how building it ended.
        office: The office's name.
        report: Its figures and texts; None where they aren't at hand.
        before: The report before it.
        after: The report after it.
        standing: How far it has come after its review; None where nobody has said anything.
        copy: What of its text is another office's; None where nothing is.
    """
    return _page(
        report,
        compare_years(report) if report else None,
        title=f"{office}{entry.year}年年报对照",
        stamp=entry.stamp,
        status=entry.record.status,
        status_label=entry.record.status.label,
        standing=standing,
        links=[
            *(Link(name, label) for name, label in _LINKS.items() if name in entry.record.outputs),
            *(Link(name, label) for name, label in _SHEETS.items() if (entry.folder / name).is_file()),
        ],
        index="../../../index.html",
        before=before,
        after=after,
        findings=entry.findings,
        copy=copy,
    )


def version_page(report: Report, comparison: Comparison) -> str:
    """The page of two versions of a report.

    Args:
        report: The later one.
        comparison: What differs.
    """
    return _page(
        report,
        comparison,
        title=f"{report.title}两个版本的对照",
        stamp="",
        status=Status.OK,
        status_label="",
        standing=None,
        links=(),
        index="",
        before=None,
        after=None,
        findings=(),
        copy=None,
    )


def _page(
    report: Report | None, comparison: Comparison | None, findings: Sequence[Mapping[str, Any]], **shown: Any
) -> str:
    alone = comparison is None
    if report and comparison is None:
        version = version_of(report, f"{report.year}年")
        comparison = compare(version, version)
    numbered = _numbered(findings)
    marks: dict[str, list[dict[str, Any]]] = {}
    for finding in numbered:
        marks.setdefault(finding["cell"], []).append(finding)
    shown_at = _places(report, comparison)
    for finding in numbered:
        finding["place"] = marks[finding["cell"]][0]["number"] if finding["cell"] in shown_at else None
    return page_of(
        "compare",
        "compare",
        findings=numbered,
        marks=marks,
        comparison=comparison,
        alone=alone,
        tables=[table_block(report, table) for table in report.edition.tables] if report else (),
        sections=_sections(report, comparison),
        gone=[cell for cell in comparison.cells.values() if not cell.in_after] if comparison else (),
        uncomparable=sum(1 for cell in comparison.cells.values() if not cell.in_before) if comparison else 0,
        figure=_figure,
        change=_change,
        **shown,
    )


def _numbered(findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The findings, the gravest first, each with its number and its severity in Chinese."""
    order = [severity.value for severity in Severity]
    ranked = sorted(findings, key=lambda finding: order.index(finding["severity"]))
    return [
        {**finding, "number": number, "severity_label": Severity(finding["severity"]).label}
        for number, finding in enumerate(ranked, 1)
    ]


def _places(report: Report | None, comparison: Comparison | None) -> set[str]:
    """The addresses that the page shows."""
    if not (report and comparison):
        return set()
    return {*report.edition.fields, *(text.address for text in comparison.texts)}


def _sections(report: Report | None, comparison: Comparison | None) -> list[tuple[str, list[Any]]]:
    """The texts by the section that they stand in, the preamble under none."""
    if not (report and comparison):
        return []
    found = []
    preamble = [text for text in comparison.texts if text.address == "narrative.preamble"]
    if preamble:
        found.append((preamble[0].label, preamble))
    for section in report.edition.sections:
        base = f"narrative.{section.key}"
        texts = [text for text in comparison.texts if f"{text.address}.".startswith(f"{base}.")]
        if texts:
            found.append((section.title, texts))
    return found


def _figure(pair: CellPair, *, last: bool = False) -> str:
    """A cell's figure as it is printed."""
    return masked(print_value(pair.field, pair.before if last else pair.after))


def _change(pair: CellPair) -> str:
    """By how much a figure rose or fell, with its sign."""
    if pair.change is None:
        return ""
    size = print_value(pair.field, pair.change).lstrip("-")
    return f"{'+' if pair.change > 0 else '−'}{size}"
