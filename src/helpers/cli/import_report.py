"""What `nianbao import` says of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from helpers.intake.published.imported import Imported
    from helpers.intake.published.take_in import TakenIn

_SHOWN = 30


def report_json(taken: TakenIn) -> dict[str, Any]:
    """The record of an import with the files that it left."""
    from helpers.intake.published.record import record_of

    return {
        "params": str(taken.params),
        "record": str(taken.record),
        **record_of(taken.read, taken.digests),
    }


def print_report(taken: TakenIn) -> None:
    """Say what was read, what speaks against it and what is missing."""
    _print(taken.read)
    if taken.kept:
        click.echo(f"原来的文件存为 {taken.kept}。")
    cells = taken.read.cells.values()
    found = sum(cell.value is not None for cell in cells)
    click.echo(f"{taken.params}：{len(cells)} 格中读到 {found} 格；来历见 {taken.record.name}。")


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
