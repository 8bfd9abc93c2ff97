"""Reasons for a broken rule, bound to the values that they excuse."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.checks.finding import Finding, Severity
from helpers.checks.values import on_one_line, show

_MARK = re.compile(r"[〔\[［]\s*(?P<marks>[0-9a-fA-F]{6}(?:[\s、，,]+[0-9a-fA-F]{6})*)\s*[〕\]］]\s*$")


@dataclass(frozen=True)
class Reason:
    """A reason as `reasons:` gives it: words, and behind them the mark of what it was given for, 〔4f2a1c〕.

    Attributes:
        words: The reason without its marks; empty where there is none.
        marks: The marks in small letters: several where one reason was given for several things, none where it isn't
            bound.
    """

    words: str
    marks: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Reason:
        """Tell the words from the marks."""
        match = _MARK.search(text)
        words = on_one_line(text[: match.start()] if match else text)
        return cls(words, tuple(re.findall("[0-9a-f]{6}", match["marks"].lower())) if match else ())


def mark_of(findings: Sequence[Finding]) -> str:
    """What a rule found, in six characters: another as soon as a place or a value is another."""
    found = sorted(f"{each.cell}\t{show(each.expected)}\t{show(each.actual)}" for each in findings)
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:6]


def settle(rule: str, findings: Sequence[Finding], reason: Reason, *, beside: bool = False) -> list[Finding]:
    """Ask for a reason, give the one there is, or say that it has lapsed.

    Args:
        rule: ID of the rule.
        findings: All that it found in a report and that a reason can excuse.
        reason: What `reasons:` says for it.
        beside: Whether the rule finds other things in the report elsewhere, for which the reason may be as well.

    Returns:
        The findings: information where the reason stands, otherwise as grave as they were.
    """
    mark = mark_of(findings)
    stands = bool(reason.words) and (not reason.marks or mark in reason.marks)
    bound = f"{reason.words}〔{'、'.join((*reason.marks, mark) if beside else (mark,))}〕"
    if not reason.words:
        tail = f"；确实如此的，请在 reasons 中写明 {rule} 的原因。"
    elif not reason.marks:
        tail = f"（已说明原因：{reason.words}；写成“{bound}”的，数字变动后自动失效）。"
    elif stands:
        tail = f"（已说明原因：{reason.words}）。"
    elif beside:
        tail = f"；原来的原因“{reason.words}”不是对这一处说的，也成立的请改写为“{bound}”。"
    else:
        tail = f"；原来的原因“{reason.words}”是对另外的数字说的，已经失效，仍然成立的请改写为“{bound}”。"
    return [
        replace(
            each,
            message=each.message.removesuffix("。") + tail,
            severity=Severity.INFO if stands else each.severity,
        )
        for each in findings
    ]
