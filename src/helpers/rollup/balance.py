"""AGG-BAL: the sums of tables three and four on the added figures, traced to the offices that break them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.checks import Finding, ReportRule, rule_of
from helpers.checks.rules.rolled_up import SUMS_HOLD
from helpers.form import Report
from helpers.rollup.gathering import Share

_SUMS = ("T3-BAL", "T3-SUM7", "T3-ROW", "T4-SUM")


def imbalances(district: Report, shares: Sequence[Share]) -> Iterator[Finding]:
    """Each sum that doesn't hold on the district's figures, with the offices on whose figures it doesn't either.

    A sum that every office's figures hold is held by their sum, so there is always one to name.
    """
    for name in _SUMS:
        rule = rule_of(name)
        assert isinstance(rule, ReportRule)  # noqa: S101  # these four are
        broken = list(rule.check(district))
        if not broken:
            continue
        at_fault = {share.source: {finding.cell for finding in rule.check(share.report)} for share in shares}
        for finding in broken:
            names = "、".join(share.name for share in shares if finding.cell in at_fault[share.source])
            yield SUMS_HOLD.at(
                f"{finding.message.removesuffix('，请核对。')}（{name}）；出在{names}，请先改这些单位的数据。",
                file=district.file,
                cell=finding.cell,
                label=finding.label,
                expected=finding.expected,
                actual=finding.actual,
            )
