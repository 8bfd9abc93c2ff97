"""All that a review writes over a batch's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import UsageError
from helpers.review.compare import write_comparisons
from helpers.review.entries import entries
from helpers.review.index import rosters_of, write_index
from helpers.review.roster import office_name
from helpers.review.sheet import write_sheet


@dataclass(frozen=True)
class Reviewed:
    """What was written.

    Attributes:
        index: The index page.
        comparisons: The comparison pages.
        sheets: What goes back to offices.
    """

    index: Path
    comparisons: tuple[Path, ...]
    sheets: tuple[Path, ...]


def review_batch(folder: Path, files: Mapping[str, Path], *, sheets: bool = False) -> Reviewed:
    """Write the comparison pages, the sheets for the offices if wanted, and the index page that links them.

    Args:
        folder: DIR.
        files: The params files by the report's name, as far as they are at hand.
        sheets: Whether sheets are wanted.

    Raises:
        UsageError: The folder holds no report.
        ReadError: A district's list can't be read.
        OSError: A file can't be written.
    """
    found = entries(folder)
    if not found:
        raise UsageError(f"{folder}：里面没有年报，请先运行 nianbao run --out {folder}")
    rosters = rosters_of(folder, files)
    pages = tuple(write_comparisons(found, files, rosters))
    written = tuple(
        sheet
        for entry in found
        if sheets and (sheet := write_sheet(entry, office_name(entry, rosters.get(entry.district))))
    )
    return Reviewed(write_index(folder, files), pages, written)
