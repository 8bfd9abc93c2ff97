"""How far a report has come after its review: what the index page shows of sign-off and publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Standing:
    """A report's sign-off.

    Attributes:
        label: What a reader is told, e.g. 已签发 or 已公布.
        by: Who signed; empty where nobody has.
        published: The day on which it was published; None where it wasn't.
    """

    label: str
    by: str = ""
    published: date | None = None


StandingOf = Callable[[Path], Standing | None]
"""Tells of a report's folder how far the report has come; None where nobody has signed it."""


def unsigned(_: Path) -> None:
    """Nobody has signed anything."""
