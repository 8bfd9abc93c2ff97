"""`nianbao bundle`: a batch and all that it was made of, in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.output import json_option, machine_told, print_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The archive to write (zip).",
)
@click.option(
    "--params",
    type=click.Path(path_type=Path),
    default=Path("params"),
    help="Where the params are.",
    show_default=True,
)
@click.option("--notebook", type=click.Path(path_type=Path), help="Another master notebook than the kit's.")
@click.option(
    "--kit",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the kit's source.  [default: the checkout that is running]",
)
@click.option(
    "--wheels",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Pack the locked packages, too: the folder to which `pip download -r requirements.lock` put them.",
)
@click.option(
    "--ro-crate",
    "licence",
    default="",
    metavar="LICENCE",
    help="Describe the bundle as an RO-Crate, for repositories; LICENCE (an address or words) says how the reports may "
    "be used. All of them must be approved.",
)
@json_option
@click.pass_context
def bundle(
    context: click.Context,
    folder: Path,
    *,
    target: Path,
    params: Path,
    notebook: Path | None,
    kit: Path | None,
    wheels: Path | None,
    licence: str,
    as_json: bool,
) -> None:
    """Pack a batch with everything that it was made of.

    FILE gets the reports of DIR with their records and the log of approvals, the params, the notebook, the kit's
    source, the lock files, the fonts, every package's version and hashes, and a README with the commands by which
    `nianbao verify FILE` builds all of it again on another machine. The same batch gives the same bytes.

    Refused (exit code 1) is a batch that nobody could verify: a file was changed, an input is no longer the recorded
    one, a report was not finished.
    """
    from helpers.batch.notebook import master_notebook
    from helpers.verify.bundle.pack import pack
    from helpers.verify.surroundings import Surroundings

    with machine_told(target):
        around = Surroundings(params, master_notebook(notebook))
        packed = pack(folder, target, around, kit=kit, wheels=wheels, licence=licence)
    if as_json:
        faults = [fault.to_json() for fault in packed.faults]
        print_json(
            {
                "archive": None if faults else str(target),
                "reports": packed.reports,
                "files": packed.files,
                "sha256": packed.sha256,
                "faults": faults,
            }
        )
    elif packed.faults:
        for fault in packed.faults:
            click.echo(str(fault))
        click.echo(f"没有打包：有 {len(packed.faults)} 处与记录不符，打包后也核对不上。")
    else:
        click.echo(f"{target}：年报 {packed.reports} 份，文件 {packed.files} 个。SHA-256：{packed.sha256}")
    context.exit(1 if packed.faults else 0)
