"""`nianbao check`: every rule, no kernel."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import json_option, print_findings, print_json


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@json_option
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], *, strict: bool, as_json: bool) -> None:
    """Check params files with every rule.

    PATHS are params files, or folders of them (default: params). Prints the findings. Exit code 1 if one of them is
    an error, 2 if a file cannot be read.
    """
    from helpers.batch.survey import survey
    from helpers.intake import params_files

    findings: list[dict[str, object]] = []
    files = params_files(paths or (Path("params"),))
    for found in survey(files):
        findings += found
    if as_json:
        print_json(findings)
    else:
        print_findings(findings)
        counts = {
            severity: sum(1 for finding in findings if finding["severity"] == severity)
            for severity in ("error", "warning", "info")
        }
        click.echo(
            f"共检查 {len(files)} 份：错误 {counts['error']} 处，提醒 {counts['warning']} 处，说明 {counts['info']} 处。"
        )
    bad = {"error", "warning"} if strict else {"error"}
    if any(finding["rule"] == "READ" and finding["severity"] == "error" for finding in findings):
        context.exit(2)
    context.exit(1 if any(finding["severity"] in bad for finding in findings) else 0)
