"""`nianbao approve`: sign a report off."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import json_option, print_json


@click.command()
@click.argument("report", metavar="DIR/DISTRICT/OFFICE/YEAR", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who approves (审核).")
@click.option("--prepared-by", default="", metavar="NAME", help="Who prepared the report (编制).")
@click.option("--reason", default="", metavar="TEXT", help="Why an approved report was changed (更正说明).")
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
def approve(
    report: Path,
    *,
    by: str,
    prepared_by: str,
    reason: str,
    key: Path | None,
    signers: Path | None,
    params: Path,
    as_json: bool,
) -> None:
    """Approve a report exactly as it is now.

    What is approved is its record and the bytes of every file. The approval is a line of DIR/approvals.jsonl.
    Refused (exit code 1): a draft, a report that was refused or failed, files or params that changed since
    the report was built, the same person for both roles where district.yaml says `two_persons: true`, an
    unsigned approval where it says `signatures: true`, and after its `lock` date a change without a reason.
    """
    from helpers.errors import MachineError, reason_of
    from helpers.review.signoff import approve as sign_off

    try:
        entry = sign_off(
            report, by=by, prepared_by=prepared_by, reason=reason, key=key, signers=signers, params=params
        )
    except OSError as error:
        raise MachineError(f"{error.filename or report}：{reason_of(error)}。") from error
    if as_json:
        print_json({"report": entry.report, "version": entry.version, "at": entry.at, "hash": entry.hash})
    else:
        signed = "，已签名" if entry.signature else ""
        click.echo(f"{entry.report} 第 {entry.version} 版由{entry.by}审核通过{signed}。")
