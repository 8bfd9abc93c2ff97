"""What `nianbao verify` prints for people."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import passage_text

if TYPE_CHECKING:
    from helpers.review.wording import Piece
    from helpers.verify.approvals import Approvals
    from helpers.verify.fault import Fault
    from helpers.verify.site import SiteVerdict
    from helpers.verify.verdict import FileVerdict, Verdict

_SHOWN = 8
"""Changes of one file that are printed; --json has some hundreds."""

_LINES = 4
"""Lines of one change that are printed."""

_CHARACTERS = 120
"""Characters that went or came in one piece that are printed."""

_AROUND = 40
"""Unchanged characters beside a difference that are printed."""

_FAULTS = 50


def print_verdict(verdict: Verdict, told: set[str]) -> None:
    """Print a verdict; what all reports share and was told before isn't told again."""
    if verdict.state == "same":
        return
    if sys.stderr.isatty():
        # How far it is stands there; the next report's count takes its place again.
        click.echo("\r\x1b[2K", err=True, nl=False)
    click.echo(f"{verdict.report} {verdict.state.label}{_after(verdict.message)}")
    shared = [change for change in verdict.inputs if change.shared]
    for change in verdict.inputs:
        if not change.shared or str(change) not in told:
            click.echo(f"  {change}")
    if shared and told.issuperset(map(str, shared)):
        click.echo("  程序、字体或软件版本的差别同上")
    told.update(map(str, shared))
    for file in verdict.files:
        _print_file(file)


def _print_file(file: FileVerdict) -> None:
    said = file.explanation
    click.echo(f"  {_shown(file.name)} {file.state.label}{_after(said.remark)}")
    if said.repeats:
        return
    for change in said.changes[:_SHOWN]:
        click.echo(f"    {change.place}")
        for passage in change.passages[:_LINES]:
            pieces = (replace(piece, text=_shown(_cut(piece))) for piece in passage)
            click.echo(f"      {passage_text(tuple(pieces), around=_AROUND)}")
        if len(change.passages) > _LINES:
            click.echo(f"      ……这里另有 {len(change.passages) - _LINES} 行")
    if len(said.changes) > _SHOWN:
        click.echo(f"    ……另有 {len(said.changes) - _SHOWN} 处，加 --json 可看全部。")


def _cut(piece: Piece) -> str:
    if piece.mark == "same" or len(piece.text) <= _CHARACTERS:
        return piece.text
    return f"{piece.text[:_CHARACTERS]}……（共 {len(piece.text)} 字）"


def _after(text: str) -> str:
    return f"：{text}" if text else ""


def _shown(text: str) -> str:
    """Text of somebody else's file: what would move a terminal's cursor isn't printed."""
    from helpers.display.characters import printable

    return printable(text)


def print_faults(faults: tuple[Fault, ...]) -> None:
    """Print what isn't as it was written, up to some dozens."""
    for fault in faults[:_FAULTS]:
        click.echo(_shown(str(fault)))
    if len(faults) > _FAULTS:
        click.echo(f"……另有 {len(faults) - _FAULTS} 处，加 --json 可看全部。")


def print_summary(verdicts: list[Verdict], approvals: Approvals | None) -> None:
    """Print what a batch came to, on one line."""
    if any(file.explanation.changes for verdict in verdicts for file in verdict.files):
        click.echo("[-…-] 是文件里现有的，{+…+} 是重新生成的。")
    counts = Counter(verdict.state.label for verdict in verdicts)
    states = "，".join(f"{label} {count} 份" for label, count in counts.items())
    click.echo(f"共核对 {len(verdicts)} 份：{states}；{_said_of(approvals)}。")


def print_site(site: Path, verdict: SiteVerdict, approvals: Approvals | None) -> None:
    """Print what a site came to, on one line."""
    held = _said_of(approvals) if approvals else "没有核对审核日志（用 --batch 指定生成的文件夹）"
    result = f"有 {len(verdict.faults)} 处不符" if verdict.faults else "全部相符"
    click.echo(f"{site}：年报 {verdict.reports} 份，文件 {verdict.files} 个，{result}；{held}。")


def _said_of(approvals: Approvals | None) -> str:
    if approvals is None:
        return "没有审核日志"
    faults = f"{len(approvals.faults)} 处不符" if approvals.faults else "相符"
    unchecked = f"，其中 {approvals.unchecked} 个签名没有公钥可核对" if approvals.unchecked else ""
    return f"审核日志 {len(approvals.log.entries)} 行，{faults}{unchecked}"
