"""The params beside a batch: whether they are still what a report was made of, and what its district asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.intake import District, read_district
from helpers.intake.district import FILE_NAME
from helpers.review.signoff.log import SignOffError
from helpers.review.signoff.seal import Place

SIGNERS = "allowed_signers"
"""In the district's folder: whose key is whose, as `ssh-keygen -Y verify` reads it."""

_YEARS_BEFORE = {"params": 0, "previous": 1, "before_previous": 2}
_LABELS = {"params": "填报数据", "previous": "上年填报数据", "before_previous": "前年填报数据"}


def district_of(params: Path, place: Place) -> District | None:
    """The district's file; None where the params aren't at hand.

    Raises:
        ReadError: It can't be read.
    """
    path = params / place.district / FILE_NAME
    if not path.is_file():
        return None
    seen = path.stat()
    return _district(path, (seen.st_mtime_ns, seen.st_size, seen.st_ino))


@lru_cache(maxsize=64)
def _district(path: Path, _state: tuple[int, ...]) -> District:
    """The file as it was in that state: many reports of a district are approved and published one after another."""
    return read_district(path)


def signers_of(params: Path, place: Place) -> Path | None:
    """The district's list of keys; None where it has none."""
    path = params / place.district / SIGNERS
    return path if path.is_file() else None


def hold_to_params(params: Path, place: Place, inputs: Mapping[str, str]) -> None:
    """Refuse where the params are at hand and are no longer those of the record.

    Args:
        params: The folder of all params; where it doesn't hold the district, nothing can be compared.
        place: The report.
        inputs: The record's hashes of what the report was made of.

    Raises:
        SignOffError: A file has changed, has gone, or has come.
        OSError: A file can't be read.
    """
    if not (params / place.district).is_dir():
        return
    for name, years in _YEARS_BEFORE.items():
        path = params / place.district / place.office / f"{place.year - years}.yaml"
        now = digest(path.read_bytes()) if path.is_file() else None
        if now != inputs.get(name):
            raise SignOffError(
                f"{place.name}：{_LABELS[name]}（{path}）在生成年报之后有改动，请重新运行 nianbao run 并重新审核。"
            )
