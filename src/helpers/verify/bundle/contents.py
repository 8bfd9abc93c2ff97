"""What goes into a bundle, by its path there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from helpers.batch.record import FILE as RECORD
from helpers.batch.record import Record
from helpers.display.fonts import font_files
from helpers.errors import UsageError
from helpers.intake.district import FILE_NAME
from helpers.review.signoff import FILE as APPROVALS
from helpers.review.signoff.params import SIGNERS
from helpers.review.signoff.seal import Place
from helpers.verify.bundle import layout
from helpers.verify.bundle.archive import Source
from helpers.verify.bundle.kit import kit_files
from helpers.verify.bundle.packages import locked_packages
from helpers.verify.folder import digest_plain, names_in
from helpers.verify.recorded import read_record
from helpers.verify.surroundings import Surroundings

_YEARS_BEFORE = 2
"""Last year's text may itself quote the year before."""

_BESIDE_PARAMS = (".import.json", ".trace.csv")
"""What tells where the figures of a params file came from."""

_FONTS = "pylopdf-fonts-zh-cn"
_LICENCE = re.compile(r"(licen[cs]e|ofl|copying|notice)", re.IGNORECASE)


def contents(
    places: Iterable[Place], around: Surroundings, kit: Path, wheels: Path | None
) -> dict[str, Source]:
    """Every file of a bundle besides its manifest and its README.

    Args:
        places: The reports; each has a record.
        around: Where their inputs are.
        kit: The folder of the kit's source.
        wheels: A folder with files of the locked packages; None leaves them out.

    Raises:
        UsageError: A file among the packages is none that the lock knows, or one of the lock is missing.
        OSError: A folder can't be listed.
    """
    places = list(places)
    return {
        **dict(_inputs(places, around.params)),
        **dict(_outputs(places)),
        layout.NOTEBOOK: around.notebook,
        **{f"{layout.KIT}/{name}": kit / name for name in kit_files(kit)},
        **dict(_fonts()),
        **dict(_packages(kit, wheels)),
    }


def _inputs(places: Iterable[Place], params: Path) -> Iterator[tuple[str, Source]]:
    for place in places:
        office = f"{place.district}/{place.office}"
        years = range(place.year - _YEARS_BEFORE, place.year + 1)
        names = [f"{office}/{year}.yaml" for year in years]
        names += [f"{office}/{year}{suffix}" for year in years for suffix in _BESIDE_PARAMS]
        names += [f"{place.district}/{name}" for name in (FILE_NAME, SIGNERS)]
        yield from ((f"{layout.PARAMS}/{name}", params / name) for name in names if (params / name).is_file())


def _outputs(places: Iterable[Place]) -> Iterator[tuple[str, Source]]:
    for place in places:
        record: Record = read_record(place)
        for name in (RECORD, *record.outputs):
            yield f"{layout.BUILD}/{place.name}/{name}", place.folder / name
        if (place.out / APPROVALS).is_file():
            yield f"{layout.BUILD}/{APPROVALS}", place.out / APPROVALS


def _fonts() -> Iterator[tuple[str, Source]]:
    yield from ((f"{layout.FONTS}/{path.name}", path) for path in font_files())
    # A font may only be handed on with its licence.
    for file in metadata.files(_FONTS) or ():
        if _LICENCE.match(file.name):
            yield f"{layout.FONTS}/{file.name}", Path(str(file.locate()))


def _packages(kit: Path, wheels: Path | None) -> Iterator[tuple[str, Source]]:
    packages = locked_packages((kit / layout.LOCK).read_text(encoding="utf-8"))
    listed = [asdict(package) for package in packages]
    yield layout.PACKAGES, (json.dumps(listed, indent=1) + "\n").encode()
    if wheels is None:
        return
    known = {each: package.name for package in packages for each in package.hashes}
    found = set()
    for name in names_in(wheels):
        path = wheels / name
        owner = known.get(digest_plain(path) or "")
        if owner is None:
            raise UsageError(f"{path}：不是 {layout.LOCK} 中的软件包，请只放 pip download 按它下载的文件。")
        found.add(owner)
        yield f"{layout.WHEELS}/{name}", path
    # What a marker keeps from this system may rightly be missing.
    if lacking := [package.name for package in packages if package.name not in found and not package.marker]:
        raise UsageError(f"{wheels}：缺少 {lacking[0]} 等 {len(lacking)} 个软件包，请用 pip download 补齐。")
