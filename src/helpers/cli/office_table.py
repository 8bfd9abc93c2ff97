"""A table of what offices broke: a line for each office, a column for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from helpers.checks import CATALOGUE, Severity
from helpers.cli.output import COLOURS

if TYPE_CHECKING:
    from helpers.batch.survey import Surveyed

_TOTAL = "合计"
_NAMES = {"READ": "读不了"}
"""What a column is called that isn't a rule's."""


def print_table(surveyed: Sequence[Surveyed]) -> None:
    """Print how many findings of each rule each office has; rules and offices without any are left out.

    A number has the colour of its gravest finding, and its mark: ! an error, ? a warning.
    """
    from rich.cells import cell_len

    counts: dict[str, Counter[str]] = {}
    worst: dict[tuple[str, str], Severity] = {}
    names: dict[str, str] = {}
    for each in surveyed:
        names[each.folder] = each.office or names.get(each.folder, "")
        for finding in each.findings:
            rule, severity = finding["rule"], Severity(finding["severity"])
            counts.setdefault(each.folder, Counter())[rule] += 1
            for place in ((each.folder, rule), (_TOTAL, rule)):
                if place not in worst or severity.is_graver_than(worst[place]):
                    worst[place] = severity
    if not counts:
        return
    counts[_TOTAL] = sum(counts.values(), Counter())
    rules = [rule for rule in ("READ", *CATALOGUE) if counts[_TOTAL][rule]]
    heads = [_NAMES.get(rule, rule) for rule in rules]
    labels = {folder: f"{folder}　{names[folder]}" if names.get(folder) else folder for folder in counts}
    width = max(map(cell_len, labels.values()))
    click.echo("  ".join([" " * width, *heads, _TOTAL]))
    for folder, label in labels.items():
        cells = [label + " " * (width - cell_len(label))]
        for rule, head in zip(rules, heads, strict=True):
            cells.append(_cell(counts[folder][rule], worst.get((folder, rule)), cell_len(head)))
        click.echo("  ".join([*cells, f"{counts[folder].total():>4}"]).rstrip())
    click.echo("数后 ! 表示有错误，? 表示有提醒；没有记号的是说明。")


def _cell(count: int, severity: Severity | None, width: int) -> str:
    if not count or severity is None:
        return " " * (width - 1) + "·"
    mark = {Severity.ERROR: "!", Severity.WARNING: "?"}.get(severity, "")
    return click.style(f"{f'{count}{mark}':>{width}}", fg=COLOURS[severity])
