"""`nianbao check`: every rule, no kernel."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import json_option, print_findings, print_json
from helpers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from helpers.batch.survey import Surveyed

_COUNTED = ("error", "warning", "info")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Apply this rule only; may be repeated.")
@click.option("--table", is_flag=True, help="Print how often each office breaks each rule.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@json_option
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    *,
    rules: tuple[str, ...],
    table: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Check params files with every rule.

    PATHS are params files, or folders of them (default: params). Prints the findings, on a terminal grouped by office.
    The reports of different offices are also compared with each other, for text and figures that were copied. Exit
    code 1 if a finding is an error, 2 if a file cannot be read.
    """
    from helpers.batch.survey import survey
    from helpers.cli.office_table import print_table

    if table and as_json:
        raise click.UsageError("--table and --json exclude each other.")
    surveyed = survey(paths or (Path("params"),), only=_known(rules))
    findings = [finding for each in surveyed for finding in each.findings]
    if as_json:
        print_json(findings)
    else:
        if table:
            print_table(surveyed)
        elif sys.stdout.isatty():
            _print_by_office(surveyed)
        else:
            print_findings(findings)
        click.echo(f"共检查 {len(surveyed)} 份：{_counts(surveyed)}。")
    bad = {"error", "warning"} if strict else {"error"}
    if any(finding["rule"] == "READ" and finding["severity"] == "error" for finding in findings):
        context.exit(2)
    context.exit(1 if any(finding["severity"] in bad for finding in findings) else 0)


def _known(rules: Sequence[str]) -> Collection[str] | None:
    """The rules' IDs as the catalogue writes them; None where all are meant."""
    from helpers.batch.survey import BETWEEN_REPORTS
    from helpers.checks import CATALOGUE, ReportRule
    from helpers.intake.faults import closest, shown

    if not rules:
        return None
    for given in rules:
        rule = CATALOGUE.get(given.upper())
        if rule is None:
            near = closest(given, CATALOGUE)
            advice = f"是不是 {near}？" if near else ""
            raise UsageError(f"没有{shown(given)}这条规则，{advice}运行 nianbao rules 查看全部规则。")
        if not isinstance(rule, ReportRule) and rule.id not in BETWEEN_REPORTS:
            click.echo(f"{rule.id} 在汇总时才检查，见 nianbao rollup。", err=True)
    return {given.upper() for given in rules}


def _print_by_office(surveyed: Sequence[Surveyed]) -> None:
    for folder, group in groupby(surveyed, key=lambda each: each.folder):
        reports = list(group)
        if not any(each.findings for each in reports):
            continue
        name = next((each.office for each in reports if each.office), "")
        click.echo(f"{click.style(name or folder, bold=True)}（{folder}）：{_counts(reports)}")
        print_findings([finding for each in reports for finding in each.findings])
        click.echo()


def _counts(surveyed: Sequence[Surveyed]) -> str:
    from helpers.checks import Severity

    severities = [finding["severity"] for each in surveyed for finding in each.findings]
    return "，".join(f"{Severity(each).label} {severities.count(each)} 处" for each in _COUNTED)
