"""Packing a batch with everything that it was made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from helpers.batch.inputs import Common, digest
from helpers.errors import UsageError
from helpers.verify.batch import places_of
from helpers.verify.bundle import layout
from helpers.verify.bundle.archive import content_of, write_archive
from helpers.verify.bundle.contents import contents
from helpers.verify.bundle.kit import kit_root
from helpers.verify.bundle.manifest import Manifest
from helpers.verify.bundle.readiness import hindrances
from helpers.verify.bundle.readme import readme
from helpers.verify.fault import Fault
from helpers.verify.folder import digest_plain
from helpers.verify.prepare import Surroundings


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
    folder: Path, target: Path, around: Surroundings, *, kit: Path | None = None, wheels: Path | None = None
) -> Packed:
    """Write a batch and all that it was made of as one archive; the same batch gives the same bytes.

    Args:
        folder: DIR.
        target: The archive.
        around: Where the inputs are.
        kit: The folder of the kit's source; the checkout that is running where None.
        wheels: A folder with the locked packages, to be packed as well.

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
    sources[layout.README] = readme(manifest)
    manifest = replace(manifest, files={**hashes, layout.README: digest(content_of(sources[layout.README]))})
    sources[layout.MANIFEST] = manifest.to_bytes()
    write_archive(target, sources, manifest.files)
    return Packed((), len(places), len(sources), digest_plain(target) or "")
