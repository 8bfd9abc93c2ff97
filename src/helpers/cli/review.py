"""`nianbao review`: the index page, comparison pages and sheets for the offices."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import json_option, print_json
from helpers.cli.steps import step_counter


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    help="Where the params are: who must report, and the figures of refused reports.  [default: params, if there]",
)
@click.option(
    "--return", "sheets", is_flag=True, help="Write what each office has to correct, as Word and as text."
)
@json_option
def review(folder: Path, *, params: Path | None, sheets: bool, as_json: bool) -> None:
    """(Re)write a batch's index and comparison pages.

    DIR/index.html lists every report and every office that should have reported; compare.html beside each report
    shows it beside last year's with the findings in their places. With --return each refused or doubtful report
    gets return.docx and return.txt for its office.
    """
    from helpers.errors import MachineError, reason_of
    from helpers.review.batch import review_batch
    from helpers.review.entries import files_below

    if params is None and Path("params").is_dir():
        params = Path("params")
    try:
        done = review_batch(
            folder, files_below([params]) if params else {}, sheets=sheets, written=step_counter("对照页")
        )
    except OSError as error:
        raise MachineError(f"{error.filename or folder}：{reason_of(error)}") from error
    returned = [str(path) for path in done.sheets]
    if as_json:
        comparisons = [str(path) for path in done.comparisons]
        print_json({"index": str(done.index), "comparisons": comparisons, "returned": returned})
        return
    click.echo(f"总览：{done.index}；对照页 {len(done.comparisons)} 份。")
    if sheets:
        click.echo(f"退回修改意见 {len(returned)} 份{'：' if returned else '。'}")
        for path in returned:
            click.echo(f"  {path}")
