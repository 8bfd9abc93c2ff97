"""What `nianbao import` says of the reports that a district's offices returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpers.intake.published.imported import Imported
    from helpers.intake.published.returned import Left, Round, Taken


def round_status(done: Round) -> int:
    """What the command exits with."""
    if done.unreadable:
        return 2
    incomplete = any(taken.result.read.missing for taken in done.taken)
    return int(bool(done.doubtful or incomplete or any(done.unanswered.values()) or not done.taken))


def round_json(done: Round) -> dict[str, Any]:
    """The round as plain JSON."""
    return {
        "taken": [_taken(taken) for taken in done.taken],
        "doubtful": [{"files": list(left.files), "reason": left.reason} for left in done.doubtful],
        "unreadable": [{"files": list(left.files), "reason": left.reason} for left in done.unreadable],
        "unanswered": [
            {"office": office, "name": done.district.offices[office].name, "year": year}
            for year, offices in done.unanswered.items()
            for office in offices
        ],
    }


def _taken(taken: Taken) -> dict[str, Any]:
    read = taken.result.read
    return {
        "office": taken.office,
        "name": read.office,
        "year": taken.year,
        "files": list(taken.files),
        "spare": list(taken.spare),
        "params": str(taken.result.params),
        "record": str(taken.result.record),
        "kept": str(taken.result.kept) if taken.result.kept else None,
        "unchanged": taken.unchanged,
        "cells": len(read.cells),
        "found": _found(read),
        "missing": [{"cell": address, "reason": reason} for address, reason in read.missing.items()],
        "doubts": [
            {"cell": address, "message": doubt.message, "fault": doubt.fault}
            for address, cell in read.cells.items()
            for doubt in cell.doubts
        ],
        "notes": [note.to_json() for note in read.notes],
    }


def _found(read: Imported) -> int:
    return sum(cell.value is not None for cell in read.cells.values())


def print_round(done: Round) -> None:
    """Say what was taken in, what is in doubt or can't be read, and who hasn't answered."""
    for taken in done.taken:
        click.echo(f"{click.style('收下', fg='green')} {_line(taken)}")
        for remark in _remarks(taken):
            click.echo(f"    {remark}")
    _left("存疑", "yellow", done.doubtful)
    _left("读不了", "red", done.unreadable)
    for year, offices in done.unanswered.items():
        names = "、".join(done.district.offices[office].name for office in offices)
        if names:
            click.echo(f"{click.style('未报', fg='red')} {year} 年 {len(offices)} 个单位：{names}。")
    counts = [
        f"收下 {len(done.taken)} 份",
        f"存疑 {len(done.doubtful)} 份",
        f"读不了 {len(done.unreadable)} 个",
    ]
    missing = sum(map(len, done.unanswered.values()))
    click.echo(f"{'，'.join(counts)}，未报 {missing} 个单位。")


def _line(taken: Taken) -> str:
    read = taken.result.read
    same = "，与原有的相同" if taken.unchanged else ""
    return (
        f"{'、'.join(taken.files)} → {taken.result.params}"
        f"（{read.office}，{taken.year} 年）：{len(read.cells)} 格中读到 {_found(read)} 格{same}。"
    )


def _remarks(taken: Taken) -> Iterator[str]:
    read = taken.result.read
    if taken.result.kept:
        yield f"原来的文件存为 {taken.result.kept}。"
    if taken.spare:
        yield f"同一份报告还有 {'、'.join(taken.spare)}，没有更多内容，未采用。"
    texts = [address for address in read.missing if address not in read.cells]
    doubts = sum(len(cell.doubts) for cell in read.cells.values())
    parts = [
        f"缺 {len(read.missing) - len(texts)} 格" if len(read.missing) > len(texts) else "",
        f"缺 {len(texts)} 段文字或说明" if texts else "",
        f"存疑 {doubts} 处" if doubts else "",
        f"说明 {len(read.notes)} 条" if read.notes else "",
    ]
    if any(parts):
        yield f"{'、'.join(part for part in parts if part)}，详见 {taken.result.record.name}。"


def _left(word: str, colour: str, items: Sequence[Left]) -> None:
    for left in items:
        click.echo(f"{click.style(word, fg=colour)} {'、'.join(left.files)}：{left.reason.rstrip('。')}。")
