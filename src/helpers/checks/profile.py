"""What a district asks of its reports beyond the rules' own words: stricter severities, earlier deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from helpers.checks.finding import Finding, Severity

if TYPE_CHECKING:
    from helpers.checks.rule import Rule

MonthDay = tuple[int, int]
"""Month and day of the year that follows the report's."""


@dataclass(frozen=True)
class Profile:
    """How a district wants the rules applied.

    A severity is only ever raised: what blocks a report everywhere blocks it here too, and nothing is waved through
    by a line in a district's file. Whoever reads a district's file refuses one that lowers; here it has no effect.

    Attributes:
        severities: The severity of a rule's findings by the rule's ID, where it isn't the rule's own.
        deadlines: When reports must be public by their scope (`office`, `district`), where that isn't the law's day.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    deadlines: Mapping[str, MonthDay] = field(default_factory=dict)

    def raised(self, rule: Rule, finding: Finding) -> Finding:
        """The finding with the district's severity.

        What a rule only mentions (a text that it can't read, say) stays information, unless that is all the rule does.
        """
        wanted = self.severities.get(rule.id)
        mentioned = finding.severity is Severity.INFO and rule.severity is not Severity.INFO
        if wanted is None or mentioned or not wanted.is_graver_than(finding.severity):
            return finding
        return replace(finding, severity=wanted)

    def to_parameter(self) -> dict[str, Any]:
        """The profile as plain JSON, without what isn't set."""
        found: dict[str, Any] = {}
        if self.severities:
            found["severities"] = {rule: severity.value for rule, severity in sorted(self.severities.items())}
        if self.deadlines:
            found["deadlines"] = {scope: list(day) for scope, day in sorted(self.deadlines.items())}
        return found

    @classmethod
    def from_parameter(cls, value: Mapping[str, Any]) -> Profile:
        """Read what `to_parameter` gave.

        Raises:
            AttributeError, TypeError, ValueError: It is no profile.
        """
        if unknown := set(value) - {"severities", "deadlines"}:
            raise ValueError(f"{min(map(str, unknown))} is no part of a profile")
        severities = {str(rule): Severity(given) for rule, given in value.get("severities", {}).items()}
        deadlines = {}
        for scope, (month, day) in value.get("deadlines", {}).items():
            if not (type(month) is int and type(day) is int and 1 <= month <= 12 and 1 <= day <= 31):
                raise ValueError(f"{month}-{day} is no day")
            deadlines[str(scope)] = month, day
        return cls(severities, deadlines)


PLAIN = Profile()
"""The rules as they are."""
