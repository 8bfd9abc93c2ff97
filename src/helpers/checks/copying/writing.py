"""What a report says in sections one and five, small enough that ten thousand of them fit into memory."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import blake2b

from helpers.checks.copying.paragraph import Paragraph, clauses_of, paragraphs, tells
from helpers.checks.rule import label_of
from helpers.form import Report


@dataclass(frozen=True)
class Writing:
    """A report's text as it is compared with other offices'.

    Attributes:
        file: Its params file as the user named it.
        folder: What tells offices apart: `district/office`.
        name: The office's name.
        year: The report year.
        paragraphs: Address, label in the form, line and text of each paragraph.
        clauses: A number for each clause that tells anything; 0 ends a paragraph.
    """

    file: str
    folder: str
    name: str
    year: int
    paragraphs: tuple[tuple[str, str, int | None, str], ...]
    clauses: array[int]


def writing_of(report: Report, folder: str) -> Writing:
    """A report's writing.

    Args:
        report: The report.
        folder: What tells offices apart.
    """
    found = list(paragraphs(report.narrative, report.office.name))
    clauses = array("Q")
    for paragraph in found:
        clauses.extend(number_of(clause) for clause in paragraph.clauses if tells(clause))
        clauses.append(0)
    return Writing(
        report.file,
        folder,
        report.office.name,
        report.year,
        tuple((each.address, label_of(report.edition, each.address), each.line, each.raw) for each in found),
        clauses,
    )


def number_of(clause: str) -> int:
    """A number for a clause, the same on every machine: 40 bits, never 0."""
    return int.from_bytes(blake2b(clause.encode(), digest_size=5).digest()) or 1


def paragraphs_of(writing: Writing) -> list[Paragraph]:
    """A writing's paragraphs."""
    return [
        Paragraph(address, raw, clauses_of(raw, writing.name), line)
        for address, _, line, raw in writing.paragraphs
    ]
