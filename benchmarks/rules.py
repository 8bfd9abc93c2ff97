"""How precise the rules that read text are, on the labelled set: precision and recall for each rule.

    .venv/bin/python benchmarks/rules.py [--part dev] [--part second] … [--part heldout]

`tests/data/rules/README.md` says what counts as a hit and as a false alarm. Only figures are printed, never a sentence:
the part held out stays unseen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.checks.labelled import PARTS, SENTENCE_PARTS, Alternatives, report_of, reports, sentences

from helpers.checks import CATALOGUE, Finding, Severity, check
from helpers.intake import read_params

OF_TEXT = {rule for rule in CATALOGUE if rule.startswith(("N-", "D-"))} - {"D-SIM"}
OF_TEXT |= {"T3-FEE", "X-FEE", "XY-TITLE"}


@dataclass
class Score:
    """Hits, false alarms and misses by rule."""

    hits: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)

    def count(self, rules: Alternatives, hit: bool) -> None:
        """A fault that one of the rules must find; of several the first is counted."""
        (self.hits if hit else self.misses)[rules[0]] += 1

    def line(self, name: str, rules: Iterable[str]) -> str:
        """One line of the table."""
        chosen = set(rules)
        hits, false, misses = (
            sum(count for rule, count in counter.items() if rule in chosen)
            for counter in (self.hits, self.false, self.misses)
        )
        precision = hits / (hits + false) if hits + false else 1.0
        recall = hits / (hits + misses) if hits + misses else 1.0
        return f"{name:<14}{hits:>6}{false:>7}{misses:>8}{precision:>11.3f}{recall:>8.3f}"

    @property
    def rules(self) -> list[str]:
        """The rules that were to speak or spoke, in the catalogue's order."""
        seen = {*self.hits, *self.false, *self.misses}
        return [rule for rule in CATALOGUE if rule in seen]


def of_sentences(part: str) -> Score:
    """The score on single sentences."""
    score = Score()
    for sentence in sentences(part):
        findings = [each for each in loud(check(report_of(sentence))) if each.rule in OF_TEXT]
        allowed = set(sentence.may)
        for rules in sentence.expect:
            allowed |= set(rules)
            score.count(
                rules, any(_meets(each, rules, sentence.severity.get(each.rule, "")) for each in findings)
            )
        score.false.update({each.rule for each in findings} - allowed)
    return score


def of_reports(part: str) -> Score:
    """The score on whole reports, of all rules that look at one report."""
    score = Score()
    for path, faults in reports(part).items() if part in PARTS else ():
        findings = list(loud(check(read_params(path))))
        allowed: set[str] = set()
        for fault in faults:
            allowed |= set(fault.rules)
            if not fault.optional:
                there = [each for each in findings if not fault.at or each.cell in fault.at]
                score.count(fault.rules, any(_meets(each, fault.rules, fault.severity) for each in there))
        score.false.update(each.rule for each in findings if each.rule not in allowed)
    return score


def loud(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is worse than information."""
    return (each for each in findings if each.severity is not Severity.INFO)


def _meets(finding: Finding, rules: Alternatives, severity: str) -> bool:
    return finding.rule in rules and severity in ("", finding.severity.value)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", action="append", choices=SENTENCE_PARTS)
    for part in parser.parse_args().part or SENTENCE_PARTS:
        for what, score in (("sentences", of_sentences(part)), ("reports", of_reports(part))):
            if not score.rules:
                continue
            print(
                f"\n{part}, {what}\n{'rule':<14}{'hits':>6}{'false':>7}{'missed':>8}{'precision':>11}{'recall':>8}"
            )
            for rule in score.rules:
                print(score.line(rule, [rule]))
            for severity in (Severity.ERROR, Severity.WARNING):
                rules = [rule for rule in score.rules if CATALOGUE[rule].severity is severity]
                print(score.line(f"all {severity.value}", rules))
            print(score.line("all", score.rules))


if __name__ == "__main__":
    main()
