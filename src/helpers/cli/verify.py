"""`nianbao verify`: everything built anew and compared."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.output import json_option, passage_text, print_json
from helpers.cli.steps import step_counter

if TYPE_CHECKING:
    from helpers.review.wording import Piece
    from helpers.verify.approvals import Approvals
    from helpers.verify.fault import Fault
    from helpers.verify.prepare import Surroundings
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


@click.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    default=Path("params"),
    help="Where the params are; a bundle has its own.",
    show_default=True,
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help="DIR that a site was published from: hold the site to its log of approvals.",
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whose key is whose.  [default: params/DISTRICT/allowed_signers]",
)
@click.option("--jobs", type=click.IntRange(1), help="Reports built at once.  [default: cores]")
@click.option("--notebook", type=click.Path(path_type=Path), help="Another master notebook than the kit's.")
@json_option
@click.pass_context
def verify(
    context: click.Context,
    path: Path,
    *,
    params: Path,
    batch: Path | None,
    signers: Path | None,
    jobs: int | None,
    notebook: Path | None,
    as_json: bool,
) -> None:
    """Build everything anew and compare bytes.

    PATH is a batch's folder (DIR), a report's folder in it, the folder of a published site, or a bundle (the archive
    or its unpacked folder).

    Of DIR every report is built anew from the params, in a scratch folder, and its five files are compared byte by
    byte; where they differ, it is said which input has changed, which version, and what in which file. The log of
    approvals is held to its chain, to the reports and to the keys. A site is held to its checksums, its pages and
    data to its reports, and with --batch all of it to the log. A bundle is held to its manifest, and its batch built
    anew from its own params and notebook. Nothing is written in PATH.

    Exit code 0 if all is the same, 1 if something differs, is missing or can't be built for want of its params, 2 if
    PATH or a record cannot be read, 3 if the machine failed.
    """
    from helpers.batch.notebook import master_notebook
    from helpers.errors import MachineError, reason_of
    from helpers.verify.bundle.opened import is_bundle
    from helpers.verify.prepare import Surroundings
    from helpers.verify.site import is_site

    workers = jobs or os.cpu_count() or 1
    try:
        if is_bundle(path):
            context.exit(_bundle(path, workers, signers, as_json=as_json))
        if is_site(path):
            context.exit(_site(path, batch, params, signers, as_json=as_json))
        around = Surroundings(params, master_notebook(notebook), workers)
        context.exit(_batch(path, path, around, signers, as_json=as_json))
    except OSError as error:
        raise MachineError(f"{error.filename or path}：{reason_of(error)}。") from error


def _site(site: Path, batch: Path | None, params: Path, signers: Path | None, *, as_json: bool) -> int:
    from helpers.verify.approvals import verify_approvals
    from helpers.verify.site import verify_site

    approvals = verify_approvals(batch, params, signers) if batch else None
    verdict = verify_site(site, approvals.log if approvals else None)
    faults = (*verdict.faults, *(approvals.faults if approvals else ()))
    if as_json:
        print_json({**_plain(site, "site", approvals), "faults": [fault.to_json() for fault in faults]})
    else:
        _print_faults(faults)
        _print_site(site, verdict, approvals)
    return 1 if faults else 0


def _print_site(site: Path, verdict: SiteVerdict, approvals: Approvals | None) -> None:
    held = _approvals(approvals) if approvals else "没有核对审核日志（用 --batch 指定生成的文件夹）"
    result = f"有 {len(verdict.faults)} 处不符" if verdict.faults else "全部相符"
    click.echo(f"{site}：年报 {verdict.reports} 份，文件 {verdict.files} 个，{result}；{held}。")


def _bundle(path: Path, workers: int, signers: Path | None, *, as_json: bool) -> int:
    from helpers.verify.bundle import layout
    from helpers.verify.bundle.opened import opened
    from helpers.verify.prepare import Surroundings

    with opened(path) as bundle:
        root = bundle.root
        different = bundle.kit_differences
        kit = (
            different
            and f"归档里的程序与正在运行的不同：{different}；请按归档里的 {layout.README} 用归档自带的程序核对"
        )
        around = Surroundings(root / layout.PARAMS, root / layout.NOTEBOOK, workers, kit)
        return _batch(path, root / layout.BUILD, around, signers, bundle.faults, as_json=as_json)


def _batch(
    path: Path,
    folder: Path,
    around: Surroundings,
    signers: Path | None,
    known: tuple[Fault, ...] = (),
    *,
    as_json: bool,
) -> int:
    from helpers.verify.approvals import verify_approvals
    from helpers.verify.batch import places_of, verify_batch

    places = places_of(folder)
    count = step_counter("核对", len(places))
    verdicts: list[Verdict] = []
    told: set[str] = set()
    for verdict in verify_batch(places, around):
        verdicts.append(verdict)
        if not as_json:
            _print(verdict, told)
        count(len(verdicts))
    verdicts.sort(key=lambda verdict: verdict.report)
    approvals = verify_approvals(folder, around.params, signers)
    faults = (*known, *(approvals.faults if approvals else ()))
    if as_json:
        reports = [verdict.to_json() for verdict in verdicts]
        print_json(
            {
                **_plain(path, "batch" if path == folder else "bundle", approvals),
                "faults": [fault.to_json() for fault in faults],
                "reports": reports,
            }
        )
    else:
        _print_faults(faults)
        _summary(verdicts, approvals)
    return _exit_code(verdicts, faults)


def _plain(path: Path, kind: str, approvals: Approvals | None) -> dict[str, Any]:
    return {
        "path": str(path),
        "kind": kind,
        "approvals": len(approvals.log.entries) if approvals else None,
        "unchecked_signatures": approvals.unchecked if approvals else 0,
    }


def _print(verdict: Verdict, told: set[str]) -> None:
    """Print a verdict; what all reports share and was told before isn't told again."""
    if verdict.state == "same":
        return
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


def _print_faults(faults: tuple[Fault, ...]) -> None:
    for fault in faults[:_FAULTS]:
        click.echo(_shown(str(fault)))
    if len(faults) > _FAULTS:
        click.echo(f"……另有 {len(faults) - _FAULTS} 处，加 --json 可看全部。")


def _summary(verdicts: list[Verdict], approvals: Approvals | None) -> None:
    if any(file.explanation.changes for verdict in verdicts for file in verdict.files):
        click.echo("[-…-] 是文件里现有的，{+…+} 是重新生成的。")
    counts = Counter(verdict.state.label for verdict in verdicts)
    states = "，".join(f"{label} {count} 份" for label, count in counts.items())
    click.echo(f"共核对 {len(verdicts)} 份：{states}；{_approvals(approvals)}。")


def _approvals(approvals: Approvals | None) -> str:
    if approvals is None:
        return "没有审核日志"
    faults = f"{len(approvals.faults)} 处不符" if approvals.faults else "相符"
    unchecked = f"，其中 {approvals.unchecked} 个签名没有公钥可核对" if approvals.unchecked else ""
    return f"审核日志 {len(approvals.log.entries)} 行，{faults}{unchecked}"


def _exit_code(verdicts: list[Verdict], faults: tuple[Fault, ...]) -> int:
    states = {verdict.state.value for verdict in verdicts}
    if "broken" in states:
        return 3
    if "unreadable" in states:
        return 2
    return 1 if faults or states - {"same"} else 0
