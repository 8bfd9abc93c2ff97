"""What `nianbao import` says of a case register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from helpers.intake.register.take_in import RegisterTakenIn

_SHOWN = 30


def register_json(taken: RegisterTakenIn) -> dict[str, Any]:
    """The record of the counting with the files that it left."""
    return {"params": str(taken.params), "record": str(taken.record), **taken.told}


def print_register(taken: RegisterTakenIn) -> None:
    """Say which rows couldn't be classified, what belongs to other years, and what was counted."""
    counted = taken.counted
    for where, reason in counted.problems:
        click.echo(f"{click.style('未归类', fg='red')} {where}：{reason}。")
    if counted.other_years:
        rows = "、".join(counted.other_years[:_SHOWN]) + ("等" if len(counted.other_years) > _SHOWN else "")
        click.echo(f"不属于本年的有 {len(counted.other_years)} 行：{rows}。")
    if counted.channels:
        channels = "、".join(f"{channel} {number} 件" for channel, number in counted.channels.items())
        click.echo(f"本年新收按渠道：{channels}。")
    if taken.kept:
        click.echo(f"原来的文件存为 {taken.kept}。")
    empty = sum(counted.value(address) is None for address in counted.rows)
    left = f"，其中 {empty} 格因有未归类的行而空缺" if empty else ""
    click.echo(
        f"{taken.params}：由台账 {taken.rows} 行算出表三、表四{left}；每格由哪些行组成见 {taken.record.name}。"
    )
