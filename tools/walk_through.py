"""Does what docs/zh/january.md says, step by step in an empty folder, and draws its pictures.

    .venv/bin/python tools/walk_through.py [--check]

Commands (```sh) are run, files (```yaml PATH) written, changes (```diff PATH) made, and what a command printed takes
the place of the ```text behind it. A picture is drawn where the page shows it, of the folder as it is then. With
--check nothing is written: exit code 1 where the page says something else than what happens.

A command that is to fail has `<!-- exit N -->` above it. Pictures need Chromium, LibreOffice and poppler.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "zh" / "january.md"
SAMPLES = PAGE.with_name("samples")
INBOX = "收件"

_PART = re.compile(
    r"(?:<!-- exit (?P<code>\d) -->\n)?^```(?P<kind>sh|text|yaml|diff)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$"
    r"|!\[[^\]]*\]\(images/(?P<picture>[a-z-]+)\.png\)",
    re.MULTILINE | re.DOTALL,
)

Draw = Callable[[str, Path], None]


class StaleError(Exception):
    """The page says what isn't so."""


class January(datetime):
    """A clock that stands still on the day on which the page's approvals are made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> January:
        """Ten in the morning of 20 January 2023 in China."""
        return cls.fromisoformat("2023-01-20T10:00:00+08:00").astimezone(tz)


def follow(page: str, folder: Path, draw: Draw) -> str:
    """Do what a page says.

    Args:
        page: Its Markdown.
        folder: An empty folder.
        draw: Called with each picture's name and the folder, at its place.

    Returns:
        The page with what its commands printed.

    Raises:
        StaleError: A command ends with another exit code, or a change doesn't fit its file.
    """
    inbox = folder / INBOX
    shutil.copytree(SAMPLES, inbox)
    printed = ""

    def perform(part: re.Match[str]) -> str:
        nonlocal printed
        kind, body = part["kind"], part["body"]
        if part["picture"]:
            draw(part["picture"], folder)
        elif kind == "sh":
            printed = "".join(_run(line, int(part["code"] or 0)) for line in body.splitlines())
        elif kind == "text":
            return f"```text\n{printed}```"
        elif part["path"]:
            path = folder / part["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body if kind == "yaml" else _changed(path, body), encoding="utf-8")
        return part[0]

    with contextlib.chdir(folder), mock.patch("helpers.review.signoff.statement.datetime", January):
        return _PART.sub(perform, page)


def _run(line: str, expected: int) -> str:
    """What a command prints."""
    from helpers.cli import main

    out = io.StringIO()
    with (
        mock.patch("sys.argv", shlex.split(line)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        try:
            main()
        except SystemExit as end:
            if end.code != expected:
                raise StaleError(f"{line}: exit code {end.code}, not {expected}\n{out.getvalue()}") from None
    return out.getvalue()


def _changed(path: Path, change: str) -> str:
    """A file's text after a change whose lines stand in it once, in their order."""
    text = path.read_text(encoding="utf-8")
    for hunk in re.split(r"^@@.*\n", change, flags=re.MULTILINE):
        old, new = (
            "".join(f"{line[1:]}\n" for line in hunk.splitlines() if line[:1] in (" ", sign))
            for sign in ("-", "+")
        )
        if text.count(old) != 1:
            raise StaleError(f"{path.name}: these lines don't stand there once:\n{old}")
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def drawing(to: Path) -> Iterator[Draw]:
    """Draws pictures into a folder."""
    sys.path.insert(0, str(ROOT))  # the tests' driver of Chromium
    from walk_through_pictures import artist

    to.mkdir(exist_ok=True)
    with artist(to) as draw:
        yield draw


def check(name: str, _folder: Path) -> None:
    """Hold a picture to be there.

    Raises:
        StaleError: It isn't.
    """
    if not PAGE.with_name("images").joinpath(f"{name}.png").is_file():
        raise StaleError(f"images/{name}.png is missing")


def main() -> None:
    """Follow the page; write it and its pictures, or compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing, draw nothing")
    options = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    os.environ.pop("COLUMNS", None)
    with tempfile.TemporaryDirectory() as name:
        try:
            if options.check:
                found = follow(page, Path(name), check)
            else:
                with drawing(PAGE.with_name("images")) as draw:
                    found = follow(page, Path(name), draw)
        except StaleError as error:
            sys.exit(str(error))
    if options.check and found != page:
        lines = difflib.unified_diff(
            page.splitlines(), found.splitlines(), "page", "what happens", lineterm=""
        )
        sys.exit("\n".join(["run make walk-through", *lines]))
    if not options.check:
        PAGE.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
