"""All that a review writes over a batch's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import UsageError
from helpers.review.compare import write_comparisons
from helpers.review.copies import copies_among, with_copies
from helpers.review.entries import entries
from helpers.review.index import rosters_of, write_index
from helpers.review.roster import office_name
from helpers.review.rows import in_order
from helpers.review.sheet import WORD, write_sheet
from helpers.review.standing import standing_in


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


def review_batch(
    folder: Path,
    files: Mapping[str, Path],
    *,
    sheets: bool = False,
    written: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reviewed:
    """Write the sheets for the offices if wanted, the comparison pages, and the index page that links both.

    The reports' texts are held to each other first: all three show what is another office's.

    Args:
        folder: DIR.
        files: The params files by the report's name, as far as they are at hand.
        sheets: Whether sheets are wanted; those that are there are kept in step in any case.
        written: Told after each comparison page how many are done, and of how many.

    Raises:
        UsageError: The folder holds no report.
        ReadError: A district's list can't be read.
        OSError: A file can't be written.
    """
    found = entries(folder)
    if not found:
        raise UsageError(f"{folder}：里面没有年报，请先运行 nianbao run --out {folder}")
    rosters = rosters_of(folder, files)
    copies = copies_among(found, files)
    found = in_order(with_copies(found, copies), rosters)
    returned = tuple(
        sheet
        for entry in found
        if (sheets or (entry.folder / WORD).exists())
        and (sheet := write_sheet(entry, office_name(entry, rosters.get(entry.district))))
    )
    pages = []
    for page in write_comparisons(found, files, rosters, standing_in(folder), copies=copies):
        pages.append(page)
        written(len(pages), len(found))
    return Reviewed(write_index(folder, files, copies=copies), tuple(pages), returned)
