"""What the reviewers' pages share: one file each, escaped where text is written, nothing loaded from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from helpers.display.characters import printable

if TYPE_CHECKING:
    from jinja2 import Environment


def page_of(name: str, script: str, **content: Any) -> str:
    """A page.

    Args:
        name: Its template's name without `.html.j2`.
        script: The name of its script without `.js`.
        content: What the template shows.
    """
    environment = _environment()
    style = _source("page.css")
    code, early = _source(f"{script}.js"), _source("early.js")
    return environment.get_template(f"{name}.html.j2").render(
        style=Markup(style),  # noqa: S704  # the kit's own
        script=Markup(code),  # noqa: S704
        early=Markup(early),  # noqa: S704
        policy=_policy(style, early, code),
        **content,
    )


def data_block(value: Any) -> Markup:
    """JSON that a page carries: whatever it holds, it can't end the element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # nothing is left that could be markup


def _policy(style: str, *scripts: str) -> str:
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _source(name: str) -> str:
    return _environment().get_template(name).render()


def _printable(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("helpers.review"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
