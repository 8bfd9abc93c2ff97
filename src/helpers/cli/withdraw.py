"""`nianbao withdraw`: take an approval back."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import json_option, print_json


@click.command()
@click.argument("report", metavar="DIR/DISTRICT/OFFICE/YEAR", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who takes the approval back.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; the site will show it.")
@click.option(
    "--sign", "key", type=click.Path(path_type=Path), metavar="KEY", help="Sign with this private SSH key."
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whose key is whose.  [default: params/DISTRICT/allowed_signers]",
)
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    default=Path("params"),
    help="Where the params are.",
    show_default=True,
)
@json_option
def withdraw(
    report: Path,
    *,
    by: str,
    reason: str,
    key: Path | None,
    signers: Path | None,
    params: Path,
    as_json: bool,
) -> None:
    """Take the approval of a report back.

    The next `nianbao publish` takes the report off the site and puts a notice with the reason in its place; the
    versions that were public stay there, marked.
    """
    from helpers.errors import MachineError, reason_of
    from helpers.review.signoff import withdraw as take_back

    try:
        entry = take_back(report, by=by, reason=reason, key=key, signers=signers, params=params)
    except OSError as error:
        raise MachineError(f"{error.filename or report}：{reason_of(error)}。") from error
    if as_json:
        print_json({"report": entry.report, "version": entry.version, "at": entry.at, "hash": entry.hash})
    else:
        click.echo(f"{entry.report} 第 {entry.version} 版的审核已由{entry.by}撤回；下次公布时会从网站撤下。")
