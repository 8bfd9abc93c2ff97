"""`nianbao publish`: what is approved, as a folder for a web server."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from helpers.cli.output import json_option, machine_told, print_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "site",
    required=True,
    metavar="SITE",
    type=click.Path(path_type=Path),
    help="The folder to publish to.",
)
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    default=Path("params"),
    help="Where the params are.",
    show_default=True,
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whose key is whose.  [default: params/DISTRICT/allowed_signers]",
)
@click.option("--base-url", default="", metavar="URL", help="Where the site will be, for its sitemap.")
@json_option
@click.pass_context
def publish(
    context: click.Context,
    folder: Path,
    *,
    site: Path,
    params: Path,
    signers: Path | None,
    base_url: str,
    as_json: bool,
) -> None:
    """Publish what is approved.

    Every report of DIR that is approved exactly as it is now goes to SITE. SITE gets each report's page, PDF and
    Word, an index, all figures as CSV and JSON with a data dictionary, a sitemap and SHA256SUMS. A version
    that was public before is kept below versions/ with the notice of correction.

    Exit code 1 if a report was refused, the log was tampered with, or there is nothing approved.
    """
    from helpers.review.site import publish as bring_up

    with machine_told(site):
        outcome = bring_up(folder, site, params=params, signers=signers, base_url=base_url)
    if as_json:
        print_json(
            [
                {
                    "report": item.report,
                    "state": item.state.value,
                    "message": item.message,
                    "version": item.version,
                }
                for item in outcome.items
            ]
        )
    else:
        for item in outcome.items:
            if item.message:
                click.echo(f"{item.state.label} {item.message}")
        counts = Counter(item.state.label for item in outcome.items)
        click.echo(
            "，".join(f"{label} {count} 份" for label, count in counts.items())
            + f"；网站上共 {outcome.reports} 份：{site}"
            if outcome.reports
            else "没有已审核的年报，没有公布任何内容：请先用 nianbao approve 审核。"
        )
    context.exit(1 if outcome.failed else 0)
