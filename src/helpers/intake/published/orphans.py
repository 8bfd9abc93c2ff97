"""Values without a label, given to the row that lacks its own where only one can be meant."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from helpers.form import edition_of
from helpers.intake.published.form_words import article
from helpers.intake.published.found import FoundRow
from helpers.intake.published.values import count_of, is_empty
from helpers.intake.published.words import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpers.form import Row, Table
    from helpers.intake.published.found import Orphans

Rows = dict[tuple[str, str], FoundRow]


def adopt(best: Rows, orphans: Sequence[Orphans], edition: int) -> Iterator[tuple[str, str]]:
    """Give values without a label to rows that lack theirs, in place.

    In table two they belong to the only row of their block that has none. In table three, as many rows of full width
    as there are gaps between two rows that were found fill these gaps in their order; each must add up.

    Args:
        best: The rows found, by table and key.
        orphans: The values.
        edition: Number of the form's edition.

    Yields:
        Table and key of each row that was given values.
    """
    yield from _in_blocks(best, orphans, edition_of(edition).table("proactive"))
    yield from _in_gaps(best, orphans, edition_of(edition).table("applications"))


def _in_blocks(best: Rows, orphans: Sequence[Orphans], table: Table) -> Iterator[tuple[str, str]]:
    blocks = {article(block.title): block for block in table.blocks}
    for found in orphans:
        block = blocks.get(found.after) if found.table == table.key else None
        if block is None:
            continue
        if _stands_before_all(found, [best.get((table.key, row.key)) for row in block.rows]):
            # Where figures stand above their labels, those below a label are the next one's.
            for row in block.rows:
                if (read := best.get((table.key, row.key))) is not None:
                    read.tail.clear()
            continue
        lacking = [row for row in block.rows if not _has_values(best.get((table.key, row.key)))]
        if len(lacking) == 1 and len(found.cells) == len(block.columns):
            _give(best, table.key, lacking[0], found)
            yield table.key, lacking[0].key


def _in_gaps(best: Rows, orphans: Sequence[Orphans], table: Table) -> Iterator[tuple[str, str]]:
    keys = [row.key for row in table.rows]
    width = len(table.blocks[0].columns)
    for after in dict.fromkeys(found.after for found in orphans if found.table == table.key):
        group = [found for found in orphans if (found.table, found.after) == (table.key, after)]
        following = table.rows[keys.index(after) + 1 if after in keys else 0 :]
        gap = list(takewhile(lambda row: not _has_values(best.get((table.key, row.key))), following))
        whole = all(len(found.cells) == width and _adds_up(found) for found in group)
        if whole and len(gap) == len(group):
            for row, found in zip(gap, group, strict=True):
                _give(best, table.key, row, found)
                yield table.key, row.key


def _stands_before_all(found: Orphans, rows: Sequence[FoundRow | None]) -> bool:
    """Whether figures stand in running text above the labels of several rows, one of which lacks its own."""
    lines = [row.label.place.line for row in rows if row is not None and row.label is not None]
    first = found.cells[0].place.line
    known = [line for line in lines if line is not None]
    return (
        first is not None
        and found.cells[0].place.table is None
        and len(known) == len(rows) > 1
        and first < min(known)
        and not all(map(_has_values, rows))
    )


def _has_values(row: FoundRow | None) -> bool:
    return row is not None and any(not is_empty(cell.text) for cell in row.tail)


def _adds_up(found: Orphans) -> bool:
    counts = [count_of(cell.text) for cell in found.cells]
    return None not in counts and sum(count or 0 for count in counts[:-1]) == counts[-1]


def _give(best: Rows, table: str, row: Row, found: Orphans) -> None:
    before = best.get((table, row.key))
    label = before.label if before is not None else None
    headers = before.headers if before is not None else {}
    best[table, row.key] = FoundRow(
        table,
        row.key,
        bare(row.labels[-1]),
        label,
        found.cut,
        tail=list(found.cells),
        headers=headers,
        done=True,
    )
