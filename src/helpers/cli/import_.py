"""`nianbao import`: published or filled-in reports into params."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.import_register import print_register, register_json
from helpers.cli.import_report import print_report, report_json
from helpers.cli.import_round import print_round, round_json, round_status
from helpers.cli.output import json_option, print_json
from helpers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The params file to write, params/DISTRICT/OFFICE/YEAR.yaml, or a district's folder, params/DISTRICT.",
)
@click.option(
    "--year",
    type=click.IntRange(2000, 2099),
    help="With a district's folder: the year that is gathered. Without it, every year is taken.",
)
@click.option(
    "--force",
    is_flag=True,
    help="With a district's folder: replace params that differ (each is kept as YEAR.yaml.bak).",
)
@json_option
@click.pass_context
def import_report(
    context: click.Context,
    sources: tuple[Path, ...],
    *,
    target: Path,
    year: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Read published or filled-in reports into params.

    SOURCE is a .txt, .md, .html, .docx, .pdf, .xlsx or .xls file, or a folder of them.

    With --to FILE all sources are the parts of one report. Beside the params stands YEAR.import.json: for each cell
    where it came from, how it was read, and what speaks against it. What is not found is null in the params and
    listed. A params file that stood there before is kept as YEAR.yaml.bak.

    A case register (.csv or .xlsx; `nianbao new --as register` starts one) is counted into tables three and four of a
    params file that is there already; rows that can't be classified are listed, and the cells they may count in are
    null.

    With --to params/DISTRICT the sources are what several offices returned, with any folders inside. Office and year
    are told by the document, by district.yaml, and by the names of file and folder; each report goes into
    params/DISTRICT/OFFICE/YEAR.yaml. Listed are the reports taken in, those in doubt (not written), the files that
    cannot be read, and the offices of district.yaml that have not answered. One bad file never stops the others.
    Params that differ are not replaced without --force.

    Exit code 0 if everything was found (and every office has answered), 1 if something is missing or in doubt,
    2 if a source cannot be read (nothing of it is written then).
    """
    if target.suffix in (".yaml", ".yml"):
        if year is not None or force:
            raise UsageError("--year 和 --force 只在 --to 是区县文件夹时有用，请去掉。")
        _one(context, sources, target, as_json=as_json)
    else:
        _round(context, sources, target, year, force=force, as_json=as_json)


def _one(context: click.Context, sources: Sequence[Path], target: Path, *, as_json: bool) -> None:
    from helpers.intake.published.take_in import take_in
    from helpers.intake.register.take_in import take_in_register

    if (counted := take_in_register(sources, target)) is not None:
        if as_json:
            print_json(register_json(counted))
        else:
            print_register(counted)
        context.exit(1 if counted.counted.problems else 0)
    taken = take_in(sources, target)
    if as_json:
        print_json(report_json(taken))
    else:
        print_report(taken)
    context.exit(1 if taken.read.missing else 0)


def _round(
    context: click.Context,
    sources: Sequence[Path],
    target: Path,
    year: int | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    from helpers.intake.published.returned import take_round

    shown = (lambda name: click.echo(name, err=True)) if sys.stderr.isatty() else None
    done = take_round(sources, target, year=year, force=force, shown=shown)
    if as_json:
        print_json(round_json(done))
    else:
        print_round(done)
    context.exit(round_status(done))
