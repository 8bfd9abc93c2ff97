"""The files of a report beside those that were built anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from helpers.batch.inputs import digest
from helpers.batch.record import FILE, Record
from helpers.review.compare import PAGE
from helpers.review.sheet import TEXT, WORD
from helpers.review.signoff.seal import Place
from helpers.verify.explain import Explanation, explain
from helpers.verify.folder import UnfitError, names_in, read_plain
from helpers.verify.verdict import FileState, FileVerdict

COMPANIONS = {PAGE, WORD, TEXT}
"""What a review puts beside a report; it is written anew at will and isn't verified."""

_LEFT_BEHIND = (".report.", f".{FILE}.")
"""How the names of temporary files begin that a killed run left; the next run removes them."""


def files_beside(
    place: Place, record: Record, anew: Mapping[str, bytes], *, explained: bool
) -> Iterator[FileVerdict]:
    """The files of a report that aren't as they were built anew.

    Args:
        place: The report.
        record: Its record.
        anew: The content of each file as it was built anew.
        explained: Whether it is told how two files differ.

    Raises:
        OSError: The report's folder can't be listed.
    """
    for name in _others(place, anew.keys()):
        yield FileVerdict(name, FileState.UNBUILT if name in record.outputs else FileState.EXTRA)
    for name, content in anew.items():
        try:
            stands = read_plain(place.folder / name)
        except UnfitError as error:
            yield FileVerdict(name, FileState.UNFIT, Explanation(remark=str(error)))
            continue
        if stands is None:
            yield FileVerdict(name, FileState.MISSING)
        elif stands != content:
            altered = name != FILE and record.outputs.get(name) != digest(stands)
            explanation = explain(name, stands, content) if explained else Explanation()
            yield FileVerdict(name, FileState.ALTERED if altered else FileState.OTHER, explanation)


def files_by_record(place: Place, record: Record) -> Iterator[FileVerdict]:
    """The files that aren't those of the record, where nothing can be built anew.

    Raises:
        OSError: The report's folder can't be listed.
    """
    for name in _others(place, record.outputs.keys() | {FILE}):
        yield FileVerdict(name, FileState.EXTRA)
    for name, expected in record.outputs.items():
        try:
            stands = read_plain(place.folder / name)
        except UnfitError as error:
            yield FileVerdict(name, FileState.UNFIT, Explanation(remark=str(error)))
            continue
        if stands is None:
            yield FileVerdict(name, FileState.MISSING)
        elif digest(stands) != expected:
            yield FileVerdict(name, FileState.ALTERED)


def _others(place: Place, known: Set[str]) -> list[str]:
    names = names_in(place.folder)
    return [name for name in names if not (name in known | COMPANIONS or name.startswith(_LEFT_BEHIND))]
