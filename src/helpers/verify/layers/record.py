"""A record: how the report ended and what the rules found; its hashes and versions are told as inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from helpers.batch.record import Status
from helpers.intake.published.errors import UnreadableError
from helpers.verify.change import Layer, Line
from helpers.verify.layers.flat import flat


def layers(content: bytes, name: str) -> list[Layer]:
    """The layers of a record.

    Raises:
        UnreadableError: It isn't one.
    """
    try:
        record = json.loads(content)
        return [
            Layer(list(_told(record))),
            Layer(list(flat("记录", record)), "状态和核对结果相同，校验值或版本不同", repeats=True),
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(f"{name}：不是完好的生成记录。") from None


def _told(record: dict[str, Any]) -> Iterator[Line]:
    yield Line("机关", f"{record['office']}{record['year']}年")
    yield Line("状态", Status(record["status"]).label)
    for finding in record["findings"]:
        place = ":".join(str(finding[key]) for key in ("file", "line", "column") if finding[key])
        yield Line("核对结果", f"{place} {finding['rule']} {finding['message']}")
