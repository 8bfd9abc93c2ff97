"""What makes a file unreadable: structural faults, collected and raised together."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from helpers.checks import Finding, Severity
from helpers.errors import NianbaoError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RULE = "READ"
MAX_FAULTS = 20
"""Whoever has more than these to mend reads the file again after the first ones."""

_MAX_COMPARED = 80
_MAX_SHOWN = 40


class ReadError(NianbaoError):
    """A file, or the parameters of a notebook, can't be read as what it claims to be.

    Attributes:
        findings: What is wrong, in the file's order, at most `MAX_FAULTS`; rule `READ`, severity error.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        place = ":".join(str(part) for part in (first.file, first.line, first.column) if part)
        more = f"（另有 {len(self.findings) - 1} 处）" if len(self.findings) > 1 else ""
        super().__init__(f"{place}{': ' if place else ''}{first.message}{more}")

    def __reduce__(self) -> tuple[type[ReadError], tuple[tuple[Finding, ...]]]:
        return ReadError, (self.findings,)


def missing(file: str) -> ReadError:
    """The error where there is no such file."""
    return ReadError([Finding(RULE, Severity.ERROR, "找不到这个文件，请检查路径", file=file)])


def misnamed(file: str, name: str) -> ReadError:
    """The error for a params file that has another name than it must have."""
    return ReadError([Finding(RULE, Severity.ERROR, f"文件名应为 {name}，请改名", file=file)])


class Broken(Exception):  # noqa: N818  # never leaves the package: it becomes a finding of a ReadError
    """A fault after which nothing more can be read."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class Placed(Protocol):
    """What stands at a place of the file; line and column are None where it came from no file."""

    line: int | None
    column: int | None


class Faults:
    """The faults of one file, as findings that don't name the file yet."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def __bool__(self) -> bool:
        return bool(self.findings)

    @property
    def full(self) -> bool:
        """Whether no more are noted; whoever has many to look for may stop."""
        return len(self.findings) >= MAX_FAULTS

    def add(self, at: Placed, message: str, cell: str = "", label: str = "") -> None:
        """Note a fault.

        Args:
            at: Where it stands.
            message: One Chinese sentence that says what is wrong and what to do.
            cell: Address in params.
            label: The place as the official form names it.
        """
        if not self.full:
            self.findings.append(
                Finding(
                    RULE,
                    Severity.ERROR,
                    message,
                    line=at.line,
                    column=at.column,
                    cell=cell,
                    label=label,
                )
            )

    def note(self, broken: Broken) -> None:
        """Note a fault that was met while the file was taken apart."""
        self.add(broken, broken.message)

    def raise_any(self, file: str = "") -> None:
        """Raise what was noted.

        Raises:
            ReadError: Anything was.
        """
        if self.findings:
            raise ReadError(in_file(self.findings, file))


def in_file(findings: Iterable[Finding], file: str) -> list[Finding]:
    """The findings in the order of the file, which they name."""
    return [
        replace(finding, file=file)
        for finding in sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))
    ]


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that a mistyped one most likely stands for; empty where none is near."""
    if len(word) > _MAX_COMPARED:
        return ""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    by_lower = {name.lower().replace("-", "_"): name for name in known}
    near = get_close_matches(plain, by_lower, n=1)
    return by_lower[near[0]] if near else ""


def shown(text: str) -> str:
    """The user's own words in a message, in quotation marks."""
    return f"“{clipped(text)}”"


def clipped(text: str) -> str:
    """The user's own words, cut short, nothing in them invisible."""
    if len(text) > _MAX_SHOWN:
        text = text[: _MAX_SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
