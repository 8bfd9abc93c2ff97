"""How far a long step is, told on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

_STEP = 500
"""Items between two lines where nobody looks at a terminal."""


def step_counter(what: str, total: int = 0) -> Callable[..., None]:
    """What to call with the number of items that are done: in place on a terminal, a line now and then elsewhere.

    Args:
        what: What is done, in Chinese.
        total: Of how many; may be left to each call.
    """

    def count(done: int, of: int = total) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what} {done}/{of}", err=True, nl=done == of)
        elif done % _STEP == 0:
            click.echo(f"{what} {done}/{of}", err=True)

    return count
