"""`nianbao withdraw`: take an approval back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from helpers.cli.output import json_option, print_json
from helpers.cli.signing import refreshed, signing_options


@click.command()
@click.argument("report", metavar="DIR/DISTRICT/OFFICE/YEAR", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who takes the approval back.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; the site will show it.")
@signing_options
@json_option
def withdraw(report: Path, *, params: Path, as_json: bool, **said: Any) -> None:
    """Take the approval of a report back.

    The next `nianbao publish` takes the report off the site and puts a notice with the reason in its place; the
    versions that were public stay there, marked. The index and comparison pages follow at once.

    Refused (exit code 1): a report that isn't approved, and a withdrawal that isn't signed where district.yaml says
    `signatures: true`.
    """
    from helpers.review.signoff import Statement
    from helpers.review.signoff import withdraw as take_back

    with refreshed([report], params):
        entry = take_back(report, Statement(**said, params=params))
    if as_json:
        print_json({"report": entry.report, "version": entry.version, "at": entry.at, "hash": entry.hash})
    else:
        click.echo(f"{entry.report} 第 {entry.version} 版的审核已由{entry.by}撤回；下次公布时会从网站撤下。")
