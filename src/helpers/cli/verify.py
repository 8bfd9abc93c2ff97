"""`nianbao verify`: everything built anew and compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.output import json_option, machine_told, print_json
from helpers.cli.steps import step_counter
from helpers.cli.verdicts import print_faults, print_site, print_summary, print_verdict

if TYPE_CHECKING:
    from helpers.verify.approvals import Approvals
    from helpers.verify.fault import Fault
    from helpers.verify.surroundings import Surroundings
    from helpers.verify.verdict import Verdict


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
    anew from its own params by the kit that is installed. Nothing is written in PATH.

    Exit code 0 if all is the same, 1 if something differs, is missing or can't be built for want of its params, 2 if
    PATH or a record cannot be read, 3 if the machine failed.
    """
    from helpers.batch.notebook import master_notebook
    from helpers.verify.bundle.opened import is_bundle
    from helpers.verify.site import is_site
    from helpers.verify.surroundings import Surroundings

    workers = jobs or os.cpu_count() or 1
    with machine_told(path):
        if is_bundle(path):
            context.exit(_bundle(path, notebook, workers, signers, as_json=as_json))
        if is_site(path):
            context.exit(_site(path, batch, params, signers, as_json=as_json))
        around = Surroundings(params, master_notebook(notebook), workers)
        context.exit(_batch(path, path, around, signers, as_json=as_json))


def _site(site: Path, batch: Path | None, params: Path, signers: Path | None, *, as_json: bool) -> int:
    from helpers.errors import UsageError
    from helpers.verify.approvals import verify_approvals
    from helpers.verify.site import verify_site

    approvals = verify_approvals(batch, params, signers) if batch else None
    if batch and approvals is None:
        raise UsageError(f"{batch}：没有审核日志，无从核对，请检查 --batch 的路径。")
    verdict = verify_site(site, approvals.log if approvals else None)
    faults = (*verdict.faults, *(approvals.faults if approvals else ()))
    if as_json:
        print_json({**_plain(site, "site", approvals), "faults": [fault.to_json() for fault in faults]})
    else:
        print_faults(faults)
        print_site(site, verdict, approvals)
    return 1 if faults else 0


def _bundle(path: Path, notebook: Path | None, workers: int, signers: Path | None, *, as_json: bool) -> int:
    from helpers.batch.notebook import master_notebook
    from helpers.verify.bundle import layout
    from helpers.verify.bundle.kit import kit_notebook
    from helpers.verify.bundle.opened import opened
    from helpers.verify.surroundings import Surroundings

    # Neither the bundle's code nor its notebook is run unless the user says so.
    own = master_notebook(notebook) if notebook else kit_notebook()
    with opened(path) as bundle:
        root = bundle.root
        different = bundle.kit_differences
        kit = (
            different
            and f"归档里的程序与正在运行的不同：{different}；请按归档里的 {layout.README} 用归档自带的程序核对"
        )
        around = Surroundings(root / layout.PARAMS, own, workers, kit, root)
        return _batch(path, root / layout.BUILD, around, signers, bundle.held_to(own), as_json=as_json)


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
            print_verdict(verdict, told)
        count(len(verdicts))
    verdicts.sort(key=lambda verdict: verdict.report)
    # Of a single report's folder, the log is the batch's and only its own lines matter.
    names = None if places[0].out == folder else {place.name for place in places}
    approvals = verify_approvals(places[0].out, around.params, signers, names)
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
        print_faults(faults)
        print_summary(verdicts, approvals)
    return _exit_code(verdicts, faults)


def _plain(path: Path, kind: str, approvals: Approvals | None) -> dict[str, Any]:
    return {
        "path": str(path),
        "kind": kind,
        "approvals": len(approvals.log.entries) if approvals else None,
        "unchecked_signatures": approvals.unchecked if approvals else 0,
    }


def _exit_code(verdicts: list[Verdict], faults: tuple[Fault, ...]) -> int:
    states = {verdict.state.value for verdict in verdicts}
    if "broken" in states:
        return 3
    if "unreadable" in states:
        return 2
    return 1 if faults or states - {"same"} else 0
