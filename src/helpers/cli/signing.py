"""What the commands that sign reports off share: options, errors, and pages that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def signing_options(command: _Command) -> _Command:
    """The options --sign, --signers and --params."""
    options = (
        click.option(
            "--sign",
            "key",
            type=click.Path(path_type=Path),
            metavar="KEY",
            help="Sign with this private SSH key.",
        ),
        click.option(
            "--signers",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="Whose key is whose.  [default: params/DISTRICT/allowed_signers]",
        ),
        click.option(
            "--params",
            type=click.Path(path_type=Path),
            default=Path("params"),
            help="Where the params are.",
            show_default=True,
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def refreshed(reports: Sequence[Path], params: Path) -> Iterator[None]:
    """Bring the batches' pages up to what was said of reports, once it is in the log.

    Args:
        reports: The reports' folders.
        params: The folder of all params.

    Raises:
        MachineError: A file can't be read or written.
    """
    from helpers.errors import MachineError, NianbaoError, reason_of

    try:
        yield
    except OSError as error:
        # Of several some may be approved.
        with suppress(OSError, NianbaoError):
            _refresh(reports, params)
        raise MachineError(f"{error.filename or reports[0]}：{reason_of(error)}。") from error
    try:
        _refresh(reports, params)
    except OSError as error:
        raise MachineError(
            f"审核记录已写好，但总览页没有更新（{error.filename}：{reason_of(error)}），"
            "请排除后用 nianbao review 重写。"
        ) from error


def _refresh(reports: Sequence[Path], params: Path) -> None:
    from helpers.review.refresh import refresh
    from helpers.review.signoff.seal import place_of

    batches: dict[Path, set[str]] = {}
    for place in map(place_of, reports):
        batches.setdefault(place.out, set()).add(place.name)
    for out, names in batches.items():
        refresh(out, names, params)
