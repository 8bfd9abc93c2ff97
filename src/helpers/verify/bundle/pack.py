"""Packing a batch with everything that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from helpers.batch.inputs import Common, digest
from helpers.errors import UsageError
from helpers.review.signoff import Action, read_log
from helpers.review.signoff.seal import Place
from helpers.verify.batch import places_of
from helpers.verify.bundle import crate, layout
from helpers.verify.bundle.archive import content_of, write_archive
from helpers.verify.bundle.contents import contents
from helpers.verify.bundle.kit import kit_root
from helpers.verify.bundle.manifest import Manifest
from helpers.verify.bundle.readiness import hindrances
from helpers.verify.bundle.readme import readme
from helpers.verify.fault import Fault
from helpers.verify.folder import digest_plain
from helpers.verify.recorded import read_record
from helpers.verify.surroundings import Surroundings


@dataclass(frozen=True)
class Packed:
    """What packing came to.

    Attributes:
        faults: What kept the batch from being packed; nothing was written if there is any.
        reports: How many reports were packed.
        files: How many files.
        sha256: SHA-256 of the archive.
    """

    faults: tuple[Fault, ...] = ()
    reports: int = 0
    files: int = 0
    sha256: str = ""


def pack(
    folder: Path,
    target: Path,
    around: Surroundings,
    *,
    kit: Path | None = None,
    wheels: Path | None = None,
    licence: str = "",
) -> Packed:
    """Write a batch and all that it was made of as one archive; the same batch gives the same bytes.

    Args:
        folder: DIR.
        target: The archive.
        around: Where the inputs are.
        kit: The folder of the kit's source; the checkout that is running where None.
        wheels: A folder with the locked packages, to be packed as well.
        licence: How the reports may be used; with it the bundle is an RO-Crate, for repositories.

    Raises:
        UsageError: A folder can't be used.
        MachineError: A file changed while it was packed.
        OSError: A file can't be read, or the archive can't be written.
    """
    places = places_of(folder)
    if target.is_dir():
        raise UsageError(f"{target}：这是文件夹，请写明归档的文件名，如 2022.zip。")
    root = kit_root(kit)
    common = Common.of(around.notebook)
    if faults := tuple(hindrances(places, around, common)):
        return Packed(faults)
    sources = contents(places, around, root, wheels)
    hashes = {name: digest(content_of(source)) for name, source in sources.items()}
    manifest = Manifest(common.versions["nianbao"], common.versions["python"], len(places), hashes)
    described = {layout.README: readme(manifest)}
    manifest = _with(manifest, described)
    if licence:
        records = {place.name: read_record(place) for place in places}
        described[crate.FILE] = crate.crate_metadata(
            manifest, records, crate.Deposit(licence, _approved(places))
        )
        manifest = _with(manifest, described)
    sources |= described
    sources[layout.MANIFEST] = manifest.to_bytes()
    write_archive(target, sources, manifest.files)
    return Packed((), len(places), len(sources), digest_plain(target) or "")


def _with(manifest: Manifest, files: Mapping[str, bytes]) -> Manifest:
    return replace(manifest, files={**manifest.files, **{name: digest(each) for name, each in files.items()}})


def _approved(places: Sequence[Place]) -> date:
    """The day on which the last of the reports was approved: a deposit has a date, and no clock is asked for it."""
    log = read_log(places[0].out)
    approvals = [log.last(place.name) for place in places]
    days = [entry.day for entry in approvals if entry and entry.action is Action.APPROVE]
    if len(days) < len(places):
        raise UsageError("交存的年报须都已审核，请先用 nianbao approve 审核，或不加 --ro-crate。")
    return max(days)
