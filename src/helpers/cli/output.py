"""What the commands print: findings for people, JSON for programs."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

import click

from helpers.checks import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.review.wording import Passage

_Command = TypeVar("_Command", bound=Callable[..., Any])

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode's categories of characters that control something."""

_AROUND = 12
"""Unchanged characters that are shown beside a difference."""

_SAME_RULE = 10
"""Findings of one rule in one file that are printed before the rest is only counted: a table left empty has 175."""


def json_option(command: _Command) -> _Command:
    """The option --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print machine-readable JSON on stdout.")(
        command
    )


def print_json(value: object) -> None:
    """Print JSON on stdout, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_findings(findings: Iterable[Mapping[str, Any]]) -> None:
    """Print findings, one a line, grouped by file; many of one rule are cut short with a count."""
    for (_, _), group in groupby(findings, key=lambda finding: (finding["file"], finding["rule"])):
        same = list(group)
        for finding in same[:_SAME_RULE]:
            place = ":".join(str(finding[part]) for part in ("file", "line", "column") if finding[part])
            severity = Severity(finding["severity"])
            label = click.style(severity.label, fg=COLOURS[severity])
            click.echo(f"{plain(place)}: {label} {finding['rule']} {plain(finding['message'])}")
        if len(same) > _SAME_RULE:
            click.echo(f"    ……{same[0]['rule']} 另有 {len(same) - _SAME_RULE} 处，加 --json 可看全部。")


@contextlib.contextmanager
def machine_told(place: str | Path) -> Iterator[None]:
    """End the command where a file can't be reached, with the file's name and the reason.

    Args:
        place: What is named where the system names no file.

    Raises:
        MachineError: A file or folder can't be read or written.
    """
    from helpers.errors import MachineError, reason_of

    try:
        yield
    except BrokenPipeError:
        # Whoever read our lines (head, less) has gone, which click settles.
        raise
    except OSError as error:
        raise MachineError(f"{error.filename or place}：{reason_of(error)}。") from error


@contextlib.contextmanager
def faults_told(context: click.Context, place: str | Path, *, as_json: bool) -> Iterator[None]:
    """End the command where an input can't be read, its faults printed as findings, or a file can't be reached.

    Args:
        context: The command's; it exits with 2.
        place: What is named where the system names no file.
        as_json: Whether findings are printed as JSON.

    Raises:
        MachineError: A file or folder can't be read or written.
    """
    from helpers.intake import ReadError

    try:
        with machine_told(place):
            yield
    except ReadError as error:
        unreadable = [finding.to_json() for finding in error.findings]
        if as_json:
            print_json(unreadable)
        else:
            print_findings(unreadable)
        context.exit(2)


def plain(text: str) -> str:
    r"""A text on one line, without what a terminal takes for a command: a file's name may hold anything.

    A line break becomes `\n`, the escape character `\x1b`.
    """
    return "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character) in _UNSEEN
        else character
        for character in text
    )


def passage_text(passage: Passage, *, around: int = _AROUND) -> str:
    """A paragraph for a terminal: what went in [-…-], what came in {+…+}; colour only adds to that.

    Args:
        passage: The paragraph.
        around: So many unchanged characters are shown beside a difference.
    """
    pieces = []
    for number, piece in enumerate(passage):
        if piece.mark == "gone":
            pieces.append(click.style(f"[-{piece.text}-]", fg="red"))
        elif piece.mark == "new":
            pieces.append(click.style(f"{{+{piece.text}+}}", fg="green"))
        else:
            pieces.append(_cut(piece.text, around, first=number == 0, last=number == len(passage) - 1))
    return "".join(pieces)


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    head, tail = "" if first else text[:around], "" if last else text[-around:]
    return text if len(text) <= len(head) + len(tail) else f"{head}…{tail}"
