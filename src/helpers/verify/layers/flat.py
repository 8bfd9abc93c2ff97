"""JSON as lines, one a value, each with its path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from helpers.verify.change import Line


def flat(place: str, value: Any, path: str = "") -> Iterator[Line]:
    """The values in a JSON value as lines of path and value.

    Args:
        place: Where it stands.
        value: The value.
        path: Its own path.
    """
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from flat(place, each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value:
        for number, each in enumerate(value):
            yield from flat(place, each, f"{path}[{number}]")
    else:
        yield Line(place, f"{path}: {json.dumps(value, ensure_ascii=False)}")
