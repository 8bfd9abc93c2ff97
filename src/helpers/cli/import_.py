"""`nianbao import`: a published or filled-in report into params."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import json_option, print_json

if TYPE_CHECKING:
    from helpers.intake.published.imported import Imported

_SHOWN = 30


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The params file to write: params/DISTRICT/OFFICE/YEAR.yaml.",
)
@json_option
@click.pass_context
def import_report(context: click.Context, sources: tuple[Path, ...], *, target: Path, as_json: bool) -> None:
    """Read a published or filled-in report into params.

    SOURCE is a .txt, .md, .html, .docx, .pdf, .xlsx or .xls file. Several, or a folder, are the parts of one report.
    Beside the params stands YEAR.import.json: for each cell where it came from, how it was read, and what speaks
    against it. What is not found is null in the params and listed. A params file that stood there before is kept as
    YEAR.yaml.bak.

    Exit code 0 if everything was found, 1 if something is missing, 2 if a source cannot be read (nothing is written
    then).
    """
    from helpers.intake.published.record import record_of
    from helpers.intake.published.take_in import take_in

    taken = take_in(sources, target)
    if as_json:
        print_json(
            {"params": str(taken.params), "record": str(taken.record), **record_of(taken.read, taken.digests)}
        )
    else:
        _print(taken.read)
        if taken.kept:
            click.echo(f"原来的文件存为 {taken.kept}。")
        cells = taken.read.cells.values()
        found = sum(cell.value is not None for cell in cells)
        click.echo(f"{taken.params}：{len(cells)} 格中读到 {found} 格；来历见 {taken.record.name}。")
    context.exit(1 if taken.read.missing else 0)


def _print(read: Imported) -> None:
    from helpers.intake.published.record import missing_places

    for note in read.notes[:_SHOWN]:
        click.echo(
            f"{click.style('说明', fg='cyan')} {f'{note.place}：' if note.place else ''}{note.message}。"
        )
    if len(read.notes) > _SHOWN:
        click.echo(f"    ……另有 {len(read.notes) - _SHOWN} 条说明，见 import.json。")
    for cell in read.cells.values():
        for doubt in cell.doubts:
            click.echo(f"{click.style('存疑', fg='yellow')} {cell.field.label}：{doubt.message}。")
    for place, reason in missing_places(read):
        click.echo(f"{click.style('缺', fg='red')} {place}：{reason}。")
