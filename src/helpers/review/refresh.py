"""The pages after a sign-off: what they show of reports that were approved or taken back."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path

from helpers.errors import UsageError
from helpers.files import locked
from helpers.review.compare import PAGE, write_comparisons
from helpers.review.copies import still_true, with_copies
from helpers.review.entries import entries, files_below
from helpers.review.index import PAGE as INDEX
from helpers.review.index import Known, rosters_of, write_index
from helpers.review.rows import in_order
from helpers.review.standing import standing_in


def refresh(folder: Path, names: Collection[str], params: Path) -> Path:
    """Write the index page anew, and the comparison pages of these reports as far as there are any.

    Args:
        folder: DIR.
        names: The names of the reports.
        params: The folder of all params; where a district isn't in it, the last index page knows its list.

    Returns:
        The index page's path.

    Raises:
        ReadError: A district's list can't be read.
        OSError: A page can't be written.
    """
    files: dict[str, Path] = {}
    for district in sorted({name.partition("/")[0] for name in names}):
        with contextlib.suppress(UsageError):
            files |= files_below([params / district])
    with locked(folder):
        copies = still_true(Known.read(folder / INDEX).copies, entries(folder))
        found = with_copies(entries(folder), copies)
        rosters = rosters_of(folder, files)
        paged = {entry.name for entry in found if entry.name in names and (entry.folder / PAGE).is_file()}
        ordered = in_order(found, rosters)
        for _ in write_comparisons(ordered, files, rosters, standing_in(folder), copies=copies, only=paged):
            pass
        return write_index(folder, files)
