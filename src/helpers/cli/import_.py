"""`nianbao import`: a published or filled-in report into params."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import json_option, print_json

if TYPE_CHECKING:
    from helpers.intake.published.imported import Imported
    from helpers.intake.register.take_in import RegisterTakenIn

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
    A case register (.csv, .xlsx; `nianbao new --as register` gives one to fill in) is counted into tables three and
    four of a params file that is there already; rows that can't be classified are listed.
    Beside the params stands YEAR.import.json: for each cell where it came from, how it was read, and what speaks
    against it. What is not found is null in the params and listed. A params file that stood there before is kept as
    YEAR.yaml.bak.

    Exit code 0 if everything was found, 1 if something is missing, 2 if a source cannot be read (nothing is written
    then).
    """
    from helpers.intake.published.record import record_of
    from helpers.intake.published.take_in import take_in
    from helpers.intake.register.take_in import take_in_register

    if (register := take_in_register(sources, target)) is not None:
        _print_register(register, as_json=as_json)
        context.exit(1 if register.counted.problems else 0)
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


def _print_register(taken: RegisterTakenIn, *, as_json: bool) -> None:
    counted = taken.counted
    if as_json:
        print_json({"params": str(taken.params), **taken.told})
        return
    for where, reason in counted.problems:
        click.echo(f"{click.style('未归类', fg='red')} {where}：{reason}。")
    if counted.other_years:
        click.echo(
            f"不属于本年的有 {len(counted.other_years)} 行：{'、'.join(counted.other_years[:_SHOWN])}。"
        )
    if counted.channels:
        channels = "、".join(f"{channel} {number} 件" for channel, number in counted.channels.items())
        click.echo(f"本年新收按渠道：{channels}。")
    if taken.kept:
        click.echo(f"原来的文件存为 {taken.kept}。")
    empty = sum(counted.value(address) is None for address in counted.rows)
    click.echo(
        f"{taken.params}：由台账 {taken.rows} 行算出表三、表四，{empty} 格因有未归类的行而空缺；"
        f"每格由哪些行组成见 {taken.record.name}。"
    )
