"""`nianbao approve`: sign reports off."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.output import json_option, print_json
from helpers.cli.signing import refreshed, signing_options
from helpers.cli.steps import step_counter

if TYPE_CHECKING:
    from helpers.review.signoff import Statement
    from helpers.review.signoff.several import Judged

_NAMED = 10
"""Reports with warnings that are named; of more only the number is told."""


@click.command()
@click.argument(
    "reports", nargs=-1, required=True, metavar="DIR/DISTRICT/OFFICE/YEAR...", type=click.Path(path_type=Path)
)
@click.option("--by", required=True, metavar="NAME", help="Who approves (审核).")
@click.option("--prepared-by", default="", metavar="NAME", help="Who prepared the reports (编制).")
@click.option("--reason", default="", metavar="TEXT", help="Why an approved report was changed (更正说明).")
@click.option(
    "--all-ok",
    is_flag=True,
    help="Approve every report that is done at or below the given folders: DIR, DIR/DISTRICT …",
)
@signing_options
@json_option
@click.pass_context
def approve(
    context: click.Context,
    /,
    reports: tuple[Path, ...],
    *,
    all_ok: bool,
    params: Path,
    as_json: bool,
    **said: Any,
) -> None:
    """Approve reports exactly as they are now.

    What is approved is a report's record and the bytes of every file. Each approval is a line of DIR/approvals.jsonl;
    the index and comparison pages follow. Several reports are judged each alone: one that is refused keeps no other
    back. With --all-ok those that aren't done, those that are approved as they stand, and those whose approval was
    taken back and that haven't changed since are passed over.

    Refused (exit code 1): a draft, a report that was refused or failed, files or params that changed since
    the report was built, the same person for both roles where district.yaml says `two_persons: true`, an
    unsigned approval where it says `signatures: true`, and after its `lock` date a change without a reason. Exit code
    1 also where --all-ok finds nothing that is done.
    """
    from helpers.review.signoff import Statement

    statement = Statement(**said, params=params)
    if len(reports) == 1 and not all_ok:
        _approve_one(reports[0], statement, as_json=as_json)
    else:
        context.exit(_approve_several(reports, statement, all_ok=all_ok, as_json=as_json))


def _approve_one(report: Path, statement: Statement, *, as_json: bool) -> None:
    from helpers.review.signoff import approve as sign_off

    with refreshed([report], statement.params):
        entry = sign_off(report, statement)
    if as_json:
        print_json({"report": entry.report, "version": entry.version, "at": entry.at, "hash": entry.hash})
    else:
        signed = "，已签名" if entry.signature else ""
        click.echo(f"{entry.report} 第 {entry.version} 版由{entry.by}审核通过{signed}。")


def _approve_several(reports: tuple[Path, ...], statement: Statement, *, all_ok: bool, as_json: bool) -> int:
    from helpers.review.signoff.several import Verdict, approve_several, reports_below

    folders = reports_below(reports) if all_ok else list(reports)
    with refreshed(folders, statement.params):
        found = approve_several(
            folders, statement, only_done=all_ok, judged=step_counter("审核", len(folders))
        )
    if as_json:
        print_json([_plain(one) for one in found])
    else:
        _print(found, statement.by)
    counts = Counter(one.verdict for one in found)
    # A repetition that somebody asked for by name is refused, as it is for a single report.
    unchanged_is_well = all_ok and counts[Verdict.UNCHANGED]
    refused = counts[Verdict.REFUSED] + (0 if all_ok else counts[Verdict.UNCHANGED])
    return 1 if refused or not (counts[Verdict.APPROVED] or unchanged_is_well) else 0


def _print(found: list[Judged], by: str) -> None:
    for one in found:
        if one.verdict == "refused":
            click.echo(f"{one.verdict.label} {one.message}")
        elif one.verdict == "withdrawn":
            click.echo(one.message)
    doubtful = [one for one in found if one.entry and one.warnings]
    if doubtful:
        names = "、".join(one.report for one in doubtful[:_NAMED])
        more = " 等" if len(doubtful) > _NAMED else ""
        click.echo(f"审核通过的年报中有 {len(doubtful)} 份带有提醒：{names}{more}。")
    counts = Counter(one.verdict.label for one in found)
    click.echo(f"{by}：{'，'.join(f'{label} {count} 份' for label, count in counts.items())}。")


def _plain(one: Judged) -> dict[str, object]:
    entry = one.entry
    said = {"version": entry.version, "at": entry.at, "hash": entry.hash} if entry else {}
    return {
        "report": one.report,
        "verdict": one.verdict.value,
        "message": one.message,
        "warnings": one.warnings,
        **said,
    }
