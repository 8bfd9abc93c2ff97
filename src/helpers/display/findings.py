"""The words around findings, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.checks.finding import Severity
from helpers.display.blocks import FindingItem

NO_FINDINGS = "没有发现问题。"


def findings_heading(items: Sequence[FindingItem]) -> str:
    """The heading of a list of findings, with their number by severity: 审核提示（错误1条，提醒2条）."""
    counts = Counter(item.severity for item in items)
    said = "，".join(f"{severity.label}{counts[severity]}条" for severity in Severity if counts[severity])
    return f"审核提示（{said}）" if said else "审核提示"


def finding_message(item: FindingItem) -> str:
    """What a finding says after its severity and its rule: the place, the sentence, the line."""
    place = f"{item.label}：" if item.label else ""
    line = f"（第{item.line}行）" if item.line is not None else ""
    return f"{place}{item.message}{line}"


def mark_text(number: int) -> str:
    """How a cell names a finding."""
    return f"［{number}］"


def previous_text(figure: str) -> str:
    """How a cell shows last year's figure beside its own."""
    return f"上年{figure}"
