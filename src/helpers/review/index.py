"""DIR/index.html: a plain page that lists the batch."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.batch.record import FILE, Record
from helpers.files import write_atomically

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE = "index.html"


def write_index(folder: Path) -> Path:
    """Write the index page of a batch's folder from the records in it.

    Args:
        folder: DIR.

    Returns:
        The page's path.

    Raises:
        OSError: The folder can't be written to.
    """
    found = [(path.parent, Record.read(path.parent)) for path in sorted(folder.glob(f"*/*/*/{FILE}"))]
    rows = [(place.relative_to(folder).as_posix(), record) for place, record in found if record is not None]
    page = _environment().get_template("index.html.j2").render(rows=rows)
    write_atomically(folder / PAGE, page.encode())
    return folder / PAGE


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("helpers.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
