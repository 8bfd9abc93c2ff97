"""`nianbao new`: the files in which a year's reports start."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import faults_told, json_option, print_json

_FORMATS = ("yaml", "xlsx", "register")
_SHOWN = 20


@click.command()
@click.argument("target", metavar="DISTRICT[/OFFICE]")
@click.argument("year", type=click.IntRange(1990, 2100))
@click.option(
    "--as",
    "form",
    type=click.Choice(_FORMATS),
    default="yaml",
    show_default=True,
    help="yaml: a params file. xlsx: an Excel workbook that looks like the official form. "
    "register: an Excel sheet with one row an application, from which tables three and four are counted.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write into.  [default: beside the office's params; DISTRICT-YEAR for a whole district's workbooks]",
)
@click.option(
    "--params",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("params"),
    show_default=True,
    help="The folder of all params.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there already.")
@json_option
@click.pass_context
def new(
    context: click.Context,
    target: str,
    year: int,
    *,
    form: str,
    to: Path | None,
    params: Path,
    force: bool,
    as_json: bool,
) -> None:
    """Start a report from last year's.

    The office, what was carried over and the stock in force are filled in from last year's params; where there are
    none, the office is taken from district.yaml. Everything else is empty, never 0. With a DISTRICT alone, one file
    is written for each office that its district.yaml lists; files that are there already are left as they are.

    Exit code 2 if nothing was written.
    """
    from helpers.intake.start_files import new_files

    with faults_told(context, target, as_json=as_json):
        made = new_files(target, year, form, params=params, to=to, force=force)
    if as_json:
        print_json(
            {
                "written": [str(path) for path in made.written],
                "kept": [str(path) for path in made.kept],
                "notes": list(made.notes),
            }
        )
        return
    for note in made.notes:
        click.echo(f"{click.style('说明', fg='cyan')} {note}。")
    for path in made.kept:
        click.echo(f"{path}：已经有了，没有改动。")
    for path in made.written[:_SHOWN]:
        click.echo(f"已生成 {path}")
    if len(made.written) > _SHOWN:
        click.echo(f"……共生成 {len(made.written)} 个文件。")
