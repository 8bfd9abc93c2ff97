"""`nianbao run`: the batch."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.output import json_option, print_findings, print_json
from helpers.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.batch.job import Job
    from helpers.batch.run import Result
    from helpers.batch.store import Store
    from helpers.errors import MachineError

_FORMATS = ("html", "pdf", "docx")
_INTERRUPTED = 130
_SHOWN = 3
"""Findings of a refused report that the summary shows; check tells them all."""


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    wanted = [part.strip() for part in value.split(",") if part.strip()]
    if unknown := [part for part in wanted if part not in _FORMATS]:
        raise click.BadParameter(f"{unknown[0]!r} is not one of {', '.join(_FORMATS)}")
    return tuple(kind for kind in _FORMATS if kind in wanted)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    default="build",
    help="DIR: where everything goes; a folder, or an address that fsspec knows (s3://…).",
    show_default=True,
)
@click.option(
    "--to",
    "formats",
    default="html,pdf,docx",
    callback=_formats,
    help="Formats to render, by commas.",
    show_default=True,
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="Reports built at once.",
    show_default="cores",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Have the workers of this dask scheduler build the reports; see docs/cluster.md.",
)
@click.option("--draft", is_flag=True, help="Build refused reports too; every page says 草稿.")
@click.option("--force", is_flag=True, help="Build every report, changed or not.")
@click.option(
    "--time-limit",
    type=click.FloatRange(1),
    default=300.0,
    help="Seconds that one report may take.",
    show_default=True,
)
@click.option(
    "--memory-limit",
    type=click.IntRange(64),
    default=2048,
    help="MiB that one report may take.",
    show_default=True,
)
@click.option("--notebook", type=click.Path(path_type=Path), help="Another master notebook than the kit's.")
@json_option
@click.pass_context
def run(
    context: click.Context,
    paths: tuple[Path, ...],
    *,
    out: str,
    formats: tuple[str, ...],
    jobs: int,
    cluster: str,
    draft: bool,
    force: bool,
    time_limit: float,
    memory_limit: int,
    notebook: Path | None,
    as_json: bool,
) -> None:
    """Check, execute and render reports.

    PATHS are params files, or folders of them (default: params). A report whose figures break a rule of severity
    error is refused and not built. Only what has changed since the last run is built again. Exit code 1 if a report
    was refused or failed, 2 if a params file cannot be read, 3 if the machine failed. A folder whose name is not
    allowed is told of, and its reports are left out.
    """
    from helpers.batch.builder import builder_for
    from helpers.batch.gather import gather, misnamed
    from helpers.batch.inputs import Common
    from helpers.batch.ledger import is_new
    from helpers.batch.limits import Limits
    from helpers.batch.notebook import master_notebook
    from helpers.batch.run import run as run_batch
    from helpers.batch.store import open_store
    from helpers.errors import MachineError
    from helpers.intake import params_files

    files = params_files(paths or (Path("params"),))
    work = gather(files, out=Path(out), formats=formats, draft=draft)
    left_out = [finding.to_json() for finding in misnamed(files)]
    limits = Limits(time_limit, memory_limit << 20)
    store = open_store(out)
    expected = work if force or is_new(out) else ()
    results: list[Result] = []
    trouble: MachineError | None = None
    try:
        builder = builder_for(out, workers=jobs, limits=limits, cluster=cluster, expected=expected)
        # Loaded while a warm process loads what the reports need; it is wanted at the end.
        import helpers.review.index  # noqa: F401

        common = Common.of(master_notebook(notebook))
        with progress(silent=as_json) as view:
            batch = run_batch(work, common, store=store, builder=builder, force=force, started=view.started)
            for result in batch:
                results.append(result)
                view.done(result)
        _write_index(store, work)
    except KeyboardInterrupt:
        click.echo(f"已停止：{len(results)}/{len(work)} 份已完成并保存；再次运行同一命令会接着做。", err=True)
        context.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our lines (head, less) has gone, which click settles.
        raise
    except MachineError as error:
        trouble = error
    except OSError as error:
        trouble = _machine(error, out)
    results.sort(key=lambda result: result.step.job.name)
    if as_json:
        # Also of a run that the machine stopped: what is done is done.
        print_json([*(_plain(result, out) for result in results), *map(_left_out, left_out)])
    elif trouble is None:
        _summary(results, left_out, out)
    if trouble is not None:
        raise trouble
    context.exit(_exit_code(results, left_out))


def _write_index(store: Store, work: Sequence[Job]) -> None:
    from helpers.files import left_over, locked
    from helpers.review.index import PAGE, write_index

    # Whoever writes the page holds the lock, so what lies about then is from a process that was killed.
    with store.local() as folder, locked(folder):
        for path in left_over(folder, re.escape(PAGE)):
            path.unlink(missing_ok=True)
        write_index(folder, {job.name: job.params for job in work})


def _machine(error: OSError, out: str) -> MachineError:
    from helpers.errors import MachineError, reason_of

    return MachineError(f"{error.filename or out}：{reason_of(error)}；没有完成的年报下次运行时会接着做。")


def _summary(results: Sequence[Result], left_out: Sequence[dict[str, object]], out: str) -> None:
    print_findings(left_out)
    for result in results:
        # Errors of a draft too: it was built, it isn't right.
        if errors := [finding for finding in result.findings if finding["severity"] == "error"]:
            print_findings(errors[:_SHOWN])
            if len(errors) > _SHOWN:
                click.echo(
                    f"    ……另有 {len(errors) - _SHOWN} 处错误，运行 nianbao check {result.step.job.shown_as} 查看。"
                )
    counts = {
        status: sum(1 for result in results if result.record.status == status)
        for status in ("ok", "refused", "failed", "broken")
    }
    drafts = sum(1 for result in results if result.draft)
    done = f"完成 {counts['ok'] - drafts}，草稿 {drafts}" if drafts else f"完成 {counts['ok']}"
    unchanged = sum(1 for result in results if not result.step.reason)
    click.echo(
        f"共 {len(results)} 份：{done}，退回 {counts['refused']}，出错 {counts['failed']}，"
        f"中断 {counts['broken']}（其中 {unchanged} 份没有改动，未重做）。总览：{out.rstrip('/')}/index.html"
    )


def _plain(result: Result, out: str) -> dict[str, object]:
    job, record = result.step.job, result.record
    return {
        "report": job.name,
        "office": record.office,
        "year": record.year,
        "status": record.status.value,
        "reason": result.step.reason,
        "folder": f"{out.rstrip('/')}/{job.name}",
        "findings": result.findings,
    }


def _left_out(finding: dict[str, object]) -> dict[str, object]:
    """What stands for the reports of a folder that may not be called so."""
    return {
        "report": "",
        "office": "",
        "year": None,
        "status": "refused",
        "reason": "",
        "folder": "",
        "findings": [finding],
    }


def _exit_code(results: Sequence[Result], left_out: Sequence[object]) -> int:
    statuses = {result.record.status.value for result in results}
    if "broken" in statuses:
        return 3
    if left_out or any(result.record.unreadable for result in results):
        return 2
    # A draft of a faulty report is built, and still not well.
    faulty = any(finding["severity"] == "error" for result in results for finding in result.findings)
    return 1 if faulty or statuses & {"refused", "failed"} else 0
