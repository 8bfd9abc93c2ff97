"""How far a report has come after its review: what the index page shows of sign-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.batch.record import FILE
from helpers.review.entries import Entry
from helpers.review.signoff import Action, SignOffError, read_log


@dataclass(frozen=True)
class Standing:
    """A report's sign-off.

    Attributes:
        label: What a reader is told, e.g. 已审核.
        by: Who said so; empty where nobody did.
        approved: The day on which it was approved as it is now; None where it isn't.
    """

    label: str
    by: str = ""
    approved: date | None = None


StandingOf = Callable[[Entry], Standing | None]
"""Tells of a report how far it has come; None where nobody has said anything of it."""


def unsigned(_: Entry) -> None:
    """Nobody has signed anything."""


def standing_in(folder: Path) -> StandingOf:
    """What the log of a batch's folder says of its reports.

    Raises:
        OSError: The log can't be read.
    """
    try:
        log = read_log(folder)
    except SignOffError:
        return lambda _: Standing("审核日志被改动")

    def standing(entry: Entry) -> Standing | None:
        said = log.last(entry.name)
        if said is None:
            return None
        if said.action is Action.WITHDRAW:
            return Standing("已撤回", said.by)
        if said.record != digest((entry.folder / FILE).read_bytes()):
            return Standing("审核后有改动", said.by)
        return Standing("已审核", said.by, said.day)

    return standing
