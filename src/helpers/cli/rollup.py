"""`nianbao rollup`: a district's report from its offices'."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import faults_told, json_option, print_findings, print_json


@click.command()
@click.argument("folder", metavar="params/DISTRICT", type=click.Path(path_type=Path, file_okay=False))
@click.argument("year", type=click.IntRange(1990, 2100))
@click.option("--partial", is_flag=True, help="Add up what is there; the report says that it is provisional.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write into.  [default: params/DISTRICT/district]",
)
@click.option(
    "--against",
    "pages",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Hold the sum to the offices' pages in this batch's folder, cell by cell.",
)
@json_option
@click.pass_context
def rollup(
    context: click.Context,
    folder: Path,
    year: int,
    *,
    partial: bool,
    out: Path | None,
    pages: Path | None,
    as_json: bool,
) -> None:
    """Add up a district's report from its offices'.

    Writes YEAR.yaml and YEAR.trace.csv, where every cell has every office's share. Texts that stand in YEAR.yaml are
    kept; figures and the note on the data are renewed. A member of the list that is itself a district beside this one
    counts with its own rolled-up report.

    The report's note tells who is missing, who was late by the dates that district.yaml notes, what was explained,
    and what has changed since a provisional version.

    Exit code 1 if an office is missing, extra or counted twice, a rule of severity error is broken, or a page prints
    something else than was added up; 2 if a file cannot be read.
    """
    from helpers.rollup import roll_up

    with faults_told(context, folder, as_json=as_json):
        outcome = roll_up(folder, year, partial=partial, out=out, pages=pages)
    findings = [finding.to_json() for finding in outcome.findings]
    if as_json:
        print_json(findings)
    else:
        print_findings(findings)
        if outcome.refused:
            click.echo("没有汇总：请先解决上面列出的问题。")
        else:
            kind = f"初步汇总，缺 {len(outcome.missing)} 个单位" if outcome.missing else "汇总完成"
            click.echo(f"{kind}：{outcome.offices} 个单位，写入 {'、'.join(map(str, outcome.files))}。")
    failed = outcome.refused or any(finding["severity"] == "error" for finding in findings)
    context.exit(1 if failed else 0)
